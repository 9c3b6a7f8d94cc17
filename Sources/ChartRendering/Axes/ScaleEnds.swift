import Foundation

/// The ends of an axis that shows a range with air: finite, and far enough apart for ticks that differ as numbers.
enum ScaleEnds {
    /// No axis is finer than this: narrower data is shown in the middle of a wider axis, because the ticks of a
    /// narrower one could not be told apart as numbers.
    private static let finestSpan = 1e-300
    private static let finestRatio = 1e-12

    /// In proportion.
    /// - Parameter loneHalf: What is added to both sides of a single value; `nil` for a tenth of it. Also sets that the
    ///   axis is not finer than a thousandth.
    static func linear(_ range: ClosedRange<Double>, air: Double, loneHalf: Double?) -> (Double, Double) {
        var low = range.lowerBound
        var high = range.upperBound
        let largest = max(abs(low), abs(high))
        let finest = max(loneHalf == nil ? finestSpan : 1e-3, largest * finestRatio)
        if low == high {
            let half = max(loneHalf ?? (low == 0 ? 1 : abs(low) * 0.1), finest)
            low = limited(low - half)
            high = limited(high + half)
        }
        if high / 2 - low / 2 < finest / 2 {
            let middle = low / 2 + high / 2
            low = limited(middle - finest)
            high = limited(middle + finest)
        }
        // Halves, because the difference of the largest numbers has no finite value.
        let padding = (high / 2 - low / 2) * (air / (1 - 2 * air))
        return (limited(low - padding - padding), limited(high + padding + padding))
    }

    static func logarithmic(_ range: ClosedRange<Double>, air: Double) -> (Double, Double) {
        let (low, high) = padded(log10(range.lowerBound), log10(range.upperBound), air)
        let lower = max(pow(10, low), .leastNonzeroMagnitude)
        var upper = limited(pow(10, high))
        // The very smallest numbers have too few digits for ticks between powers of ten: the axis has some of those.
        if lower < finestSpan { upper = max(upper, lower * 1_000) }
        return (lower, upper > lower ? upper : lower * 10)
    }

    static func symmetric(
        _ range: ClosedRange<Double>, _ transformation: SymmetricLogarithm, air: Double
    ) -> (Double, Double) {
        let ends = (transformation.place(of: range.lowerBound), transformation.place(of: range.upperBound))
        let (low, high) = padded(ends.0, ends.1, air)
        // There and back again is a hair less: an end without air stays what it is.
        return (
            low == ends.0 ? range.lowerBound : transformation.value(at: low),
            high == ends.1 ? range.upperBound : transformation.value(at: high)
        )
    }

    private static func padded(_ low: Double, _ high: Double, _ air: Double) -> (Double, Double) {
        let half = high - low < 1e-6 ? 0.5 : 0
        let padding = (high - low + 2 * half) * (air / (1 - 2 * air)) + half
        return (low - padding, high + padding)
    }

    private static func limited(_ value: Double) -> Double {
        min(max(value, -Double.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }
}
