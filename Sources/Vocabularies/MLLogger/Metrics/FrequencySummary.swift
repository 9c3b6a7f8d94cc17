/// What so many values of a metric, one after the other, are like.
public struct FrequencySummary: Sendable {
    /// Which values, counted from the metric's first one: 0..<100 are the first hundred.
    public let values: Range<Int>
    /// Their figures; `nil` when all of them are NaN.
    public let statistics: MetricStatistics?
    /// The percentiles that ml-logger names, by percentage; empty when all values are NaN.
    public let percentiles: [Int: Double]
}
