import Foundation

/// A digit times a power of ten with a sign: a place on a logarithmic axis.
struct DecadeMultiple: Hashable, Sendable {
    let digit: Int
    let exponent: Int
    var isNegative = false

    /// The number nearest to the decimal digits.
    var value: Double {
        let size = Double("\(digit)e\(exponent)") ?? 0
        return isNegative ? -size : size
    }

    var tick: Tick {
        let label = TickLabel.label(for: digit, powerOfTen: exponent)
        return Tick(value: value, label: isNegative ? "−" + label : label)
    }

    /// The same on the other side of 0.
    var negated: DecadeMultiple { DecadeMultiple(digit: digit, exponent: exponent, isNegative: !isNegative) }

    /// The powers of ten between two values above 0. A hair outside counts as inside.
    static func exponents(_ low: Double, _ high: Double) -> [Int] {
        let first = Int((log10(low) - 1e-9).rounded(.up))
        let last = Int((log10(high) + 1e-9).rounded(.down))
        return first <= last ? Array(first...last) : []
    }

    /// The multiples by some digits between two values above 0, rising.
    static func all(_ digits: [Int], _ low: Double, _ high: Double) -> [DecadeMultiple] {
        let first = Int(log10(low).rounded(.down)) - 1
        let last = Int(log10(high).rounded(.up))
        let hair = 1e-9
        return (first...max(first, last)).flatMap { exponent in
            digits.map { DecadeMultiple(digit: $0, exponent: exponent) }
        }.filter { $0.value.isFinite && $0.value >= low * (1 - hair) && $0.value / (1 + hair) <= high }
    }
}
