public import RasterGraphics

/// Where everything in a chart goes, in picture pixels: a value that can be looked at without a picture.
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

    /// The scale of the colours.
    public struct ColorScale: Hashable, Sendable {
        /// The bar with all colours, the largest value on top; without the triangles at its ends.
        public let frame: Rect
        /// Its axis, at the right side of the bar.
        public let axis: ChartAxis
        /// What it shows.
        public let scale: ChartRendering.ColorScale
        /// The height of the triangle beyond an end of the bar that does not reach all numbers.
        public let tipHeight: Double
        /// What the numbers are, running upwards at the right of them; `nil` when it is not said. The point is where its
        /// baseline's middle is after the quarter turn.
        public let label: PlacedText?
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
    /// The scale of the colours; `nil` when there is none, or no room.
    public let colorScale: ColorScale?
    /// The words at the plot's right side that have room: their left ends and middles.
    public let sideLabels: [PlacedText]
    /// How many points the chart stands for, and how many could not be drawn.
    public let note: PlacedText?
    /// What is said in the middle of a plot without data; `nil` when there is some.
    public let emptyMessage: String?
    /// Whether lines are drawn at the ticks.
    public let hasGrid: Bool
    /// Whether texts may be turned, which a terminal cannot.
    let turnsNames: Bool

    let metrics: ChartMetrics
    /// How much room is below the plot.
    var foot: Double { bounds.height - plot.maxY }
    /// The frames of the charts within the chart.
    let panelFrames: [ChartFrame]

    /// The layout of a chart at a size, with the theme's typeface.
    public init(_ chart: some Chart, size: ChartSize, typeface: Typeface = .standard) {
        self.init(chart.frame, size: size, typeface: typeface)
    }

    /// The layout of a frame at a size, with the theme's typeface.
    public init(_ frame: ChartFrame, size: ChartSize, typeface: Typeface = .standard) {
        self.init(frame, size: size, typeface: typeface, turnsNames: true)
    }

    /// - Parameters:
    ///   - turnsNames: Whether many names below the axis may be turned, which text in a terminal cannot.
    ///   - leastFoot: How much room is left below the plot at least, in picture pixels, so that charts beside each other end at
    ///     one height. Default 0.
    init(_ frame: ChartFrame, size: ChartSize, typeface: Typeface, turnsNames: Bool, leastFoot: Double = 0) {
        let metrics = ChartMetrics(scale: size.scale, typeface: typeface)
        let unit = metrics.unit
        let bounds = Rect(x: 0, y: 0, width: Double(size.pixelWidth), height: Double(size.pixelHeight))
        let room = ChartRoom(size: size)
        let inner = Rect(
            x: metrics.margin, y: 0, width: bounds.width - 2 * metrics.margin, height: bounds.height)

        // From the top: title, legend. From the bottom: axis title and note, tick labels. Between them, the plot.
        var top = room.showsTickLabels ? metrics.margin : 4 * unit
        var titleText: TextLayout?
        if room.showsTitle, !frame.title.isEmpty {
            titleText = TextLayout(frame.title, font: metrics.titleFont, maximumWidth: inner.width)
            top += metrics.titleFont.capitalHeight + metrics.gap
        }
        let titleBaseline = top - metrics.gap
        if titleText != nil { top += metrics.titleFont.descent * 0.6 }
        legend = LegendLayout(
            names: frame.legend.map(\.name), in: Rect(x: inner.x, y: top.rounded(), width: inner.width, height: 0),
            maximumRows: room.legendRows, metrics: metrics)
        if legend.height > 0 { top += legend.height + metrics.gap }

        let showsNote = room.showsDetails && !frame.note.isEmpty
        let showsXLabel = room.showsDetails && !frame.xLabel.isEmpty
        var bottom = bounds.height - (room.showsTickLabels ? metrics.margin * 0.7 : 4 * unit)
        let footBaseline = bottom - metrics.labelFont.descent * 0.5
        if showsXLabel || showsNote { bottom -= metrics.labelFont.lineHeight }
        if room.showsTickLabels, frame.x != .nothing {
            bottom -= metrics.tickFont.capitalHeight + metrics.tickLength + metrics.gap
        }
        let plotTop = top.rounded()
        var plotHeight = max(metrics.smallestPlot, bottom.rounded() - plotTop)
        var sides = ChartSides(
            frame, plotHeight: plotHeight, width: bounds.width, room: room, metrics: metrics)
        var names = CategoryLabels.Room(length: sides.width, before: sides.left)
        if turnsNames, room.showsTickLabels, case .categories = frame.x {
            names.depth = ChartLayout.nameDepth(plotHeight: plotHeight, bounds, metrics)
            let needed = AxisLayout(horizontal: frame.x, in: names, metrics: metrics).labelDepth
            let more = (needed - metrics.tickFont.capitalHeight).rounded(.up)
            names.depth = more > 0 ? needed : 0
            if more > 0 {
                plotHeight -= more
                sides = ChartSides(
                    frame, plotHeight: plotHeight, width: bounds.width, room: room, metrics: metrics)
                names.length = sides.width
                names.before = sides.left
            }
        }
        let higher = plotTop + plotHeight - (bounds.height - leastFoot)
        if higher > 0, plotHeight > metrics.smallestPlot {
            plotHeight = max(metrics.smallestPlot, plotHeight - higher)
            sides = ChartSides(
                frame, plotHeight: plotHeight, width: bounds.width, room: room, metrics: metrics)
            names.length = sides.width
            names.before = sides.left
        }
        let plot = Rect(x: sides.left, y: plotTop, width: sides.width, height: plotHeight)

        self.size = size
        self.bounds = bounds
        self.plot = plot
        self.metrics = metrics
        hasGrid = frame.hasGrid
        self.turnsNames = turnsNames
        panelFrames = frame.panels
        xAxis = AxisLayout(horizontal: frame.x, in: names, metrics: metrics)
            .axis(start: plot.x, end: plot.maxX, showsLabels: room.showsTickLabels)
        yAxis = sides.vertical.axis(start: plot.maxY, end: plot.y, showsLabels: room.showsTickLabels)
        // The bar stands right of the words, which belong to the plot.
        colorScale = sides.bar?.placed(
            beside: Rect(x: plot.x, y: plot.y, width: plot.width + sides.words.width, height: plot.height))
        sideLabels = sides.words.placed(beside: plot)
        title = titleText.map {
            PlacedText(text: $0, point: Point(x: ChartLayout.center($0, plot.midX, inner), y: titleBaseline))
        }
        // Its end is cut where there is no room, never its beginning: the rest of a number is another number.
        let noteText =
            showsNote
            ? TextLayout(frame.note, font: metrics.noteFont, maximumWidth: max(0, plot.maxX - metrics.margin)) : nil
        note = noteText.map {
            PlacedText(text: $0, point: Point(x: plot.maxX, y: footBaseline))
        }
        xLabel = showsXLabel ? ChartLayout.xLabel(frame.xLabel, plot, noteText, footBaseline, metrics) : nil
        yLabel =
            room.showsDetails && !frame.yLabel.isEmpty
            ? ChartLayout.placed(
                frame.yLabel, metrics.labelFont, width: plot.height, at: Point(x: sides.yLabelBaseline, y: plot.midY))
            : nil
        emptyMessage = frame.emptyMessage
    }

    /// How far turned names may reach down: less than a third of the picture, and not so far that little is left of the plot.
    private static func nameDepth(plotHeight: Double, _ bounds: Rect, _ metrics: ChartMetrics) -> Double {
        let unit = metrics.unit
        let depth = min(110 * unit, 0.3 * bounds.height, plotHeight - 60 * unit)
        // Less would leave two letters and an ellipsis.
        return depth >= 28 * unit ? depth : 0
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
}
