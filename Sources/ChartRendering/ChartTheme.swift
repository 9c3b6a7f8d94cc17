public import RasterGraphics

/// The colours of everything in a chart that is not data, the palette for what is, and what text is drawn from.
public struct ChartTheme: Hashable, Sendable {
    /// Behind everything.
    public var background: Color
    /// Behind the data.
    public var plotBackground: Color
    /// Lines at the ticks.
    public var grid: Color
    /// Fainter lines between the ticks of a logarithmic or symmetric-logarithmic axis.
    public var minorGrid: Color
    /// The two axes.
    public var axis: Color
    /// Titles, legends.
    public var text: Color
    /// Ticks, the number of points.
    public var mutedText: Color
    /// Colours for series.
    public var palette: Palette
    /// What text is drawn from. Default `Typeface.standard`, an installed font; `builtIn` gives the same picture everywhere.
    public var typeface: Typeface

    /// A theme from its colours. The typeface is `Typeface.standard`, by default.
    public init(
        background: Color, plotBackground: Color, grid: Color, minorGrid: Color, axis: Color, text: Color,
        mutedText: Color, palette: Palette, typeface: Typeface = .standard
    ) {
        self.background = background
        self.plotBackground = plotBackground
        self.grid = grid
        self.minorGrid = minorGrid
        self.axis = axis
        self.text = text
        self.mutedText = mutedText
        self.palette = palette
        self.typeface = typeface
    }

    /// Dark on white.
    public static let light = ChartTheme(
        background: .white, plotBackground: .white, grid: Color(hex: 0xE4E7EB), minorGrid: Color(hex: 0xF1F3F5),
        axis: Color(hex: 0x8B949E), text: Color(hex: 0x1F2328), mutedText: Color(hex: 0x59636E), palette: .onLight)

    /// Light on nearly black.
    public static let dark = ChartTheme(
        background: Color(hex: 0x14181D), plotBackground: Color(hex: 0x171C22), grid: Color(hex: 0x2A3139),
        minorGrid: Color(hex: 0x20262D), axis: Color(hex: 0x66707B), text: Color(hex: 0xE6EAEE),
        mutedText: Color(hex: 0xA2ACB6), palette: .onDark)
}
