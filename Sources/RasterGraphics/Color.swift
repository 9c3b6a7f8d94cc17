/// A colour with straight (not premultiplied) alpha, 8 bits a channel, sRGB.
public struct Color: Hashable, Sendable {
    /// Red, 0 to 255.
    public var red: UInt8
    /// Green, 0 to 255.
    public var green: UInt8
    /// Blue, 0 to 255.
    public var blue: UInt8
    /// Opacity: 0 is invisible, 255 opaque.
    public var alpha: UInt8

    /// A colour from its channels. `alpha` is opaque by default.
    public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// An opaque colour from `0xRRGGBB`; higher bits are ignored.
    public init(hex: UInt32) {
        self.init(
            red: UInt8(truncatingIfNeeded: hex >> 16), green: UInt8(truncatingIfNeeded: hex >> 8),
            blue: UInt8(truncatingIfNeeded: hex))
    }

    /// Opaque black.
    public static let black = Color(hex: 0)
    /// Opaque white.
    public static let white = Color(hex: 0xFFFFFF)
    /// Nothing at all.
    public static let clear = Color(red: 0, green: 0, blue: 0, alpha: 0)

    /// The same colour with another opacity, clamped to 0...1; NaN counts as 0.
    public func withOpacity(_ opacity: Double) -> Color {
        var color = self
        color.alpha = opacity.isNaN ? 0 : UInt8((min(max(opacity, 0), 1) * 255).rounded())
        return color
    }
}
