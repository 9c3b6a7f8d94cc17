public import RegistryCore

/// Mean, variance, extremes and percentiles of the latest values of a series.
///
/// Adding a value takes the same time whatever the window (on average; once for each time the window fills, all of it is
/// looked at), and so does ``statistics``. Nothing is ever subtracted again, so that rounding does not add up. NaN takes a
/// place in the window and is counted, and has no part in any figure; infinities are values. A window without a number has no
/// statistics: `nil`.
public struct RollingStatistics: Sendable {
    /// How many values at most are looked at.
    public let window: Int
    /// How many values were added altogether.
    public private(set) var valueCount = 0

    /// The values in the window; where the oldest of them stands once it is full.
    private var values: [Double] = []
    private var oldest = 0
    private var moments = WindowMoments()

    /// The window that is taken unless another is asked for: 1,000 values.
    public static let usualWindow = 1_000
    /// The largest window: 1,000,000 values.
    public static let largestWindow = 1_000_000

    /// Statistics of nothing yet.
    ///
    /// - Parameter window: How many values are looked at, 1 to ``largestWindow``. Default: ``usualWindow``.
    /// - Throws: ``RegistryError`` with `invalidArgument` for any other window.
    public init(window: Int = usualWindow) throws(RegistryError) {
        guard 1...Self.largestWindow ~= window else {
            throw RegistryError(
                .invalidArgument, "A window has 1 to \(Self.largestWindow) values, not \(window).")
        }
        self.init(checkedWindow: window)
    }

    /// - Parameter window: One that was checked before.
    init(checkedWindow window: Int) { self.window = window }

    /// Adds a value; the oldest leaves when the window is full.
    public mutating func add(_ value: Double) {
        valueCount += 1
        if values.count < window {
            values.append(value)
            moments.grow(value)
            return
        }
        moveMoments(to: value)
        values[oldest] = value
        oldest = oldest + 1 == window ? 0 : oldest + 1
    }

    /// A call of its own, so that nothing else refers to the values when one is replaced: else all of them would be copied.
    private mutating func moveMoments(to value: Double) {
        let (values, oldest, window) = (values, oldest, window)
        moments.replace(value, window: window) { values[(oldest + window - $0) % window] }
    }

    /// The figures of the window; `nil` when there is no number in it.
    public var statistics: MetricStatistics? {
        moments.statistics(valueCount: valueCount)
    }

    /// A percentile of the window, between two values on the straight line (`numpy.percentile`'s method `linear`).
    ///
    /// It takes the time of sorting the window.
    ///
    /// - Parameter percent: 0 to 100.
    /// - Returns: `nil` when there is no number in the window.
    /// - Throws: ``RegistryError`` with `invalidArgument` for a number that is no percentage.
    public func percentile(_ percent: Double) throws(RegistryError) -> Double? {
        try Percentiles.check(percent)
        return Percentiles(of: values)?.value(at: percent)
    }

    /// The percentiles that ml-logger names (``Percentiles/named``), by percentage; empty without a number.
    public var percentiles: [Int: Double] { Percentiles(of: values)?.all ?? [:] }
}
