public import RasterGraphics

/// How a distribution changes over steps: histograms behind each other, the newest in front, as TensorBoard shows them.
///
/// All rows are counted anew in the same bins of equal width, 32 to 128 of them, so that their heights can be compared:
/// the count of a bin is spread evenly over its width, and a bin without width falls into one. Each row is drawn as the
/// line through the middles of its bins (a frequency polygon). Rows stand as far apart as their steps are. A bin that
/// is not empty is at least a pixel high.
public struct RidgeChart: Chart, Hashable, Sendable {
    /// How rows stand.
    public enum Arrangement: Hashable, Sendable {
        /// Each above the newer ones, which cover what is behind them; steps are written at the right side.
        case offset
        /// All on one line, as lines only, with an axis for the counts and a scale for the colours of steps.
        case overlay
    }

    /// What a full height stands for.
    public enum Heights: Hashable, Sendable {
        /// The highest bin of all rows: rows can be compared.
        case common
        /// The highest bin of each row: the form of flat rows is seen beside a peaked one. The note says so.
        case eachRow
    }

    /// The height of the highest bin in the offset arrangement, as a part of the plot's.
    static let amplitude = 0.36

    /// Above the chart; empty for none.
    public var title: String
    /// The title of the horizontal axis; empty for none.
    public var xLabel: String
    /// The title of the vertical axis; empty for none.
    public var yLabel: String
    /// The histograms, in any order.
    public var rows: [RidgeRow]
    /// How rows stand. Default offset.
    public var arrangement: Arrangement
    /// What a full height stands for in the offset arrangement. Default the highest bin of all rows.
    public var heights: Heights
    /// The colours of steps, the first for the oldest; lines on a dark background leave out those that are hardly seen
    /// there. Default viridis.
    public var colorMap: ColorMap

    /// A chart of histograms over steps.
    public init(
        title: String = "", xLabel: String = "", yLabel: String = "", rows: [RidgeRow],
        arrangement: Arrangement = .offset, heights: Heights = .common, colorMap: ColorMap = .viridis
    ) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.rows = rows
        self.arrangement = arrangement
        self.heights = heights
        self.colorMap = colorMap
    }

    /// What the chart says around its histograms.
    public var frame: ChartFrame {
        let plan = RidgePlan(self)
        let isOffset = arrangement == .offset
        let counts = plan.largest > 0 ? 0...plan.largest : nil
        return ChartFrame(
            title: title, xLabel: xLabel, yLabel: yLabel, x: .values(ValueAxis(showing: plan.xRange)),
            y: isOffset ? .nothing : .values(ValueAxis(showing: counts, air: .above, sharing: .never)),
            colorScale: isOffset || plan.rows.isEmpty
                ? nil
                : ColorScale(
                    axis: ValueAxis(showing: plan.stepRange, isWhole: plan.hasWholeSteps), map: colorMap,
                    onDark: colorMap.seen(on: ChartTheme.dark.plotBackground)),
            sideLabels: isOffset ? plan.stepLabels : [], note: plan.note, emptyMessage: plan.emptyMessage,
            hasGrid: true)
    }

    /// Paints the histograms.
    public func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {
        RidgePainter(plan: RidgePlan(self), chart: self, layout: layout, theme: theme).paint(on: &canvas)
    }
}
