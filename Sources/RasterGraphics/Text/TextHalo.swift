/// A rim around the characters of a text in the colour of the background, so that lines below it do not cut through it.
public struct TextHalo: Hashable, Sendable {
    /// The colour.
    public var color: Color
    /// Pixels from a character's edge to the rim's.
    public var radius: Double

    /// A rim of a colour and a width in pixels.
    public init(color: Color, radius: Double) {
        self.color = color
        self.radius = radius
    }
}
