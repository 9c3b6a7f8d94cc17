public import RasterGraphics

/// Colours for numbers: one for each part of the way from the smallest to the largest.
public struct ColorMap: Hashable, Sendable {
    /// Colours at equal distances, the first for the smallest number; black when there are none.
    private let stops: [Color]

    /// A map through colours at equal distances.
    public init(through colors: [Color]) { stops = colors.isEmpty ? [.black] : colors }

    /// The colour at a part of the way, limited to 0...1; the first colour for NaN.
    public func color(at part: Double) -> Color {
        guard part > 0, stops.count > 1 else { return stops.first ?? .black }
        let place = min(part, 1) * Double(stops.count - 1)
        let index = min(Int(place), stops.count - 2)
        return stops[index].mixed(with: stops[index + 1], part: place - Double(index))
    }
}
