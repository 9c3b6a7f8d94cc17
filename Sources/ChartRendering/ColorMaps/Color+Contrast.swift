import Foundation
import RasterGraphics

extension Color {
    /// The amount of light of a channel's level, 0...1: the transfer curve of sRGB (IEC 61966-2-1).
    static func linear(_ level: UInt8) -> Double {
        let part = Double(level) / 255
        return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }

    /// The level nearest to an amount of light, which is limited to 0...1.
    static func level(_ light: Double) -> UInt8 {
        let light = min(max(light, 0), 1)
        let part = light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
        return UInt8((min(max(part, 0), 1) * 255).rounded())
    }

    /// The relative luminance of WCAG 2.2: 0 for black, 1 for white. Opacity does not matter.
    var relativeLuminance: Double {
        0.2126 * Color.linear(red) + 0.7152 * Color.linear(green) + 0.0722 * Color.linear(blue)
    }

    /// The contrast ratio of WCAG 2.2, 1 to 21. Text needs 4.5, lines and marks 3.
    func contrast(with other: Color) -> Double {
        let (one, two) = (relativeLuminance + 0.05, other.relativeLuminance + 0.05)
        return max(one, two) / min(one, two)
    }
}
