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

    /// Black or white, whichever is easier to read on this colour.
    ///
    /// By the relative luminance of WCAG 2.1 with its square as the curve of sRGB: at 0.18 both have the same contrast.
    var readableText: Color {
        func linear(_ channel: UInt8) -> Double { Double(channel) * Double(channel) / (255 * 255) }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) > 0.18 ? .black : .white
    }
}
