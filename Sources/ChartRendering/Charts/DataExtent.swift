/// What a chart's axes must reach, and how many points it stands for.
struct DataExtent: Hashable, Sendable {
    private(set) var x: ClosedRange<Double>?
    private(set) var y: ClosedRange<Double>?
    /// Whether every x is a whole number, as steps and iterations are.
    private(set) var hasWholeX = true
    private(set) var pointCount = 0
    private(set) var nonFiniteCount = 0
    /// Finite points that a logarithmic axis cannot show.
    private(set) var notPositiveCount = 0

    init(_ series: [ChartSeries], xScale: ScaleKind, yScale: ScaleKind) {
        for one in series {
            switch one.content {
            case .points(let points):
                for point in points { add(point, xScale, yScale, count: 1) }
            case .buckets(let buckets):
                for bucket in buckets { add(bucket, xScale, yScale) }
            }
        }
    }

    private mutating func add(_ point: ChartPoint, _ xScale: ScaleKind, _ yScale: ScaleKind, count: Int) {
        pointCount += count
        guard point.x.isFinite, point.y.isFinite else {
            nonFiniteCount += count
            // A gap's mark needs its place on the axis.
            if xScale.canShow(point.x) { extendX(to: point.x) }
            return
        }
        guard xScale.canShow(point.x), yScale.canShow(point.y) else {
            notPositiveCount += count
            if xScale.canShow(point.x) { extendX(to: point.x) }
            return
        }
        extendX(to: point.x)
        y = DataExtent.extended(y, to: point.y)
    }

    private mutating func add(_ bucket: ChartBucket, _ xScale: ScaleKind, _ yScale: ScaleKind) {
        pointCount += max(0, bucket.count)
        nonFiniteCount += max(0, bucket.nonFiniteCount)
        for point in bucket.outline { add(point, xScale, yScale, count: 0) }
    }

    private mutating func extendX(to value: Double) {
        x = DataExtent.extended(x, to: value)
        if value != value.rounded() { hasWholeX = false }
    }

    private static func extended(_ range: ClosedRange<Double>?, to value: Double) -> ClosedRange<Double> {
        guard let range else { return value...value }
        return min(range.lowerBound, value)...max(range.upperBound, value)
    }
}
