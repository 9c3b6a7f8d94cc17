public import RasterGraphics

/// Values over steps, one line for each series.
///
/// What is drawn for a pixel column spans the smallest and the largest value there: however many points there are, no spike is
/// hidden. Values that are not finite make gaps with a mark at the edge of the plot, a cross for NaN and a triangle for an
/// infinity. The same chart gives the same bytes.
public struct LineChart: Hashable, Sendable {
    /// When single points are drawn as dots.
    public enum Markers: Hashable, Sendable {
        /// When there is room between them.
        case automatic
        /// Never, except for a point with gaps on both sides, which would not be seen otherwise.
        case never
    }

    /// Above the chart; empty for none.
    public var title: String
    /// The title of the horizontal axis; empty for none.
    public var xLabel: String
    /// The title of the vertical axis; empty for none.
    public var yLabel: String
    /// The lines; later ones lie over earlier ones.
    public var series: [ChartSeries]
    /// The horizontal axis. Default linear.
    public var xScale: ScaleKind
    /// The vertical axis. Default linear.
    public var yScale: ScaleKind
    /// When points are drawn as dots. Default automatic.
    public var markers: Markers

    /// A chart of series.
    public init(
        title: String = "", xLabel: String = "", yLabel: String = "", series: [ChartSeries],
        xScale: ScaleKind = .linear,
        yScale: ScaleKind = .linear, markers: Markers = .automatic
    ) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.series = series
        self.xScale = xScale
        self.yScale = yScale
        self.markers = markers
    }

    /// The chart as a picture.
    /// - Throws: `ChartError` with `internalFailure`.
    public func render(size: ChartSize = .standard, theme: ChartTheme = .light) throws(ChartError) -> Pixmap {
        let layout = ChartLayout(self, size: size, typeface: theme.typeface)
        return try ChartPainter(chart: self, layout: layout, theme: theme).paint()
    }

    /// The chart as a PNG file, with its title and the number of its points stored as text.
    /// - Throws: `ChartError` with `internalFailure`.
    public func png(size: ChartSize = .standard, theme: ChartTheme = .light) throws(ChartError) -> [UInt8] {
        let layout = ChartLayout(self, size: size, typeface: theme.typeface)
        let picture = try ChartPainter(chart: self, layout: layout, theme: theme).paint()
        let note = ChartNote.text(DataExtent(series, xScale: xScale, yScale: yScale)) ?? "no points"
        return try PNGFile.encode(picture, title: title, comment: note)
    }
}
