public import RasterGraphics

/// A filled band behind a line, such as from the smallest to the largest of several runs, or a deviation to both sides.
///
/// Places where one of its edges is not finite are left out; an edge that a logarithmic axis cannot show reaches the axis' end.
public struct LineBand: Hashable, Sendable {
    /// The two edges of a band at one place.
    public struct Edge: Hashable, Sendable {
        /// The place along the horizontal axis.
        public var x: Double
        /// One edge.
        public var lower: Double
        /// The other edge. The two may stand in any order.
        public var upper: Double

        /// The edges at a place.
        public init(x: Double, lower: Double, upper: Double) {
            self.x = x
            self.lower = lower
            self.upper = upper
        }
    }

    /// The edges, drawn in the order of their x.
    public var edges: [Edge]
    /// The place of the series whose colour the band has. Default 0.
    public var seriesIndex: Int
    /// The colour, which is drawn with ``opacity``; `nil` takes that of the series.
    public var color: Color?
    /// How much of what lies below is covered, 0 to 1. Default 0.2.
    public var opacity: Double

    /// A band from its edges.
    public init(edges: [Edge], seriesIndex: Int = 0, color: Color? = nil, opacity: Double = 0.2) {
        self.edges = edges
        self.seriesIndex = seriesIndex
        self.color = color
        self.opacity = opacity
    }

    /// A band between two curves, at the places that both have.
    ///
    /// Of several points at one place the last of each curve is taken.
    public init(
        between lower: [ChartPoint], and upper: [ChartPoint], seriesIndex: Int = 0, color: Color? = nil,
        opacity: Double = 0.2
    ) {
        let others = LineBand.valuesByPlace(upper)
        let edges = LineBand.valuesByPlace(lower).compactMap { x, value in
            others[x].map { Edge(x: x, lower: value, upper: $0) }
        }
        self.init(edges: edges.sorted { $0.x < $1.x }, seriesIndex: seriesIndex, color: color, opacity: opacity)
    }

    /// A band to both sides of a curve: its values minus and plus those of another at the same places, whatever their sign.
    public init(
        around center: [ChartPoint], by deviation: [ChartPoint], seriesIndex: Int = 0, color: Color? = nil,
        opacity: Double = 0.2
    ) {
        let widths = LineBand.valuesByPlace(deviation)
        let edges = LineBand.valuesByPlace(center).compactMap { x, value in
            widths[x].map { Edge(x: x, lower: value - $0, upper: value + $0) }
        }
        self.init(edges: edges.sorted { $0.x < $1.x }, seriesIndex: seriesIndex, color: color, opacity: opacity)
    }

    /// The band from the smallest to the largest value of each bucket.
    public init(
        envelopeOf buckets: [ChartBucket], seriesIndex: Int = 0, color: Color? = nil, opacity: Double = 0.2
    ) {
        let edges = buckets.flatMap { bucket in
            (bucket.firstX == bucket.lastX ? [bucket.firstX] : [bucket.firstX, bucket.lastX]).map {
                Edge(x: $0, lower: bucket.minimum, upper: bucket.maximum)
            }
        }
        self.init(edges: edges, seriesIndex: seriesIndex, color: color, opacity: opacity)
    }

    /// The band from the smallest to the largest value that several curves have at a place.
    ///
    /// Values that are not finite are passed over; a place where no curve has a finite value has no band.
    public init(
        envelopeOf curves: [[ChartPoint]], seriesIndex: Int = 0, color: Color? = nil, opacity: Double = 0.2
    ) {
        var ranges: [Double: ClosedRange<Double>] = [:]
        for point in curves.joined() where point.x.isFinite && point.y.isFinite {
            let old = ranges[point.x] ?? point.y...point.y
            ranges[point.x] = min(old.lowerBound, point.y)...max(old.upperBound, point.y)
        }
        let edges = ranges.map { Edge(x: $0, lower: $1.lowerBound, upper: $1.upperBound) }
        self.init(edges: edges.sorted { $0.x < $1.x }, seriesIndex: seriesIndex, color: color, opacity: opacity)
    }

    /// The smallest and the largest edge that an axis can show; `nil` when there is none.
    func range(on x: ScaleKind, _ y: ScaleKind) -> (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
        var result: (x: ClosedRange<Double>, y: ClosedRange<Double>)?
        for edge in edges where x.canShow(edge.x) && edge.lower.isFinite && edge.upper.isFinite {
            for value in [edge.lower, edge.upper] where y.canShow(value) {
                let old = result ?? (edge.x...edge.x, value...value)
                result = (
                    min(old.x.lowerBound, edge.x)...max(old.x.upperBound, edge.x),
                    min(old.y.lowerBound, value)...max(old.y.upperBound, value)
                )
            }
        }
        return result
    }

    /// At how many places an edge lies beyond the ends of an axis.
    func count(beyond scale: Scale, along x: ScaleKind) -> Int {
        edges.count { edge in
            guard x.canShow(edge.x), edge.lower.isFinite, edge.upper.isFinite else { return false }
            return [edge.lower, edge.upper].contains {
                scale.kind.canShow($0) && ($0 < scale.lower || $0 > scale.upper)
            }
        }
    }

    private static func valuesByPlace(_ points: [ChartPoint]) -> [Double: Double] {
        Dictionary(points.lazy.filter { $0.x.isFinite }.map { ($0.x, $0.y) }, uniquingKeysWith: { $1 })
    }
}
