import RasterGraphics

/// A series as it lies in the picture: its lines, its single points and the marks of its gaps, all in picture pixels.
struct SeriesTrace {
    /// Why a value has a mark at the edge: it has no place on the line, or its place lies beyond the axis.
    enum Gap: Hashable, Sendable {
        case notANumber, aboveEverything, belowEverything
        /// 0 or below on a logarithmic axis.
        case notPositive
        case aboveAxis, belowAxis
    }

    /// A value that is not drawn where it is, and its place along the horizontal axis.
    struct Mark: Hashable, Sendable {
        var gap: Gap
        var x: Double
    }

    /// Marks of one kind stand so far from each other, in screen pixels.
    static let leastMarkDistance = 9.0

    private(set) var lines: [Polyline] = []
    /// Points with a gap on both sides.
    private(set) var lonePoints: [Point] = []
    private(set) var marks: [Mark] = []
    /// Every finite point, when there are few enough to draw each as a dot; otherwise empty.
    private(set) var markers: [Point] = []

    private var reducer = ColumnReducer()
    private var isBroken = false
    private var lastMark: [Gap: Double] = [:]
    private let markDistance: Double

    init(_ series: ChartSeries, layout: ChartLayout, markers style: LineChart.Markers, marksOutliers: Bool = false) {
        self.init(
            series, xAxis: layout.xAxis, yAxis: layout.yAxis, unit: layout.metrics.unit, markers: style,
            marksOutliers: marksOutliers)
    }

    /// - Parameters:
    ///   - unit: Picture pixels a screen pixel.
    ///   - marksOutliers: Whether the axis may end before the data does. The line then leaves the plot, and a mark says where.
    init(
        _ series: ChartSeries, xAxis: ChartAxis, yAxis: ChartAxis, unit: Double, markers style: LineChart.Markers,
        marksOutliers: Bool = false
    ) {
        markDistance = SeriesTrace.leastMarkDistance * unit
        let points: [ChartPoint]
        switch series.content {
        case .points(let all): points = PlaceOrder.sorted(all) { $0.x }
        case .buckets(let buckets): points = BucketOutline.points(buckets, marksGaps: true)
        }
        let most = Int(abs(xAxis.end - xAxis.start) / (12 * unit))
        let wantsMarkers = style == .automatic && points.count <= most
        // Far enough outside that a line along there is not taken for values at the end of the axis.
        let outside = yAxis.end < yAxis.start ? 8 * unit : -8 * unit
        let (xPlaces, yPlaces) = (xAxis.places, yAxis.places)
        let (lower, upper) =
            marksOutliers ? (yAxis.scale.lower, yAxis.scale.upper) : (-Double.infinity, Double.infinity)
        for point in points {
            guard let x = xPlaces.position(of: point.x) else { continue }
            if let y = yPlaces.position(of: point.y) {
                var place = Point(x: x, y: y)
                if point.y > upper {
                    place.y = yAxis.end - outside
                    addMark(.aboveAxis, at: x)
                } else if point.y < lower {
                    place.y = yAxis.start + outside
                    addMark(.belowAxis, at: x)
                }
                add(place)
                if wantsMarkers { self.markers.append(place) }
            } else {
                isBroken = true
                addMark(SeriesTrace.gap(point.y), at: x)
            }
        }
        endLine()
    }

    static func gap(_ value: Double) -> Gap {
        if value.isNaN { return .notANumber }
        // Every other axis shows all finite values.
        if value.isFinite { return .notPositive }
        return value > 0 ? .aboveEverything : .belowEverything
    }

    @inline(__always)
    private mutating func add(_ point: Point) {
        // A gap narrower than a pixel is not drawn: it has its mark.
        if isBroken, !reducer.isInCurrentColumn(point.x) { endLine() }
        isBroken = false
        reducer.add(point)
    }

    private mutating func addMark(_ gap: Gap, at x: Double) {
        // Marks that would touch look like a smear: one stands for its neighbours.
        if let last = lastMark[gap], abs(x - last) < markDistance { return }
        lastMark[gap] = x
        marks.append(Mark(gap: gap, x: x.rounded()))
    }

    private mutating func endLine() {
        let points = reducer.finish()
        if points.count == 1 {
            lonePoints.append(points[0])
        } else if points.count > 1 {
            lines.append(Polyline(points: points))
        }
    }
}
