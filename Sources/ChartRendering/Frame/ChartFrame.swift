/// What a chart says around its data: titles, axes, names, and how much is behind it.
public struct ChartFrame: Hashable, Sendable {
    /// Above the chart; empty for none.
    public var title: String
    /// The title of the horizontal axis; empty for none.
    public var xLabel: String
    /// The title of the vertical axis; empty for none.
    public var yLabel: String
    /// The horizontal axis.
    public var x: AxisContent
    /// The vertical axis.
    public var y: AxisContent
    /// The names in the legend; those that are empty are not listed.
    public var legend: [LegendItem]
    /// The scale of the colours, beside the plot; `nil` for none.
    public var colorScale: ColorScale?
    /// Words at the right side of the plot; where two would touch, the earlier one stands. Default none.
    public var sideLabels: [SideLabel]
    /// How many points the chart stands for, at the bottom and in the file; empty for none.
    public var note: String
    /// What is said in the middle of a plot without data; `nil` when there is some.
    public var emptyMessage: String?
    /// Whether lines are drawn at the ticks. Default yes.
    public var hasGrid: Bool
    /// The frames of the charts within the chart, which its layout needs again: a frame looks at all the data.
    var panels: [ChartFrame] = []

    /// A frame of two axes.
    public init(
        title: String = "", xLabel: String = "", yLabel: String = "", x: AxisContent, y: AxisContent,
        legend: [LegendItem] = [], colorScale: ColorScale? = nil, sideLabels: [SideLabel] = [], note: String = "",
        emptyMessage: String? = nil, hasGrid: Bool = true
    ) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.x = x
        self.y = y
        self.legend = legend
        self.colorScale = colorScale
        self.sideLabels = sideLabels
        self.note = note
        self.emptyMessage = emptyMessage
        self.hasGrid = hasGrid
    }
}
