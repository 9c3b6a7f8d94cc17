public import RasterGraphics

/// Bars for categories: beside each other or stacked, upright or lying.
///
/// The axis always includes 0, so that lengths can be compared; a logarithmic axis has no 0, and its bars stand on a
/// power of ten below the smallest, which the note names: their lengths compare nothing but with that. A bar is at least
/// one pixel long and wide; where bars share a pixel the longer is painted first, so that each one's end is seen, however
/// many there are. A value that is not finite has a mark at the foot of its bar (a cross for NaN, a triangle for an
/// infinity) and is counted in the note, as are values that a logarithmic axis cannot show.
public struct BarChart: Chart, Hashable, Sendable {
    /// How the bars of one category stand.
    public enum Arrangement: Hashable, Sendable {
        /// Side by side.
        case grouped
        /// On each other; negative values hang below 0. A part that is not 0 has at least one pixel, which its neighbours
        /// lack, as long as the stack has so many. Error bars are not drawn: it would not be seen whose they are.
        /// Sums are limited to the largest finite number. On a logarithmic axis the parts of a stack cannot be compared
        /// by length.
        case stacked
    }

    /// Which way the bars run.
    public enum Orientation: Hashable, Sendable {
        /// Lying where the names are too long to stand side by side and there are few enough, else upright.
        case automatic
        /// Upright, the categories from left to right.
        case vertical
        /// Lying, the categories from the top down.
        case horizontal
    }

    /// Above the chart; empty for none.
    public var title: String
    /// The title of the categories' axis; empty for none.
    public var categoryLabel: String
    /// The title of the values' axis; empty for none.
    public var valueLabel: String
    /// The names of the categories. Where groups have more values, the further categories have no name.
    public var categories: [String]
    /// The bars, one group for each colour.
    public var groups: [BarGroup]
    /// How the bars of one category stand. Default side by side.
    public var arrangement: Arrangement
    /// Which way the bars run. Default automatic.
    public var orientation: Orientation
    /// How values are spread. Default linear.
    public var scale: ScaleKind
    /// Whether values stand at their bars: at all of them, where the widest one fits. Default yes. Whole numbers below
    /// a million are exact, others rounded to four digits.
    public var showsValues: Bool
    /// What else the note says, such as which values of a metric are shown. Default nothing.
    public var remarks: [String]

    /// A chart of bars.
    public init(
        title: String = "", categoryLabel: String = "", valueLabel: String = "", categories: [String],
        groups: [BarGroup], arrangement: Arrangement = .grouped, orientation: Orientation = .automatic,
        scale: ScaleKind = .linear, showsValues: Bool = true,
        remarks: [String] = []
    ) {
        self.title = title
        self.categoryLabel = categoryLabel
        self.valueLabel = valueLabel
        self.categories = categories
        self.groups = groups
        self.arrangement = arrangement
        self.orientation = orientation
        self.scale = scale
        self.showsValues = showsValues
        self.remarks = remarks
    }

    /// What the chart says around its bars.
    public var frame: ChartFrame {
        let plan = BarPlan(self)
        let names = AxisContent.categories(plan.categories)
        let values = AxisContent.values(plan.axis)
        return ChartFrame(
            title: title, xLabel: plan.isHorizontal ? valueLabel : categoryLabel,
            yLabel: plan.isHorizontal ? categoryLabel : valueLabel, x: plan.isHorizontal ? values : names,
            y: plan.isHorizontal ? names : values,
            legend: groups.enumerated().map { LegendItem($1.name, index: $0, color: $1.color, sample: .area) },
            note: plan.note, emptyMessage: plan.tally.emptyMessage)
    }

    /// Paints the bars.
    public func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {
        BarPainter(plan: BarPlan(self), chart: self, layout: layout, theme: theme).paint(on: &canvas)
    }
}
