import Foundation

/// The part of the numbers an axis shows, and where each lies between its two ends.
public struct Scale: Hashable, Sendable {
    /// How values are spread. A threshold that was left open is the one that was chosen.
    public let kind: ScaleKind
    /// The value at the beginning of the axis.
    public let lower: Double
    /// The value at the end of the axis, always above `lower`.
    public let upper: Double

    /// Where values lie between the two ends.
    let places: ScalePlaces

    /// A scale that shows `range` with some air at both ends.
    ///
    /// - Parameters:
    ///   - range: The data; `nil` when there is none, which gives 0...1 (or 1...10). An end that `kind` cannot show
    ///     counts as missing: the other is shown alone.
    ///   - air: The part of the axis left free at each end, 0 to 0.4.
    public init(_ kind: ScaleKind, showing range: ClosedRange<Double>?, air: Double = 0) {
        let shown = Scale.shown(range, kind)
        let air = air.isNaN ? 0 : min(max(air, 0), 0.4)
        let ends: (lower: Double, upper: Double)
        let spread: Spread
        switch kind {
        case .linear, .time, .duration:
            self.kind = kind
            spread = .even
            ends = shown.map { ScaleEnds.linear($0, air: air, loneHalf: kind.loneHalf) } ?? (0, 1)
        case .logarithmic:
            self.kind = kind
            spread = .logarithm
            ends = shown.map { ScaleEnds.logarithmic($0, air: air) } ?? (1, 10)
        case .symmetricLogarithmic(let wanted):
            let isUsable = wanted.map { $0 > 0 && $0.isFinite } ?? false
            let automatic = shown.map { SymmetricLogarithm.threshold(for: $0) } ?? 1
            let symmetric = SymmetricLogarithm(threshold: isUsable ? wanted ?? automatic : automatic)
            self.kind = .symmetricLogarithmic(threshold: symmetric.threshold)
            spread = .symmetric(symmetric)
            ends = shown.map { ScaleEnds.symmetric($0, symmetric, air: air) } ?? (0, 1)
        }
        (lower, upper) = ends
        places = ScalePlaces(self.kind, spread, from: lower, to: upper)
    }

    private static func shown(_ range: ClosedRange<Double>?, _ kind: ScaleKind) -> ClosedRange<Double>? {
        guard let range else { return nil }
        switch (kind.canShow(range.lowerBound), kind.canShow(range.upperBound)) {
        case (true, true): return range
        case (true, false): return range.lowerBound...range.lowerBound
        case (false, true): return range.upperBound...range.upperBound
        case (false, false): return nil
        }
    }

    /// Where a value lies: 0 at the beginning of the axis, 1 at its end, limited to that; `nil` for what the axis
    /// cannot show. A larger value never lies before a smaller one.
    public func fraction(of value: Double) -> Double? { places.fraction(of: value) }

    /// The value at a place, the inverse of ``fraction(of:)``: `lower` at 0 and `upper` at 1. Places outside are
    /// limited to that, and one that is not a number counts as 0.
    public func value(at fraction: Double) -> Double {
        guard fraction > 0 else { return lower }
        guard fraction < 1 else { return upper }
        let value =
            switch places.spread {
            // In two products, because the difference of the largest numbers has no finite value.
            case .even: lower * (1 - fraction) + upper * fraction
            case .logarithm, .symmetric: places.value(at: fraction)
            }
        return min(max(value, lower), upper)
    }
}

extension ScaleKind {
    /// How far the axis reaches to both sides of a value that is alone; `nil` for a tenth of the value. A tenth of a
    /// point in time would be years.
    fileprivate var loneHalf: Double? {
        if case .time = self { 30 } else { nil }
    }
}
