import RasterGraphics

extension Color {
    /// The colour at a part of the way to another, each channel by itself; 0 is this one, 1 the other.
    func mixed(with other: Color, part: Double) -> Color {
        let part = part.isNaN ? 0 : min(max(part, 0), 1)
        func channel(_ from: UInt8, _ to: UInt8) -> UInt8 {
            UInt8((Double(from) + (Double(to) - Double(from)) * part).rounded())
        }
        return Color(
            red: channel(red, other.red), green: channel(green, other.green), blue: channel(blue, other.blue),
            alpha: channel(alpha, other.alpha))
    }

    /// Black or white, whichever has more contrast to this colour.
    var readableText: Color { contrast(with: .black) >= contrast(with: .white) ? .black : .white }
}
