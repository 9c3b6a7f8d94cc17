public import RasterGraphics

/// A line without axes, small enough for a row of a table.
///
/// Drawn like the lines of a ``LineChart``: no spike is hidden, NaN makes a gap with a cross, an infinity has a triangle.
public struct Sparkline: Hashable, Sendable {
    /// The sides a sparkline may have, in screen pixels.
    public static let sides = 8...2_048

    /// The line.
    public var series: ChartSeries
    /// The width in screen pixels, limited to ``sides``. Default 120.
    public var width: Int
    /// The height in screen pixels, limited to ``sides``. Default 24.
    public var height: Int
    /// Whether the last value is written at the right side, with four digits. Left out where the line would have no room. Default
    /// no.
    public var showsLastValue: Bool
    /// Whether the smallest and the largest value have dots. Default no.
    public var showsExtremes: Bool
    /// What lies behind the line; `nil` takes the theme's background. `Color.clear` suits pages of any colour.
    public var background: Color?

    /// A sparkline of a series.
    public init(
        _ series: ChartSeries, width: Int = 120, height: Int = 24, showsLastValue: Bool = false,
        showsExtremes: Bool = false, background: Color? = nil
    ) {
        self.series = series
        self.width = width
        self.height = height
        self.showsLastValue = showsLastValue
        self.showsExtremes = showsExtremes
        self.background = background
    }

    /// A sparkline of values at equal distances.
    public init(
        values: [Double], width: Int = 120, height: Int = 24, showsLastValue: Bool = false,
        showsExtremes: Bool = false, background: Color? = nil
    ) {
        self.init(
            ChartSeries(name: "", values: values), width: width, height: height, showsLastValue: showsLastValue,
            showsExtremes: showsExtremes, background: background)
    }

    /// The sparkline as a picture. The same sparkline gives the same bytes.
    /// - Parameters:
    ///   - scale: Picture pixels a screen pixel, limited to 1...4. Default 1.
    ///   - theme: The colours. Default light.
    /// - Throws: `ChartError` with `internalFailure`.
    public func render(scale: Int = 1, theme: ChartTheme = .light) throws(ChartError) -> Pixmap {
        try SparklinePainter(
            sparkline: self, layout: SparklineLayout(self, scale: scale, typeface: theme.typeface), theme: theme
        ).paint()
    }

    /// The sparkline as a PNG file.
    /// - Throws: `ChartError` with `internalFailure`.
    public func png(scale: Int = 1, theme: ChartTheme = .light) throws(ChartError) -> [UInt8] {
        let extent = DataExtent([series], xScale: .linear, yScale: .linear)
        return try PNGFile.encode(
            render(scale: scale, theme: theme), title: series.name, comment: ChartNote.text(extent) ?? "No data")
    }
}
