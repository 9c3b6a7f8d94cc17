/// A text that was to be drawn, for pictures whose texts are written some other way, as in a terminal.
public struct CollectedText: Hashable, Sendable {
    /// What was to be drawn.
    public var text: String
    /// Where: from the baseline to the height of capitals, in pixels.
    public var frame: Rect
    /// Which part of the frame stays in its place when the text is written in another width.
    public var alignment: TextAlignment.Horizontal

    /// A text and its place.
    public init(text: String, frame: Rect, alignment: TextAlignment.Horizontal) {
        self.text = text
        self.frame = frame
        self.alignment = alignment
    }
}
