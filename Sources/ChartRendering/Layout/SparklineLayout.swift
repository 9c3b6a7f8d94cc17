public import RasterGraphics

/// Where the line of a sparkline and its last value go, in picture pixels.
public struct SparklineLayout: Hashable, Sendable {
    /// The whole picture.
    public let bounds: Rect
    /// The line's part of it.
    public let plot: Rect
    /// The horizontal axis, which is not drawn.
    public let xAxis: ChartAxis
    /// The vertical axis, which is not drawn.
    public let yAxis: ChartAxis
    /// The last value, or "no data"; `nil` when it is not wanted or has no room.
    public let value: TextLayout?
    /// The left end of the value, in the middle of its height.
    public let valuePoint: Point
    /// The first smallest and the first largest finite value; empty when they are not wanted.
    public let extremes: [Point]

    let metrics: ChartMetrics

    /// Room for a value of four digits with its point, so that the lines of a column of a table are equally long.
    private static let usualValue = "0.0000"

    /// The layout of a sparkline.
    /// - Parameters:
    ///   - scale: Picture pixels a screen pixel, limited to 1...4.
    ///   - typeface: The theme's.
    public init(_ sparkline: Sparkline, scale: Int = 1, typeface: Typeface = .standard) {
        let metrics = ChartMetrics(scale: min(max(scale, 1), ChartSize.maximumScale), typeface: typeface)
        let unit = metrics.unit
        let sides = Sparkline.sides
        let width = Double(min(max(sparkline.width, sides.lowerBound), sides.upperBound)) * unit
        let height = Double(min(max(sparkline.height, sides.lowerBound), sides.upperBound)) * unit
        bounds = Rect(x: 0, y: 0, width: width, height: height)
        let extent = DataExtent([sparkline.series], xScale: .linear, yScale: .linear)

        // Half the pen and a dot must not be cut off.
        let air = min((metrics.markerRadius + unit).rounded(.up), height / 4)
        let text = SparklineLayout.text(sparkline, hasPoints: extent.pointCount > 0, metrics)
        let usual = TextLayout(SparklineLayout.usualValue, font: metrics.noteFont).width
        let reserved = text.map { max($0.width, sparkline.showsLastValue ? usual : 0) + metrics.gap } ?? 0
        let hasRoom = width - 2 * air - reserved >= 24 * unit && height >= metrics.noteFont.capitalHeight + 2 * unit
        value = hasRoom ? text : nil
        plot = Rect(
            x: air, y: air, width: max(unit, width - 2 * air - (hasRoom ? reserved : 0)), height: height - 2 * air)
        valuePoint = Point(x: plot.maxX + metrics.gap, y: (height / 2).rounded())
        xAxis = SparklineLayout.axis(extent.x, from: plot.x, to: plot.maxX)
        yAxis = SparklineLayout.axis(extent.y, from: plot.maxY, to: plot.y)
        var places: [Point] = []
        if sparkline.showsExtremes {
            for point in SparklineLayout.extremes(of: sparkline.series) {
                guard let x = xAxis.position(of: point.x), let y = yAxis.position(of: point.y) else { continue }
                places.append(Point(x: x, y: y))
            }
        }
        extremes = places
        self.metrics = metrics
    }

    private static func axis(_ range: ClosedRange<Double>?, from start: Double, to end: Double) -> ChartAxis {
        let scale = Scale(.linear, showing: range)
        return ChartAxis(scale: scale, start: start, end: end, plan: TickPlan(scale, atMost: 2), showsLabels: false)
    }

    private static func text(_ sparkline: Sparkline, hasPoints: Bool, _ metrics: ChartMetrics) -> TextLayout? {
        if !hasPoints { return TextLayout("no data", font: metrics.noteFont) }
        guard sparkline.showsLastValue, let last = lastValue(of: sparkline.series) else { return nil }
        return TextLayout(ShortNumber.text(last), font: metrics.noteFont)
    }

    /// The value of the last point, finite or not.
    private static func lastValue(of series: ChartSeries) -> Double? {
        switch series.content {
        case .points(let points): return PlaceOrder.sorted(points) { $0.x }.last?.y
        case .buckets(let buckets):
            return PlaceOrder.sorted(buckets) { $0.lastX }.last.map { $0.lastLogged ?? $0.last }
        }
    }

    private static func extremes(of series: ChartSeries) -> [ChartPoint] {
        var lowest: ChartPoint?
        var highest: ChartPoint?
        for point in outline(of: series) where point.x.isFinite && point.y.isFinite {
            if lowest.map({ point.y < $0.y }) ?? true { lowest = point }
            if highest.map({ point.y > $0.y }) ?? true { highest = point }
        }
        return [lowest, highest].compactMap { $0 }
    }

    private static func outline(of series: ChartSeries) -> [ChartPoint] {
        switch series.content {
        case .points(let points): PlaceOrder.sorted(points) { $0.x }
        case .buckets(let buckets): BucketOutline.points(buckets)
        }
    }
}
