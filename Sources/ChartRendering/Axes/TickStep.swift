import Foundation

/// The distance between ticks: 1, 2 or 5 times a power of ten.
struct TickStep: Hashable, Sendable {
    private(set) var digit: Int
    private(set) var exponent: Int

    /// The smallest such step that is not below `size`, which is positive.
    init(atLeast size: Double) {
        let size = max(size, .leastNormalMagnitude)
        exponent = Int(log10(size).rounded(.down)) - 1
        digit = 5
        // Begins just below, because the logarithm is rounded.
        while value < size * (1 - 1e-9) { self = next }
    }

    private init(digit: Int, exponent: Int) {
        self.digit = digit
        self.exponent = exponent
    }

    /// The next larger step.
    var next: TickStep {
        switch digit {
        case 1: TickStep(digit: 2, exponent: exponent)
        case 2: TickStep(digit: 5, exponent: exponent)
        default: TickStep(digit: 1, exponent: exponent + 1)
        }
    }

    var value: Double { multiple(1) }

    /// `count` steps, as the number nearest to its decimal digits: 3 steps of 0.1 are 0.3.
    func multiple(_ count: Int) -> Double {
        let whole = Double(count) * Double(digit)
        return exponent < 0 && exponent >= -300 ? whole / TickStep.power(-exponent) : whole * TickStep.power(exponent)
    }

    /// The multiples within a range, rising. A hair outside counts as inside.
    func multiples(from low: Double, to high: Double) -> [Double] {
        let hair = 1e-9
        let first = (low / value - hair).rounded(.up)
        let last = (high / value + hair).rounded(.down)
        guard first <= last, last - first < 10_000, abs(first) < 1e15, abs(last) < 1e15 else { return [] }
        return (Int(first)...Int(last)).map(multiple)
    }

    /// Ten to a whole power, as the number nearest to it.
    static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }
}
