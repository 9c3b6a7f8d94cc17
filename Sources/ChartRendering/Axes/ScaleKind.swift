public import Foundation

/// How values are spread along an axis.
public enum ScaleKind: Hashable, Sendable {
    /// Equal differences are equally far apart.
    case linear
    /// Equal ratios are equally far apart; only values above 0 can be shown.
    case logarithmic
    /// In proportion between −threshold and threshold, equal ratios equally far apart outside: shows values of many
    /// magnitudes together with zeros and negative ones. ``SymmetricLogarithm`` has the formula.
    ///
    /// `nil`, or a threshold that is not above 0, takes one from the range that is shown. One from the data itself is
    /// better: ``symmetricLogarithmic(fitting:)``.
    case symmetricLogarithmic(threshold: Double?)
    /// Seconds since the beginning of 1970 UTC, with dates and times of a zone at the ticks.
    case time(in: TimeZone)
    /// Seconds from a beginning, written as 30s, 1h30m or 2d.
    case duration

    /// Seconds since the beginning of 1970, with dates and times in UTC.
    public static let time = ScaleKind.time(in: .gmt)

    /// Symmetric-logarithmic with the threshold that ``SymmetricLogarithm/threshold(for:)`` finds for the data.
    public static func symmetricLogarithmic(fitting values: [Double]) -> ScaleKind {
        .symmetricLogarithmic(threshold: SymmetricLogarithm.threshold(for: values))
    }

    /// Whether a value has a place on such an axis. Nothing else decides that, and ``needsPositive``.
    func canShow(_ value: Double) -> Bool {
        value.isFinite && (!needsPositive || value > 0)
    }

    /// Whether its labels are the numbers themselves, not dates or hours and minutes.
    var writesNumbers: Bool {
        switch self {
        case .linear, .logarithmic, .symmetricLogarithmic: true
        case .time, .duration: false
        }
    }

    /// Whether only values above 0 have a place. For loops over many values, which ask once.
    var needsPositive: Bool {
        switch self {
        case .logarithmic: true
        case .linear, .symmetricLogarithmic, .time, .duration: false
        }
    }
}
