/// What the latest values of a metric are like.
public struct MetricStatistics: Hashable, Sendable {
    /// How many values are numbers: all but NaN. At least 1.
    public let count: Int
    /// How many values in the window are NaN. They have no part in anything else here.
    public let nanCount: Int
    /// The mean; an infinity when there is one among the values, NaN when there are both.
    public let mean: Double
    /// The mean of the squared distances from the mean, divided by ``count`` (as `numpy.var`); NaN with an infinity.
    public let variance: Double
    /// The smallest value.
    public let minimum: Double
    /// The largest value.
    public let maximum: Double
    /// How many values there have been altogether, also those that left the window.
    public let valueCount: Int

    /// The square root of ``variance``, as `numpy.std`.
    public var standardDeviation: Double { variance.squareRoot() }
    /// The same as ``standardDeviation``, by the name that ml-logger has for it.
    public var std: Double { standardDeviation }
    /// The same as ``minimum``.
    public var min: Double { minimum }
    /// The same as ``maximum``.
    public var max: Double { maximum }
}
