public import RasterGraphics

/// Colours for numbers, such as the cells of a matrix.
public struct ColorMap: Hashable, Sendable {
    private let colors: [Color]

    /// A map through colours that are evenly far apart on it, straight between them. Black without any.
    public init(through colors: [Color]) { self.colors = colors.isEmpty ? [.black] : colors }

    /// The colour for a part of the range of numbers. Parts below 0 and above 1 have the colours of the ends.
    public func color(at part: Double) -> Color {
        guard part > 0, colors.count > 1 else { return colors.first ?? .black }
        let place = min(part, 1) * Double(colors.count - 1)
        let index = min(Int(place), colors.count - 2)
        let rest = place - Double(index)
        func mix(_ channel: KeyPath<Color, UInt8>) -> UInt8 {
            let (from, to) = (Double(colors[index][keyPath: channel]), Double(colors[index + 1][keyPath: channel]))
            return UInt8((from + (to - from) * rest).rounded())
        }
        return Color(red: mix(\.red), green: mix(\.green), blue: mix(\.blue), alpha: mix(\.alpha))
    }

    /// Black or white, whichever is read better on the colour there.
    ///
    /// By the relative luminance of WCAG 2.2 with the square as the curve of sRGB: at 0.18 both have the same contrast.
    public func textColor(at part: Double) -> Color {
        let color = color(at: part)
        func light(_ level: UInt8) -> Double { Double(level) * Double(level) / (255 * 255) }
        let luminance = 0.2126 * light(color.red) + 0.7152 * light(color.green) + 0.0722 * light(color.blue)
        return luminance > 0.18 ? .black : .white
    }
}
