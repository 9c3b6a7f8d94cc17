/// Count, mean, spread and extremes of some values, from which those of several parts can be put together.
///
/// Values are taken as differences from a number near them, the anchor: else numbers that are large beside their spread would
/// lose it to rounding. Only finite values have a part in the moments; the others are counted.
struct Moments {
    let anchor: Double
    private(set) var finiteCount = 0
    private(set) var nanCount = 0
    private(set) var infinityCount = 0
    private(set) var negativeInfinityCount = 0
    private(set) var minimum = Double.infinity
    private(set) var maximum = -Double.infinity
    /// Of the differences, a quarter: two numbers may be twice as far from each other as the largest number is from zero.
    private var mean = 0.0
    /// The sum of the squares of what the quarters of the differences are away from their mean.
    private var squares = 0.0

    init(anchor: Double) { self.anchor = anchor.isFinite ? anchor : 0 }

    /// How many values are numbers, infinities among them.
    var count: Int { finiteCount + infinityCount + negativeInfinityCount }

    @inline(__always)
    mutating func add(_ value: Double) {
        guard value.isFinite else {
            if value.isNaN {
                nanCount += 1
            } else if value > 0 {
                infinityCount += 1
            } else {
                negativeInfinityCount += 1
            }
            if !value.isNaN { widen(value, value) }
            return
        }
        finiteCount += 1
        let difference = value * 0.25 - anchor * 0.25
        let offset = difference - mean
        mean += offset / Double(finiteCount)
        squares += offset * (difference - mean)
        widen(value, value)
    }

    /// These and others as one.
    func merged(with other: Moments) -> Moments {
        var result = self
        result.nanCount += other.nanCount
        result.infinityCount += other.infinityCount
        result.negativeInfinityCount += other.negativeInfinityCount
        result.widen(other.minimum, other.maximum)
        guard other.finiteCount > 0 else { return result }
        guard finiteCount > 0 else {
            // The others' moments, with their anchor, and all counts and extremes.
            var taken = other
            taken.nanCount = result.nanCount
            taken.infinityCount = result.infinityCount
            taken.negativeInfinityCount = result.negativeInfinityCount
            taken.widen(result.minimum, result.maximum)
            return taken
        }
        let (left, right) = (Double(finiteCount), Double(other.finiteCount))
        let offset = (other.anchor * 0.25 - anchor * 0.25) + (other.mean - mean)
        result.finiteCount += other.finiteCount
        result.mean += offset * (right / (left + right))
        result.squares += other.squares + offset * offset * (left * right / (left + right))
        return result
    }

    /// What people ask for; `nil` without a number.
    func statistics(valueCount: Int) -> MetricStatistics? {
        guard count > 0 else { return nil }
        var mean = anchor + 4 * self.mean
        if !mean.isFinite { mean = (anchor * 0.25 + self.mean) * 4 }
        // The variance of what holds an infinity is no number, its mean the infinity, unless there are both.
        var variance = finiteCount > 0 ? 16 * max(0, squares / Double(finiteCount)) : 0
        if infinityCount + negativeInfinityCount > 0 {
            variance = .nan
            mean = infinityCount > 0 && negativeInfinityCount > 0 ? .nan : infinityCount > 0 ? .infinity : -.infinity
        }
        return MetricStatistics(
            count: count, nanCount: nanCount, mean: mean, variance: variance, minimum: minimum, maximum: maximum,
            valueCount: valueCount)
    }

    @inline(__always)
    private mutating func widen(_ low: Double, _ high: Double) {
        if low < minimum { minimum = low }
        if high > maximum { maximum = high }
    }
}
