/// How the values that were collected become one.
public enum MetricAggregation: String, Hashable, Sendable, CaseIterable {
    /// Their mean.
    case mean
    /// Their sum.
    case sum
    /// The smallest; NaN when one of them is.
    case min
    /// The largest; NaN when one of them is.
    case max
    /// The latest.
    case last
}

/// Values that were collected and wait to become one. No list is kept: all aggregations are known at any time.
///
/// NaN is no number to leave out here: what is logged of values with a NaN among them is NaN, so that a training that went
/// wrong shows it. (`last` is what the last value was.)
struct CollectedValues {
    private(set) var count = 0
    private(set) var last = 0.0
    /// The step that the last value came with.
    private(set) var step: Int64?
    private var sum = 0.0
    /// What the sum lost to rounding.
    private var lost = 0.0
    private var minimum = Double.infinity
    private var maximum = -Double.infinity
    private var hasNaN = false

    @inline(__always)
    mutating func add(_ value: Double, step: Int64?) {
        count += 1
        last = value
        if let step { self.step = step }
        let total = sum + value
        lost += abs(sum) >= abs(value) ? (sum - total) + value : (value - total) + sum
        sum = total
        if value < minimum { minimum = value }
        if value > maximum { maximum = value }
        if value.isNaN { hasNaN = true }
    }

    /// The values as one; there is at least one.
    func value(_ aggregation: MetricAggregation) -> Double {
        switch aggregation {
        case .last: last
        case .sum: total
        case .mean: total / Double(count)
        case .min: hasNaN ? .nan : minimum
        case .max: hasNaN ? .nan : maximum
        }
    }

    /// An infinity loses nothing to rounding, but what it loses is no number.
    private var total: Double { sum.isFinite && lost.isFinite ? sum + lost : sum }
}
