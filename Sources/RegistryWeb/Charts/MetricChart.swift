package import ChartRendering
package import RegistryCore

/// A metric of a run as a line chart.
package enum MetricChart {
    /// The most buckets a chart asks the store for: more than it has pixel columns.
    package static let mostBuckets = 2_000

    /// The chart's PNG.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a size no chart can have.
    package static func png(
        of answer: SeriesAnswer, metric: String, run: String, size: ChartSize, theme: ChartTheme
    ) throws(RegistryError) -> [UInt8] {
        let series: ChartSeries
        switch answer.content {
        case .points(let points):
            series = ChartSeries(
                name: run, points: points.map { ChartPoint(x: Double($0.step.rawValue), y: $0.value) })
        case .buckets(let buckets): series = ChartSeries(name: run, buckets: buckets.map(Self.bucket))
        }
        let chart = LineChart(title: metric, xLabel: "step", yLabel: "", series: [series])
        do {
            return try chart.png(size: size, theme: theme)
        } catch {
            throw RegistryError(error)
        }
    }

    /// The chart wants finite extremes and to know how many values are none; the store knows NaN apart, and of an
    /// infinity only that there is at least one.
    private static func bucket(_ bucket: SeriesBucket) -> ChartBucket {
        let finite = [bucket.first, bucket.last, bucket.minimum, bucket.maximum].filter(\.isFinite)
        let infinite = (bucket.minimum.isInfinite ? 1 : 0) + (bucket.maximum.isInfinite ? 1 : 0)
        return ChartBucket(
            firstX: Double(bucket.firstStep.rawValue), lastX: Double(bucket.lastStep.rawValue),
            first: bucket.first.isFinite ? bucket.first : finite.first ?? .nan,
            last: bucket.last.isFinite ? bucket.last : finite.last ?? .nan, minimum: finite.min() ?? .nan,
            maximum: finite.max() ?? .nan, count: bucket.count,
            nonFiniteCount: min(bucket.count, bucket.nanCount + infinite))
    }
}
