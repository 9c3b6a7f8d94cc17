/// Why a run has no place on an axis of ``ParallelCoordinates``.
///
/// The cases stand in the order in which the chart names them.
public enum ParallelGap: Hashable, Sendable, CaseIterable {
    /// There is no value.
    case missing
    /// The value is NaN.
    case notANumber
    /// The value is positive infinity.
    case aboveEverything
    /// The value is negative infinity.
    case belowEverything
    /// The value is 0 or below on a logarithmic axis.
    case notPositive

    /// Why a value has no place on an axis of this kind; `nil` when it has one.
    init?(_ value: Double?, on kind: ScaleKind) {
        guard let value else {
            self = .missing
            return
        }
        if kind.canShow(value) { return nil }
        if value.isNaN {
            self = .notANumber
        } else if value.isFinite {
            self = .notPositive
        } else {
            self = value > 0 ? .aboveEverything : .belowEverything
        }
    }

    /// The same mark at the edge of a line chart; `nil` for a missing value, which has none there.
    var edge: SeriesTrace.Gap? {
        switch self {
        case .missing: nil
        case .notANumber: .notANumber
        case .aboveEverything: .aboveEverything
        case .belowEverything: .belowEverything
        case .notPositive: .notPositive
        }
    }

    /// What stands below an axis, after the number of runs.
    var name: String {
        switch self {
        case .missing: "missing"
        case .notANumber: "NaN"
        case .aboveEverything: "+∞"
        case .belowEverything: "−∞"
        case .notPositive: "not above 0"
        }
    }
}
