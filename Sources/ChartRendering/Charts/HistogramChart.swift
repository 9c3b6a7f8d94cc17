public import RasterGraphics

/// How often values occur: one histogram, or several over each other.
///
/// Values are counted in bins chosen by the rule of Freedman and Diaconis, the same for all series, between 1 and 256;
/// bins counted before, such as TensorBoard's histogram summaries, are drawn as they are. A bin that is not empty is at
/// least one pixel high and wide, so that one outlier among millions is seen; where bins are narrower than a pixel, the
/// highest stands for its neighbours. Values and bins that cannot be drawn are counted in the note.
public struct HistogramChart: Chart, Hashable, Sendable {
    /// What the height of a bin stands for.
    public enum Measure: Hashable, Sendable {
        /// The number of values where all bins have one width, else the density, as the note then says: the heights of
        /// bins of unequal width cannot be compared as numbers of values.
        case automatic
        /// The number of values. The note says when there are bins of unequal width.
        case count
        /// The part of all values divided by the bin's width: the area of each series is 1.
        case density
    }

    /// Above the chart; empty for none.
    public var title: String
    /// The title of the horizontal axis; empty for none.
    public var xLabel: String
    /// The title of the vertical axis; empty for none.
    public var yLabel: String
    /// The histograms; later ones lie over earlier ones, which shine through.
    public var series: [HistogramSeries]
    /// What heights stand for. Default automatic.
    public var measure: Measure
    /// How many bins values are counted in, limited to 1...2,000; `nil`, the default, for the rule.
    public var binCount: Int?
    /// The axis of the values. On a logarithmic one bins are equally wide in the logarithm. Default linear.
    public var xScale: ScaleKind
    /// The axis of the heights. Default linear.
    public var yScale: ScaleKind

    /// A chart of histograms.
    public init(
        title: String = "", xLabel: String = "", yLabel: String = "", series: [HistogramSeries],
        measure: Measure = .automatic, binCount: Int? = nil, xScale: ScaleKind = .linear, yScale: ScaleKind = .linear
    ) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.series = series
        self.measure = measure
        self.binCount = binCount
        self.xScale = xScale
        self.yScale = yScale
    }

    /// What the chart says around its histograms.
    public var frame: ChartFrame {
        let plan = HistogramPlan(self)
        return ChartFrame(
            title: title, xLabel: xLabel, yLabel: yLabel, x: .values(ValueAxis(xScale, showing: plan.xRange)),
            y: .values(
                ValueAxis(
                    yScale, showing: plan.heights.rangeWithBase, isWhole: plan.hasWholeHeights, air: .above,
                    sharing: plan.heightSharing)),
            legend: series.enumerated().map { LegendItem($1.name, index: $0, color: $1.color, sample: .area) },
            note: plan.note, emptyMessage: plan.emptyMessage)
    }

    /// Paints the histograms.
    public func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {
        HistogramPainter(chart: self, layout: layout, theme: theme).paint(on: &canvas)
    }
}
