import Foundation

/// How values are spread along an axis.
public enum ScaleKind: Hashable, Sendable {
    /// Equal differences are equally far apart.
    case linear
    /// Equal ratios are equally far apart; only values above 0 can be shown.
    case logarithmic

    /// Whether a value has a place on such an axis.
    func canShow(_ value: Double) -> Bool { value.isFinite && (self == .linear || value > 0) }
}

/// The part of the numbers an axis shows, and where each lies between its two ends.
public struct Scale: Hashable, Sendable {
    /// How values are spread.
    public let kind: ScaleKind
    /// The value at the beginning of the axis.
    public let lower: Double
    /// The value at the end of the axis, always above `lower`.
    public let upper: Double

    /// No axis is finer than this: narrower data is shown in the middle of a wider axis, because the ticks of a narrower one
    /// could not be told apart as numbers.
    private static let finestSpan = 1e-300
    private static let finestRatio = 1e-12

    /// A scale that shows `range` with some air at both ends.
    ///
    /// - Parameters:
    ///   - range: The data; `nil` when there is none, which gives 0...1 (or 1...10). Values that `kind` cannot show count as
    ///     missing.
    ///   - air: The part of the axis left free at each end, 0 to 0.4.
    public init(_ kind: ScaleKind, showing range: ClosedRange<Double>?, air: Double = 0) {
        self.kind = kind
        let air = min(max(air, 0), 0.4)
        guard let range, kind.canShow(range.lowerBound), kind.canShow(range.upperBound) else {
            lower = kind == .linear ? 0 : 1
            upper = kind == .linear ? 1 : 10
            return
        }
        switch kind {
        case .linear: (lower, upper) = Scale.linearEnds(range, air)
        case .logarithmic: (lower, upper) = Scale.logarithmicEnds(range, air)
        }
    }

    private static func linearEnds(_ range: ClosedRange<Double>, _ air: Double) -> (Double, Double) {
        var low = range.lowerBound
        var high = range.upperBound
        if low == high {
            let half = low == 0 ? 1 : max(abs(low) * 0.1, finestSpan)
            low = limited(low - half)
            high = limited(high + half)
        }
        let finest = max(finestSpan, max(abs(low), abs(high)) * finestRatio)
        if high / 2 - low / 2 < finest / 2 {
            let middle = low / 2 + high / 2
            low = limited(middle - finest)
            high = limited(middle + finest)
        }
        // Halves, because the difference of the largest numbers has no finite value.
        let padding = (high / 2 - low / 2) * (air / (1 - 2 * air))
        return (limited(low - padding - padding), limited(high + padding + padding))
    }

    private static func logarithmicEnds(_ range: ClosedRange<Double>, _ air: Double) -> (Double, Double) {
        var low = log10(range.lowerBound)
        var high = log10(range.upperBound)
        if high - low < 1e-6 {
            low -= 0.5
            high += 0.5
        }
        let padding = (high - low) * (air / (1 - 2 * air))
        // The very smallest numbers have too few digits for ticks; their points lie at the edge of the axis.
        let lower = max(pow(10, low - padding), finestSpan)
        let upper = limited(pow(10, high + padding))
        return (lower, upper > lower ? upper : lower * 10)
    }

    private static func limited(_ value: Double) -> Double {
        min(max(value, -Double.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }

    /// Where a value lies: 0 at the beginning of the axis, 1 at its end, limited to that; `nil` for what the axis cannot show.
    public func fraction(of value: Double) -> Double? {
        guard kind.canShow(value) else { return nil }
        let part: Double
        switch kind {
        case .linear: part = (value / 2 - lower / 2) / (upper / 2 - lower / 2)
        case .logarithmic: part = (log10(value) - log10(lower)) / (log10(upper) - log10(lower))
        }
        return min(max(part, 0), 1)
    }
}
