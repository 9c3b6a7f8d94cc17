import RegistryCore

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
    /// Whether there may be more of them: a bucket says that it reaches below, not how often.
    private(set) var isNotPositiveLowerBound = false

    init(_ series: [ChartSeries], xScale: ScaleKind, yScale: ScaleKind) {
        for one in series {
            switch one.content {
            case .points(let points):
                add(points, xScale, yScale)
            case .buckets(let buckets):
                for bucket in buckets {
                    add(bucket.ends, xScale, yScale, isCounted: false)
                    count(bucket, xScale, yScale)
                }
            }
        }
    }

    /// - Parameter isCounted: No for points that only show where others lie.
    private mutating func add(
        _ points: [ChartPoint], _ xScale: ScaleKind, _ yScale: ScaleKind, isCounted: Bool = true
    ) {
        let (needsPositiveX, needsPositiveY) = (xScale.needsPositive, yScale.needsPositive)
        var (left, right, least, most) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
        var isWhole = hasWholeX
        var (nonFinite, notPositive) = (0, 0)
        for point in points {
            let isFinite = point.x.isFinite && point.y.isFinite
            let isShownAcross = point.x.isFinite && (!needsPositiveX || point.x > 0)
            if isShownAcross {
                // A gap's mark needs its place on the axis, too.
                if point.x < left { left = point.x }
                if point.x > right { right = point.x }
                if isWhole, !DataExtent.isWhole(point.x) { isWhole = false }
            }
            if !isFinite {
                nonFinite += 1
            } else if isShownAcross, !needsPositiveY || point.y > 0 {
                if point.y < least { least = point.y }
                if point.y > most { most = point.y }
            } else {
                notPositive += 1
            }
        }
        hasWholeX = isWhole
        if left <= right { x = DataExtent.extended(DataExtent.extended(x, to: left), to: right) }
        if least <= most { y = DataExtent.extended(DataExtent.extended(y, to: least), to: most) }
        guard isCounted else { return }
        pointCount = pointCount.clampedSum(points.count)
        nonFiniteCount = nonFiniteCount.clampedSum(nonFinite)
        notPositiveCount = notPositiveCount.clampedSum(notPositive)
    }

    /// Counts of stores are not trusted: their sums end at the largest number.
    private mutating func count(_ bucket: ChartBucket, _ xScale: ScaleKind, _ yScale: ScaleKind) {
        let all = max(0, bucket.count)
        pointCount = pointCount.clampedSum(all)
        nonFiniteCount = nonFiniteCount.clampedSum(bucket.nonFiniteCount)
        let finite = max(0, all - bucket.nonFiniteCount)
        guard finite > 0, bucket.minimum.isFinite, bucket.maximum.isFinite else { return }
        let isHidden = { (place: Double, kind: ScaleKind) in place.isFinite && !kind.canShow(place) }
        if isHidden(bucket.lastX, xScale) || isHidden(bucket.maximum, yScale) {
            notPositiveCount = notPositiveCount.clampedSum(finite)
        } else if isHidden(bucket.firstX, xScale) || isHidden(bucket.minimum, yScale) {
            // At least the one at that end; of two values the other one is at the other end.
            notPositiveCount = notPositiveCount.clampedSum(1)
            if finite > 2 { isNotPositiveLowerBound = true }
        }
    }

    /// By conversion, because rounding is a call to the mathematics library on x86. Numbers beyond 2⁵³ have no fraction.
    static func isWhole(_ value: Double) -> Bool {
        abs(value) >= 0x1p53 || Double(Int64(value)) == value
    }

    private static func extended(_ range: ClosedRange<Double>?, to value: Double) -> ClosedRange<Double> {
        guard let range else { return value...value }
        return min(range.lowerBound, value)...max(range.upperBound, value)
    }
}
