import RasterGraphics

/// What stands for values without a place, where pictures are written as text: a character for each mark that
/// ``EdgeMarkPainter`` and the bars have.
enum EdgeMark {
    /// The character of each mark, and what it says, in the order in which they are explained.
    static let all: [(gap: SeriesTrace.Gap, character: Character, name: String)] = [
        (.notANumber, "×", "NaN"), (.aboveEverything, "▲", "+∞"), (.belowEverything, "▼", "−∞"),
        (.notPositive, "○", "not above 0"), (.aboveAxis, "△", "above the axis"), (.belowAxis, "▽", "below the axis"),
    ]

    /// Whether a text is one of these characters.
    static func contains(_ text: String) -> Bool { all.contains { String($0.character) == text } }

    /// Collects the character on a canvas that collects texts instead of painting them.
    ///
    /// - Returns: Whether the canvas is one.
    static func collect(_ gap: SeriesTrace.Gap, at middle: Point, on canvas: inout Canvas) -> Bool {
        guard canvas.collectedTexts != nil else { return false }
        guard let mark = all.first(where: { $0.gap == gap }) else { return true }
        canvas.collectedTexts?.append(
            CollectedText(
                text: String(mark.character), frame: Rect(x: middle.x, y: middle.y, width: 0, height: 0),
                alignment: .center))
        return true
    }
}
