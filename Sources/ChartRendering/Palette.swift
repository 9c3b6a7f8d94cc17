public import RasterGraphics

/// Colours for series, told apart by people who see fewer colours too (after Okabe and Ito).
///
/// After eight colours the same ones come again with dashes, so that 32 series are told apart.
public struct Palette: Hashable, Sendable {
    /// The colours, in the order they are given out.
    public let colors: [Color]

    /// A palette of the given colours; black when there are none.
    public init(colors: [Color]) {
        self.colors = colors.isEmpty ? [.black] : colors
    }

    /// Okabe and Ito's colours on white: the strongest first, yellow darkened to be seen.
    public static let onLight = Palette(
        colors: [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x333333, 0xB8A800].map(Color.init(hex:)))

    /// Okabe and Ito's colours on a dark background: the lightest first, blue lightened to be seen.
    public static let onDark = Palette(
        colors: [0x56B4E9, 0xE69F00, 0x1FBF92, 0xE08FBC, 0xF0E442, 0xEF7A2E, 0xE6E6E6, 0x4A97DB].map(Color.init(hex:)))

    /// The colour of a series by its place.
    public func color(at index: Int) -> Color {
        colors[((index % colors.count) + colors.count) % colors.count]
    }

    /// The dashes of a series by its place, in line widths; none for the first round of colours.
    public func dashes(at index: Int) -> [Double] {
        let patterns: [[Double]] = [[], [5, 2.5], [1.5, 2], [6, 2, 1.5, 2]]
        return patterns[max(0, index) / colors.count % patterns.count]
    }
}
