import Foundation
import RasterGraphics

/// A colour by how it looks: equal distances look about equally different.
///
/// The space and its matrices are those of Björn Ottosson, "A perceptual color space for image processing" (2020).
struct OKLab: Hashable, Sendable {
    /// 0 is black, 1 white.
    var lightness: Double
    /// From green to red.
    var a: Double
    /// From blue to yellow.
    var b: Double

    init(lightness: Double, a: Double, b: Double) {
        self.lightness = lightness
        self.a = a
        self.b = b
    }

    /// - Parameters:
    ///   - chroma: How colourful, 0 for grey; displays reach about 0.3.
    ///   - hue: In degrees: about 30 is red, 110 yellow, 145 green, 265 blue.
    init(lightness: Double, chroma: Double, hue: Double) {
        let angle = hue * .pi / 180
        self.init(lightness: lightness, a: chroma * cos(angle), b: chroma * sin(angle))
    }

    /// A colour; its opacity does not matter.
    init(_ color: Color) {
        self.init(linear: [color.red, color.green, color.blue].map(Color.linear))
    }

    /// From amounts of light, 0...1; fewer than three count as black.
    init(linear: [Double]) {
        guard linear.count == 3 else {
            self.init(lightness: 0, a: 0, b: 0)
            return
        }
        let (red, green, blue) = (linear[0], linear[1], linear[2])
        let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        let medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        self.init(
            lightness: 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
            a: 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
            b: 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short)
    }

    var chroma: Double { (a * a + b * b).squareRoot() }

    /// The difference ΔE: 0.02 is just seen between neighbouring areas, black and white differ by 1.
    func distance(to other: OKLab) -> Double {
        let (x, y, z) = (lightness - other.lightness, a - other.a, b - other.b)
        return (x * x + y * y + z * z).squareRoot()
    }

    /// A colour on the straight line to another, at 0...1 of the way.
    func mixed(with other: OKLab, _ part: Double) -> OKLab {
        OKLab(
            lightness: lightness + (other.lightness - lightness) * part, a: a + (other.a - a) * part,
            b: b + (other.b - b) * part)
    }

    /// The same lightness and hue, no more colourful than a display can show.
    var displayable: OKLab {
        let lightness = min(max(lightness, 0), 1)
        func colored(_ part: Double) -> OKLab { OKLab(lightness: lightness, a: a * part, b: b * part) }
        if colored(1).isDisplayable { return colored(1) }
        var (inside, outside) = (0.0, 1.0)
        for _ in 0..<20 {
            let middle = (inside + outside) / 2
            if colored(middle).isDisplayable { inside = middle } else { outside = middle }
        }
        return colored(inside)
    }

    /// The nearest colour of a display with the same lightness and hue.
    var color: Color {
        let levels = displayable.linear.map(Color.level)
        return levels.count == 3 ? Color(red: levels[0], green: levels[1], blue: levels[2]) : .black
    }

    private var isDisplayable: Bool { linear.allSatisfy { $0 >= -1e-9 && $0 <= 1 + 1e-9 } }

    private var linear: [Double] {
        let long = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
        let medium = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
        let short = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
        return [
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        ]
    }

    private func cube(_ value: Double) -> Double { value * value * value }
}
