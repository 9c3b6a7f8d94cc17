/// The distance between ticks on an axis of time, in the units of clocks and calendars.
enum TimeStep: Hashable, Sendable {
    /// Less than a second.
    case fraction(TickStep)
    /// Seconds to half days.
    case seconds(Int)
    /// Days. Seven and fourteen begin on Mondays.
    case days(Int)
    case months(Int)
    case years(Int)

    /// From a second to five thousand years.
    static let wholeSeconds: [TimeStep] =
        clock.map(TimeStep.seconds) + [1, 2, 3, 7, 14].map(TimeStep.days) + [1, 2, 3, 6].map(TimeStep.months)
        + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].map(TimeStep.years)

    /// Seconds of the round parts of a day.
    static let clock: [Int] =
        [1, 2, 5, 10, 15, 30] + [1, 2, 5, 10, 15, 30].map { $0 * 60 } + [1, 2, 3, 6, 12].map { $0 * 3_600 }

    /// About how many seconds.
    var length: Double {
        switch self {
        case .fraction(let step): step.value
        case .seconds(let count): Double(count)
        case .days(let count): Double(count) * 86_400
        case .months(let count): Double(count) * 2_629_746
        case .years(let count): Double(count) * 31_556_952
        }
    }

    /// Decimals of a second that tell the ticks apart.
    var decimals: Int {
        if case .fraction(let step) = self { min(max(-step.exponent, 0), 6) } else { 0 }
    }
}
