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
    /// For places from `oldest` on that belong to the older part: the moments from there to the part's end, last place first.
    private var suffixes: [Moments] = []
    /// The moments of the newer part.
    private var newer = Moments(anchor: 0)

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
            if values.isEmpty { newer = Moments(anchor: value) }
            values.append(value)
            newer.add(value)
            return
        }
        if suffixes.isEmpty { splitWindow(anchor: value) }
        suffixes.removeLast()
        values[oldest] = value
        oldest = oldest + 1 == window ? 0 : oldest + 1
        newer.add(value)
    }

    /// The figures of the window; `nil` when there is no number in it.
    public var statistics: MetricStatistics? {
        guard let older = suffixes.last else { return newer.statistics(valueCount: valueCount) }
        return older.merged(with: newer).statistics(valueCount: valueCount)
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

    /// All places become the older part, in one go; then the newer part has none.
    private mutating func splitWindow(anchor: Double) {
        suffixes.reserveCapacity(window)
        var moments = Moments(anchor: values[oldest])
        // The newest first: what is older is added to it.
        for distance in 1...window {
            moments.add(values[(oldest + window - distance) % window])
            suffixes.append(moments)
        }
        newer = Moments(anchor: anchor)
    }
}
