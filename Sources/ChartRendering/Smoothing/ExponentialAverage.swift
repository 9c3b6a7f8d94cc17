import Foundation

/// A smooth line through noisy values: the average of all values so far, older ones counting exponentially less.
///
/// With a mass that begins at 0, each value y moves the average a by
///
///     mass = mass · r + 1,  a = a + (y − a) / mass
///
/// where the retention r says what remains of everything before. That is the usual a = w · a + (1 − w) · y divided by
/// 1 − wⁿ, the correction without which the line would begin at 0 (D. P. Kingma and J. Ba, "Adam: A Method for
/// Stochastic Optimization", 2015, section 3), written so that neither small masses nor the largest numbers lose
/// anything.
public struct ExponentialAverage: Hashable, Sendable {
    /// What the retention depends on.
    public enum Kind: Hashable, Sendable {
        /// On the weight alone, r = w: as TensorBoard smooths. The line depends on how densely values were logged.
        case byPoint
        /// On the distance to the value before, r = v^(1000 · Δx / the range of x) with v = min(√w, 0.999): as W&B
        /// smooths (docs.wandb.ai, "Smooth line plots", time weighted exponential moving average). Lines logged at
        /// different rates look equally smooth. Values at the same x count equally.
        case byDistance
    }

    /// How much older values count: 0 leaves everything as it is, just below 1 hardly follows the values.
    public let weight: Double
    /// What the retention depends on.
    public let kind: Kind

    /// An average by its weight.
    /// - Parameter weight: 0 or more and less than 1.
    /// - Throws: `ChartError` with `invalidArgument` for another weight.
    public init(weight: Double, kind: Kind = .byPoint) throws(ChartError) {
        guard weight >= 0, weight < 1 else {
            throw ChartError(
                .invalidArgument, "The weight of smoothing must be at least 0 and less than 1, not \(weight).")
        }
        self.weight = weight
        self.kind = kind
    }

    /// As many points as before, in the order of x, with averages in place of values.
    ///
    /// A value that is not finite stays what it is, a gap, and does not change the average; the values after it go on
    /// from the one before. Points whose x is not finite come last, as they are. Time and memory grow with the number
    /// of points, and a little faster when they must be put in order first.
    public func smoothed(_ points: [ChartPoint]) -> [ChartPoint] {
        let ordered = ExponentialAverage.ordered(points) { $0.x }
        guard weight > 0 else { return ordered }
        let known = ordered.prefix { $0.x.isFinite }
        var state = AverageState(retention(over: known.first?.x ?? 0, to: known.last?.x ?? 0))
        return ordered.map { point in
            guard point.x.isFinite, point.y.isFinite else { return point }
            state.add(point.y, at: point.x)
            return ChartPoint(x: point.x, y: state.average)
        }
    }

    /// As many buckets as before, in the order of x, each with the average after its first and after its last value.
    ///
    /// An approximation, because the values between are not known: they count as the mean of the first and the last,
    /// which is exact for one or two values and for a straight line, evenly spread over the bucket. A spike inside a
    /// bucket, which only `minimum` and `maximum` tell of, does not move the average. The smoothed `minimum` and
    /// `maximum` are those of the average. Values that are not finite are passed over; a bucket without finite values
    /// stays as it is, and counts do too.
    public func smoothed(_ buckets: [ChartBucket]) -> [ChartBucket] {
        let ordered = ExponentialAverage.ordered(buckets) { $0.firstX }
        guard weight > 0 else { return ordered }
        let known = ordered.prefix { $0.firstX.isFinite }
        let end = known.reduce(known.first?.firstX ?? 0) { $1.lastX.isFinite ? max($0, $1.lastX) : $0 }
        var state = AverageState(retention(over: known.first?.firstX ?? 0, to: end))
        return ordered.map { bucket in
            guard bucket.firstX.isFinite else { return bucket }
            return state.add(bucket)
        }
    }

    /// The series with a smoothed line: ``smoothed(_:)-([ChartPoint])`` of its points or buckets.
    public func smoothed(_ series: ChartSeries) -> ChartSeries {
        var result = series
        switch series.content {
        case .points(let points): result.content = .points(smoothed(points))
        case .buckets(let buckets): result.content = .buckets(smoothed(buckets))
        }
        return result
    }

    private func retention(over first: Double, to last: Double) -> AverageState.Retention {
        switch kind {
        case .byPoint: return .constant(log(weight))
        case .byDistance:
            // Halves, because the difference of the largest numbers has no finite value.
            let half = last / 2 - first / 2
            return .byDistance(log(min(weight.squareRoot(), 0.999)) * 1_000, halfRange: half)
        }
    }

    /// In the order of x, equal ones in the order they came, those that are not finite last.
    private static func ordered<Element>(_ elements: [Element], by place: (Element) -> Double) -> [Element] {
        PlaceOrder.sorted(elements, by: place) + elements.filter { !place($0).isFinite }
    }
}
