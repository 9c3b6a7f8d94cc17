public import RasterGraphics

/// Colours for numbers, such as the cells of a heat map: equal differences of numbers look equally different.
///
/// The maps go through OKLab at an even pace. The sequential ones become steadily darker (or lighter), so that they are
/// read by people who see fewer colours, and in grey print.
public struct ColorMap: Hashable, Sendable {
    /// The colours at 0, 1/256 … 1.
    private let table: [Color]
    /// The colour of what is not a number; none of the map's colours.
    public let notANumber: Color

    /// The number of steps from one end to the other, even so that there is a middle.
    private static let steps = 256

    /// A map through colours that are evenly far apart on it, straight in OKLab between them. Black without any.
    /// - Parameter notANumber: The colour of what is not a number; `nil` takes one that is told apart from the map's.
    public init(through colors: [Color], notANumber: Color? = nil) {
        let points = colors.map(OKLab.init)
        let parts = points.count - 1
        guard parts > 0 else {
            self.init(table: Array(repeating: colors.first ?? .black, count: ColorMap.steps + 1), notANumber)
            return
        }
        self.init(
            table: (0...ColorMap.steps).map { step in
                let place = Double(step) / Double(ColorMap.steps) * Double(parts)
                let index = min(Int(place), parts - 1)
                return points[index].mixed(with: points[index + 1], place - Double(index)).color
            }, notANumber)
    }

    /// A map along a curve, at an even pace.
    init(along curve: ColorCurve) {
        self.init(table: curve.colors(ColorMap.steps + 1), nil)
    }

    /// A map that follows one curve to the middle and another from there.
    init(along lower: ColorCurve, and upper: ColorCurve) {
        let half = ColorMap.steps / 2
        self.init(table: lower.colors(half + 1) + upper.colors(half + 1).dropFirst(), nil)
    }

    private init(table: [Color], _ notANumber: Color?) {
        self.table = table
        self.notANumber = notANumber ?? ColorMap.apart(from: table)
    }

    /// The colour for a part of the range of numbers. Parts below 0 and above 1 have the colours of the ends; what is
    /// not a number has its own.
    public func color(at part: Double) -> Color {
        if part.isNaN { return notANumber }
        let step = (min(max(part, 0), 1) * Double(ColorMap.steps)).rounded()
        return table[min(max(Int(step), 0), table.count - 1)]
    }

    /// Whether white text is read better than black text on the colour there.
    public func isDark(at part: Double) -> Bool {
        let color = color(at: part)
        return color.contrast(with: .white) > color.contrast(with: .black)
    }

    /// Black or white, whichever is read better on the colour there: always with a contrast of at least 4.5 by WCAG
    /// 2.2, because the product of both contrasts is 21.
    public func textColor(at part: Double) -> Color { isDark(at: part) ? .white : .black }

    /// The same colours from the other end.
    public var reversed: ColorMap { ColorMap(table: table.reversed(), notANumber) }

    /// The map without the ends that are hardly seen on a background, for dots and lines, which are thin: the longest
    /// part between its first and its last colour with a contrast of at least 2. A map of which less than half is left
    /// stays whole, because its colours would hardly be told apart.
    func seen(on background: Color) -> ColorMap {
        let seen = table.indices.filter { table[$0].contrast(with: background) >= 2 }
        guard let first = seen.first, let last = seen.last, last - first >= table.count / 2 else { return self }
        let places = table.indices.map { first + ((last - first) * $0 + ColorMap.steps / 2) / ColorMap.steps }
        return ColorMap(table: places.map { table[$0] }, notANumber)
    }

    /// Grey, or a tint where the map itself is grey.
    private static func apart(from table: [Color]) -> Color {
        let known = table.map(OKLab.init)
        func clearance(_ color: Color) -> Double {
            let place = OKLab(color)
            return known.reduce(.infinity) { min($0, place.distance(to: $1)) }
        }
        let candidates = [0xA9AEB4, 0x6B727A, 0xC4A9A0, 0x8A6F66].map { Color(hex: $0) }
        // Grey means "nothing here" to most people: a tint is taken only where grey could be mistaken for the map's.
        let clear = candidates.first { clearance($0) >= 0.06 }
        return clear ?? candidates.dropFirst().reduce(candidates[0]) { clearance($1) > clearance($0) ? $1 : $0 }
    }
}
