public import RasterGraphics

/// Where everything in a line chart goes, in picture pixels: a value that can be looked at without a picture.
///
/// Small charts leave out, in this order: the number of points and the axis titles, the legend, the chart's title, the labels
/// of ticks. The plot is always there.
public struct ChartLayout: Hashable, Sendable {
    /// A text and the point it is drawn at.
    public struct PlacedText: Hashable, Sendable {
        /// The measured text.
        public let text: TextLayout
        /// Its middle on the baseline; for the vertical axis title, where its baseline's middle is after the quarter turn; for
        /// the note, its right end on the baseline.
        public internal(set) var point: Point
    }

    /// The picture's size.
    public let size: ChartSize
    /// The whole picture.
    public let bounds: Rect
    /// The data's part of the picture.
    public let plot: Rect
    /// The horizontal axis.
    public let xAxis: ChartAxis
    /// The vertical axis.
    public let yAxis: ChartAxis
    /// The chart's title; `nil` when it has none or no room.
    public let title: PlacedText?
    /// The horizontal axis' title.
    public let xLabel: PlacedText?
    /// The vertical axis' title, which runs upwards.
    public let yLabel: PlacedText?
    /// The names of the series.
    public let legend: LegendLayout
    /// How many points the chart stands for, and how many could not be drawn.
    public let note: PlacedText?
    /// What is said in the middle of a plot without data; `nil` when there is some.
    public let emptyMessage: String?

    let metrics: ChartMetrics

    /// The layout of a chart at a size, with the theme's typeface.
    public init(_ chart: LineChart, size: ChartSize, typeface: Typeface = .standard) {
        let metrics = ChartMetrics(scale: size.scale, typeface: typeface)
        let unit = metrics.unit
        let bounds = Rect(x: 0, y: 0, width: Double(size.pixelWidth), height: Double(size.pixelHeight))
        let room = ChartRoom(size: size)
        let extent = DataExtent(chart.series, xScale: chart.xScale, yScale: chart.yScale)
        let inner = Rect(
            x: metrics.margin, y: 0, width: bounds.width - 2 * metrics.margin, height: bounds.height)

        // From the top: title, legend. From the bottom: axis title and note, tick labels. Between them, the plot.
        var top = room.showsTickLabels ? metrics.margin : 4 * unit
        var titleText: TextLayout?
        if room.showsTitle, !chart.title.isEmpty {
            titleText = TextLayout(chart.title, font: metrics.titleFont, maximumWidth: inner.width)
            top += metrics.titleFont.capitalHeight + metrics.gap
        }
        let titleBaseline = top - metrics.gap
        if titleText != nil { top += metrics.titleFont.descent * 0.6 }
        legend = LegendLayout(
            names: chart.series.map(\.name), in: Rect(x: inner.x, y: top.rounded(), width: inner.width, height: 0),
            maximumRows: room.legendRows, metrics: metrics)
        if legend.height > 0 { top += legend.height + metrics.gap }

        let noteText = room.showsDetails ? ChartNote.text(extent).map { TextLayout($0, font: metrics.noteFont) } : nil
        let showsXLabel = room.showsDetails && !chart.xLabel.isEmpty
        var bottom = bounds.height - (room.showsTickLabels ? metrics.margin * 0.7 : 4 * unit)
        let footBaseline = bottom - metrics.labelFont.descent * 0.5
        if showsXLabel || noteText != nil { bottom -= metrics.labelFont.lineHeight }
        if room.showsTickLabels { bottom -= metrics.tickFont.capitalHeight + metrics.tickLength + metrics.gap }
        let plotTop = top.rounded()
        let plotHeight = max(metrics.smallestPlot, bottom.rounded() - plotTop)

        let yScale = Scale(chart.yScale, showing: extent.y, air: metrics.air / plotHeight)
        let yPlan = TickPlan(yScale, atMost: max(2, Int(plotHeight / (44 * unit)) + 1))
        let yWidth = yPlan.ticks.map { TextLayout($0.label, font: metrics.tickFont).width }.max() ?? 0
        let showsYLabel = room.showsDetails && !chart.yLabel.isEmpty
        var left = room.showsTickLabels ? metrics.margin * 0.8 : 4 * unit
        if showsYLabel { left += metrics.labelFont.capitalHeight + metrics.gap }
        let yLabelBaseline = left - metrics.gap
        if room.showsTickLabels { left += yWidth + metrics.tickLength + metrics.gap * 0.7 }
        let right = bounds.width - (room.showsTickLabels ? metrics.margin * 1.3 : 4 * unit)
        let plotLeft = min(left.rounded(), bounds.width / 2)
        let plot = Rect(
            x: plotLeft, y: plotTop, width: max(metrics.smallestPlot, right - plotLeft), height: plotHeight)

        let xScale = Scale(chart.xScale, showing: extent.x, air: metrics.air / plot.width)
        self.size = size
        self.bounds = bounds
        self.plot = plot
        self.metrics = metrics
        xAxis = ChartAxis(
            scale: xScale, start: plot.x, end: plot.maxX,
            plan: ChartLayout.fittingPlan(xScale, isWhole: extent.hasWholeX, width: plot.width, metrics),
            showsLabels: room.showsTickLabels)
        yAxis = ChartAxis(
            scale: yScale, start: plot.maxY, end: plot.y, plan: yPlan, showsLabels: room.showsTickLabels)
        title = titleText.map {
            PlacedText(text: $0, point: Point(x: ChartLayout.center($0, plot.midX, inner), y: titleBaseline))
        }
        note = noteText.map {
            PlacedText(text: $0, point: Point(x: plot.maxX, y: footBaseline))
        }
        xLabel = showsXLabel ? ChartLayout.xLabel(chart.xLabel, plot, noteText, footBaseline, metrics) : nil
        yLabel =
            showsYLabel
            ? ChartLayout.placed(
                chart.yLabel, metrics.labelFont, width: plot.height, at: Point(x: yLabelBaseline, y: plot.midY)) : nil
        emptyMessage = ChartNote.emptyMessage(extent)
    }

    private static func placed(_ text: String, _ font: Font, width: Double, at point: Point) -> PlacedText? {
        let layout = TextLayout(text, font: font, maximumWidth: width)
        return layout.width > 0 ? PlacedText(text: layout, point: point) : nil
    }

    /// The horizontal axis' title: in the middle of the axis, or further left where the note needs the room.
    private static func xLabel(
        _ text: String, _ plot: Rect, _ note: TextLayout?, _ baseline: Double, _ metrics: ChartMetrics
    ) -> PlacedText? {
        let room = Rect(
            x: plot.x, y: 0, width: plot.width - (note.map { $0.width + 3 * metrics.gap } ?? 0), height: 0)
        guard var placed = placed(text, metrics.labelFont, width: room.width, at: Point(x: 0, y: baseline)) else {
            return nil
        }
        placed.point.x = center(placed.text, plot.midX, room)
        return placed
    }

    /// The middle of a text that should be centred on `middle` and must stay within `frame`.
    private static func center(_ text: TextLayout, _ middle: Double, _ frame: Rect) -> Double {
        min(max(middle, frame.x + text.width / 2), frame.maxX - text.width / 2)
    }

    /// As many ticks as fit beside each other.
    private static func fittingPlan(
        _ scale: Scale, isWhole: Bool, width: Double, _ metrics: ChartMetrics
    ) -> TickPlan {
        var count = max(2, Int(width / (55 * metrics.unit)) + 1)
        while true {
            let plan = TickPlan(scale, atMost: count, isWhole: isWhole)
            if labelsFit(plan, scale, width: width, metrics) || count == 2 { return plan }
            count -= 1
        }
    }

    private static func labelsFit(
        _ plan: TickPlan, _ scale: Scale, width: Double, _ metrics: ChartMetrics
    ) -> Bool {
        var reached = -Double.infinity
        for tick in plan.ticks {
            let label = TextLayout(tick.label, font: metrics.tickFont).width
            let start = (scale.fraction(of: tick.value) ?? 0) * width - label / 2
            if start < reached + 2 * metrics.gap { return false }
            reached = start + label
        }
        return true
    }
}
