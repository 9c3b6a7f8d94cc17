import Foundation

/// The range of values an axis must show, and how many values it cannot.
struct ValueTally: Hashable, Sendable {
    let kind: ScaleKind
    /// From the smallest to the largest value the axis can show; `nil` when there is none.
    private(set) var range: ClosedRange<Double>?
    private(set) var count = 0
    private(set) var nonFiniteCount = 0
    /// Finite values that the axis cannot show.
    private(set) var notPositiveCount = 0

    init(_ kind: ScaleKind) { self.kind = kind }

    /// Counts a value and reaches for it.
    /// - Returns: Whether the axis can show it.
    @discardableResult
    mutating func add(_ value: Double) -> Bool {
        count += 1
        guard value.isFinite else {
            nonFiniteCount += 1
            return false
        }
        guard kind.canShow(value) else {
            notPositiveCount += 1
            return false
        }
        reach(value)
        return true
    }

    /// Makes the range reach a place that is no value, such as the end of an error bar. Nothing happens where the axis
    /// has no such place.
    mutating func reach(_ value: Double) {
        guard kind.canShow(value) else { return }
        guard let known = range else {
            range = value...value
            return
        }
        if value < known.lowerBound { range = value...known.upperBound }
        if value > known.upperBound { range = known.lowerBound...value }
    }

    /// What could not be drawn, for the note.
    var exceptions: [String?] {
        [CountedNoun.some(nonFiniteCount, "not finite"), CountedNoun.some(notPositiveCount, "not above 0")]
    }

    /// Why the plot is empty; `nil` when it is not.
    var emptyMessage: String? {
        if range != nil { return nil }
        if count == 0 { return "No data" }
        return notPositiveCount > 0 ? "No values above 0" : "No finite values"
    }

    /// The range of an axis that bars stand on.
    ///
    /// It includes 0 where the axis has a 0. On a logarithmic axis, which has none, it begins at a power of ten well
    /// below the smallest value, so that the smallest bar has a height.
    var rangeWithBase: ClosedRange<Double>? {
        guard let range else { return nil }
        if kind.canShow(0) { return min(range.lowerBound, 0)...max(range.upperBound, 0) }
        return ValueTally.powerOfTen(below: range.lowerBound)...range.upperBound
    }

    /// The largest power of ten that is clearly below a positive number, or the number itself where there is none.
    private static func powerOfTen(below value: Double) -> Double {
        let power = TickStep.power(Int(log10(max(value * 0.7, .leastNonzeroMagnitude)).rounded(.down)))
        return power > 0 ? min(power, value) : value
    }
}
