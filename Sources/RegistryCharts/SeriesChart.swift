package import ChartRendering
package import RegistryCore

/// One metric of one run as a line of a chart.
package struct SeriesChart {
    /// The most buckets a chart asks the store for: more than it has pixel columns.
    package static let mostBuckets = 2_000

    private let answer: SeriesAnswer

    /// The line of what a store answered.
    package init(_ answer: SeriesAnswer) { self.answer = answer }

    /// The line with its name in the legend.
    ///
    /// - Parameters:
    ///   - along: What stands along the horizontal axis: of a metric its steps, which the caller joins.
    ///   - start: Where relative time begins, as ``RegistryCore/Run/timeOrigin``.
    package func series(named name: String, along: ChartQuery.Along = .step, since start: WallTime) -> ChartSeries {
        switch answer.content {
        case .points(let points):
            ChartSeries(
                name: name,
                points: points.map { ChartPoint(x: Self.place($0.step, $0.time, along, start), y: $0.value) })
        case .buckets(let buckets):
            ChartSeries(name: name, buckets: buckets.map { Self.bucket($0, along, start) })
        }
    }

    /// Where a point stands along the horizontal axis.
    static func place(
        _ step: Step, _ time: WallTime, _ along: ChartQuery.Along, _ start: WallTime
    ) -> Double {
        switch along {
        case .step, .metric: Double(step.rawValue)
        case .wallTime: time.secondsSince1970
        case .relativeTime: time.secondsSince1970 - start.secondsSince1970
        }
    }

    /// The chart wants finite ends, too: where the first or the last value is none, the other one has to do, or the
    /// smallest, because of which finite value comes first nothing is known.
    private static func bucket(
        _ bucket: SeriesBucket, _ along: ChartQuery.Along, _ start: WallTime
    ) -> ChartBucket {
        let finite = [bucket.first, bucket.last, bucket.finiteMinimum].first(where: \.isFinite) ?? .nan
        return ChartBucket(
            firstX: place(bucket.firstStep, bucket.firstTime, along, start),
            lastX: place(bucket.lastStep, bucket.lastTime, along, start),
            first: bucket.first.isFinite ? bucket.first : finite, last: bucket.last.isFinite ? bucket.last : finite,
            minimum: bucket.finiteMinimum, maximum: bucket.finiteMaximum, count: bucket.count,
            nanCount: bucket.nanCount, positiveInfinityCount: bucket.positiveInfinityCount,
            negativeInfinityCount: bucket.negativeInfinityCount, lastLogged: bucket.last)
    }
}
