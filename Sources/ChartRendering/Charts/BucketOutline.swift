/// The points that draw buckets, in the order of their places: what a line goes through.
///
/// Along time the buckets of a run that was resumed lie over each other: each is a range of steps, and reaches from the
/// first attempt at these steps to the last. When its extremes were logged is then not known, except that it was at one
/// of the ends or between them, where there may have been nothing for days. Such a bucket is drawn as a span from its
/// smallest to its largest value at both ends, where something was logged in any case: no spike is hidden, and none is
/// drawn at a time without points. The same goes for a bucket that is far longer than the others, because the run paused
/// in it.
enum BucketOutline {
    /// A bucket so many times as long as the usual one has a pause in it.
    private static let pause = 8.0

    /// The points, none of them left of the one before.
    ///
    /// - Parameter marksGaps: Whether a value that is not finite stands for those of each kind in a bucket, at its
    ///   beginning; of a bucket that is drawn as spans at both ends. Default no.
    static func points(_ buckets: [ChartBucket], marksGaps: Bool = false) -> [ChartPoint] {
        let ordered = PlaceOrder.sorted(buckets) { $0.firstX }
        let spread = spread(ordered)
        var points: [ChartPoint] = []
        points.reserveCapacity(ordered.count * 4)
        for (bucket, isSpread) in zip(ordered, spread) {
            for (x, outline) in isSpread ? bucket.spans : [(bucket.firstX, bucket.outline)] {
                if marksGaps { points += bucket.gaps(at: x) }
                if bucket.minimum.isFinite { points += outline }
            }
        }
        return PlaceOrder.sorted(points) { $0.x }
    }

    /// Whether each of the buckets, which are in the order of their beginnings, lies over another one or has a pause in it.
    private static func spread(_ buckets: [ChartBucket]) -> [Bool] {
        let lengths = buckets.map { $0.lastX - $0.firstX }.filter(\.isFinite).sorted()
        let most = lengths.isEmpty ? 0 : lengths[lengths.count / 2] * pause
        // Without a length, as of buckets of one point each, there is nothing to compare with.
        var result = buckets.map { most > 0 && $0.lastX - $0.firstX > most }
        var (reach, farthest) = (-Double.infinity, 0)
        for (index, bucket) in buckets.enumerated() {
            if bucket.firstX < reach {
                result[index] = true
                result[farthest] = true
            }
            if bucket.lastX > reach { (reach, farthest) = (bucket.lastX, index) }
        }
        return result
    }
}

extension ChartBucket {
    /// From the smallest to the largest value, at both ends.
    fileprivate var spans: [(x: Double, outline: [ChartPoint])] {
        [firstX, lastX].map { x in (x, [ChartPoint(x: x, y: minimum), ChartPoint(x: x, y: maximum)]) }
    }

    /// A value for each kind of those that are not finite.
    fileprivate func gaps(at x: Double) -> [ChartPoint] {
        [(nanCount, Double.nan), (positiveInfinityCount, .infinity), (negativeInfinityCount, -.infinity)]
            .filter { $0.0 > 0 }.map { ChartPoint(x: x, y: $0.1) }
    }
}
