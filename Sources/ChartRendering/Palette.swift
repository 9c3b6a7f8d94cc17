public import RasterGraphics

/// Ten colours for series, told apart by people who see fewer colours too. After ten the same ones come again with
/// dashes, areas with hatching and dots as rings, squares and diamonds, so that forty series are told apart.
///
/// The first eight have the hues of M. Okabe and K. Ito, "Color Universal Design" (2008). Theirs are meant for areas:
/// on white, lines of their orange, sky blue and yellow have contrasts of 2.3 and less. Here lightness and chroma are
/// changed so far that
///
/// - every colour has a contrast of at least 3 with the theme's background, which WCAG 2.2 asks of marks (1.4.11), and
/// - any two differ by at least 0.08 in OKLab for people without red, green or blue cones, as simulated by Machado,
///   Oliveira and Fernandes (2009), and by at least 0.12 for everyone else.
public struct Palette: Hashable, Sendable {
    /// The colours, in the order they are given out.
    public let colors: [Color]

    /// A palette of the given colours; black when there are none.
    public init(colors: [Color]) {
        self.colors = colors.isEmpty ? [.black] : colors
    }

    /// For a white background: blue, vermilion, green, pink, gold, sky blue, ink, brown, indigo, wine.
    public static let onLight = Palette(
        colors: [
            0x0667A4, 0xBD5F3B, 0x069172, 0xE26AA6, 0xB98D06, 0x239DD7, 0x222223, 0x7D5300, 0x39329F, 0x8E1643,
        ].map(Color.init(hex:)))

    /// For a dark background, the lighter blue first, because most charts have one line: sky blue, vermilion, green,
    /// purple, orange, blue, white, yellow, lavender, sage.
    public static let onDark = Palette(
        colors: [
            0x5ABFF8, 0xD5610A, 0x49B07F, 0xAF638B, 0xEAA308, 0x1175C6, 0xF2F4F5, 0xEFDF3B, 0x9B89F2, 0xB1C997,
        ].map(Color.init(hex:)))

    /// The colour of a series by its place.
    public func color(at index: Int) -> Color {
        colors[((index % colors.count) + colors.count) % colors.count]
    }

    /// The dashes of a series by its place, in line widths; none for the first round of colours.
    public func dashes(at index: Int) -> [Double] {
        let patterns: [[Double]] = [[], [5, 2.5], [1.5, 2], [6, 2, 1.5, 2]]
        return patterns[round(at: index) % patterns.count]
    }

    /// The stripes over the areas of a series by its place; `nil`, for none, in the first round of colours.
    public func hatching(at index: Int) -> Hatching.Direction? {
        let directions: [Hatching.Direction?] = [nil, .rising, .falling, .crossed]
        return directions[round(at: index) % directions.count]
    }

    /// How often all colours were given out before a place.
    func round(at index: Int) -> Int { max(0, index) / colors.count }
}
