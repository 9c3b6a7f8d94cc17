/// A mean of colours, weighted by their opacity: the colour of invisible ones does not bleed in.
struct ColorSum {
    private var red = 0.0
    private var green = 0.0
    private var blue = 0.0
    private var alpha = 0.0

    /// Adds a colour; all weights together are 1.
    mutating func add(_ color: Color, weight: Double) {
        let opacity = weight * Double(color.alpha)
        red += opacity * Double(color.red)
        green += opacity * Double(color.green)
        blue += opacity * Double(color.blue)
        alpha += opacity
    }

    var color: Color {
        guard alpha > 0 else { return .clear }
        func byte(_ value: Double) -> UInt8 { UInt8(min(max(value.rounded(), 0), 255)) }
        return Color(
            red: byte(red / alpha), green: byte(green / alpha), blue: byte(blue / alpha), alpha: byte(alpha))
    }
}
