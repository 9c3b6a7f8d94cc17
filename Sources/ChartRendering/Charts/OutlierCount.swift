/// How many values lie beyond the ends of an axis.
struct OutlierCount: Hashable, Sendable {
    private(set) var count = 0
    /// Whether buckets were counted: a bucket says that it reaches beyond, not how often.
    private(set) var isLowerBound = false

    /// - Parameter x: The kind of the horizontal axis: what has no place along it is counted as that, not as beyond.
    init(_ series: [ChartSeries], beyond scale: Scale, along x: ScaleKind) {
        func isBeyond(_ value: Double) -> Bool {
            scale.kind.canShow(value) && (value < scale.lower || value > scale.upper)
        }
        for one in series {
            switch one.content {
            case .points(let points):
                for point in points where x.canShow(point.x) && isBeyond(point.y) { count += 1 }
            case .buckets(let buckets):
                for bucket in buckets where x.canShow(bucket.lastX) {
                    let found = (isBeyond(bucket.minimum) ? 1 : 0) + (isBeyond(bucket.maximum) ? 1 : 0)
                    guard found > 0 else { continue }
                    count += bucket.count == 1 ? 1 : found
                    isLowerBound = isLowerBound || bucket.count > found
                }
            }
        }
    }

    /// "3 beyond the axis"; empty when there is none.
    var text: String {
        count == 0 ? "" : "\(isLowerBound ? "at least " : "")\(TickLabel.grouped(count)) beyond the axis"
    }
}
