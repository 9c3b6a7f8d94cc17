import Foundation

/// An exponential average while it goes over values.
struct AverageState {
    /// The natural logarithm of what remains from one value to the next.
    enum Retention {
        case constant(Double)
        /// The logarithm over the whole range.
        case byDistance(Double, halfRange: Double)
    }

    private let retention: Retention
    private var mass = 0.0
    private var lastX: Double?
    private(set) var average = 0.0

    init(_ retention: Retention) { self.retention = retention }

    /// Adds a finite value.
    mutating func add(_ value: Double, at x: Double) {
        mass = mass * exp(logarithm(to: x)) + 1
        lastX = x
        move(to: value, by: 1 / mass)
    }

    /// Adds a bucket's values, and gives the averages after the first and the last.
    mutating func add(_ bucket: ChartBucket) -> ChartBucket {
        guard let first = [bucket.first, bucket.last, bucket.minimum, bucket.maximum].first(where: \.isFinite) else {
            return bucket
        }
        let last = bucket.last.isFinite ? bucket.last : first
        let endX = bucket.lastX.isFinite ? max(bucket.lastX, bucket.firstX) : bucket.firstX
        let count = max(1, Double(bucket.count) - Double(bucket.nonFiniteCount))
        add(first, at: bucket.firstX)
        let start = average
        var middle = average
        if count > 2 {
            // Evenly spread: with n values, n − 1 steps from the first to the last.
            let step = logarithm(to: endX) / logarithmDivisor(count)
            addEqual(first / 2 + last / 2, times: count - 2, logarithm: step)
            middle = average
            lastX = endX
            mass = mass * exp(step) + 1
            move(to: last, by: 1 / mass)
        } else if count > 1 {
            add(last, at: endX)
        }
        return ChartBucket(
            firstX: bucket.firstX, lastX: bucket.lastX, first: start, last: average,
            minimum: min(start, middle, average), maximum: max(start, middle, average), count: bucket.count,
            nanCount: bucket.nanCount, positiveInfinityCount: bucket.positiveInfinityCount,
            negativeInfinityCount: bucket.negativeInfinityCount,
            lastLogged: bucket.lastLogged.flatMap { $0.isFinite ? nil : $0 })
    }

    /// With a constant retention each of the steps has it; by distance they share that of the whole way.
    private func logarithmDivisor(_ count: Double) -> Double {
        if case .constant = retention { 1 } else { count - 1 }
    }

    /// Adds one value many times: with the retention r and n times, the mass m becomes m · rⁿ + (1 − rⁿ) / (1 − r).
    private mutating func addEqual(_ value: Double, times: Double, logarithm: Double) {
        let added = logarithm < 0 ? expm1(times * logarithm) / expm1(logarithm) : times
        mass = mass * exp(times * logarithm) + added
        move(to: value, by: added / mass)
    }

    private func logarithm(to x: Double) -> Double {
        switch retention {
        case .constant(let logarithm): return logarithm
        case .byDistance(let logarithm, let halfRange):
            guard let lastX, halfRange > 0 else { return 0 }
            return logarithm * min(max((x / 2 - lastX / 2) / halfRange, 0), 1)
        }
    }

    /// Between the two, whatever is rounded: an average of equal values is that value.
    private mutating func move(to value: Double, by part: Double) {
        let part = min(max(part, 0), 1)
        let distance = value - average
        // The difference of the largest numbers has no finite value.
        let moved = distance.isFinite ? average + distance * part : average * (1 - part) + value * part
        average = part >= 1 ? value : min(max(moved, min(average, value)), max(average, value))
    }
}
