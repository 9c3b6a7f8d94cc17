public import RasterGraphics

/// Values over steps, one line for each series.
///
/// What is drawn for a pixel column spans the smallest and the largest value there: however many points there are, no spike is
/// hidden. Values that are not finite make gaps with a mark at the edge of the plot, a cross for NaN and a full triangle for an
/// infinity; those that are not above 0 on a logarithmic axis do so, too, with a ring. The same chart gives the same bytes.
public struct LineChart: Chart, Hashable, Sendable {
    /// When single points are drawn as dots.
    public enum Markers: Hashable, Sendable {
        /// When there is room between them.
        case automatic
        /// Never, except for a point with gaps on both sides, which would not be seen otherwise.
        case never
    }

    /// Which values the vertical axis reaches.
    public enum YRange: Hashable, Sendable {
        /// All of them.
        case all
        /// Those that are not far from the rest: the 5th to the 95th percentile of a series, and as much again at both ends.
        ///
        /// What lies beyond the axis is not hidden: the line leaves the plot there, an empty triangle at the edge says where
        /// (one for those less than 9 pixels beside each other), and the note says how many there are.
        case withoutOutliers
    }

    /// Above the chart; empty for none.
    public var title: String
    /// The title of the horizontal axis; empty for none.
    public var xLabel: String
    /// The title of the vertical axis; empty for none.
    public var yLabel: String
    /// The lines; later ones lie over earlier ones.
    public var series: [ChartSeries]
    /// Filled bands, behind all lines.
    public var bands: [LineBand]
    /// The horizontal axis. Default linear.
    public var xScale: ScaleKind
    /// The vertical axis. Default linear.
    public var yScale: ScaleKind
    /// Which values the vertical axis reaches. Default all.
    public var yRange: YRange
    /// How the curves are smoothed; the raw ones are drawn paler behind. `nil`, which is the default, draws only the raw ones.
    public var smoothing: ExponentialAverage?
    /// When points are drawn as dots. Default automatic.
    public var markers: Markers
    /// Whether the picture says how many points are behind it. Default yes.
    public var showsPointCount: Bool
    /// What else the note says, such as how many points were left out before; said even without the count. Default nothing.
    public var remarks: [String]

    /// A chart of series.
    public init(
        title: String = "", xLabel: String = "", yLabel: String = "", series: [ChartSeries], bands: [LineBand] = [],
        xScale: ScaleKind = .linear, yScale: ScaleKind = .linear, yRange: YRange = .all,
        smoothing: ExponentialAverage? = nil, markers: Markers = .automatic, showsPointCount: Bool = true,
        remarks: [String] = []
    ) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.series = series
        self.bands = bands
        self.xScale = xScale
        self.yScale = yScale
        self.yRange = yRange
        self.smoothing = smoothing
        self.markers = markers
        self.showsPointCount = showsPointCount
        self.remarks = remarks
    }

    /// What the chart says around its lines.
    public var frame: ChartFrame {
        let extent = DataExtent(series, xScale: xScale, yScale: yScale)
        var x = extent.x
        var y = ValueAxis(yScale, showing: extent.y)
        if yRange == .withoutOutliers, let kept = OutlierFence.range(of: series, on: yScale) {
            y = ValueAxis(yScale, showing: kept, air: .none)
        }
        for band in bands {
            guard let range = band.range(on: xScale, yScale) else { continue }
            x = LineChart.union(x, range.x)
            // An axis without outliers is not made longer again by a band that has some.
            if yRange == .all || extent.y == nil { y.range = LineChart.union(y.range, range.y) }
        }
        return ChartFrame(
            title: title, xLabel: xLabel, yLabel: yLabel,
            x: .values(ValueAxis(xScale, showing: x, isWhole: hasWholePlaces(extent))), y: .values(y),
            legend: series.enumerated().map { LegendItem($1.name, index: $0, color: $1.color) },
            note: note(extent, on: y), emptyMessage: y.range == nil ? ChartNote.emptyMessage(extent) : nil)
    }

    /// Whether lines and bands have whole numbers only along the horizontal axis, as steps are.
    private func hasWholePlaces(_ extent: DataExtent) -> Bool {
        xScale == .linear && extent.hasWholeX
            && bands.allSatisfy { $0.edges.allSatisfy { !$0.x.isFinite || DataExtent.isWhole($0.x) } }
    }

    /// The note with the values beyond that axis, if the chart leaves out outliers.
    public func note(onVertical axis: ValueAxis) -> String? {
        note(DataExtent(series, xScale: xScale, yScale: yScale), on: axis)
    }

    /// "1,234 points · 3 beyond the axis · bands beyond the axis at 12 places", and the remarks.
    private func note(_ extent: DataExtent, on y: ValueAxis) -> String {
        guard showsPointCount else { return CountedNoun.note(remarks) }
        // An axis that reaches everything leaves nothing to count.
        guard yRange == .withoutOutliers, y.range != nil else {
            return CountedNoun.note([ChartNote.text(extent)] + remarks)
        }
        let scale = y.scale(air: 0)
        return CountedNoun.note(
            [ChartNote.text(extent), OutlierCount(series, beyond: scale, along: xScale).text, bandNote(scale)] + remarks
        )
    }

    /// At how many places a band reaches beyond the axis.
    private func bandNote(_ scale: Scale) -> String? {
        let places = bands.reduce(0) { $0 + $1.count(beyond: scale, along: xScale) }
        guard places > 0 else { return nil }
        return "\(bands.count == 1 ? "band" : "bands") beyond the axis at \(CountedNoun.text(places, "place"))"
    }

    /// Paints the lines.
    public func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {
        SeriesPainter(chart: self, layout: layout, theme: theme).paint(on: &canvas)
    }

    private static func union(_ one: ClosedRange<Double>?, _ other: ClosedRange<Double>) -> ClosedRange<Double> {
        one.map { min($0.lowerBound, other.lowerBound)...max($0.upperBound, other.upperBound) } ?? other
    }
}
