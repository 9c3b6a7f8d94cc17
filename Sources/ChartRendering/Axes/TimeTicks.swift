import Foundation
import RegistryCore

/// Ticks at round dates and times of a zone.
struct TimeTicks {
    let zone: TimeZone

    /// The beginnings of the years 1 and 10000, less and more by what a zone can differ from UTC.
    private static let years = (first: -62_135_596_800.0 + 86_400, end: 253_402_300_800.0 - 86_400)

    /// The ticks between two moments; `nil` when one is before year 1 or after year 9999.
    func ticks(_ lower: Double, _ upper: Double, atMost count: Int, isWhole: Bool) -> [Tick]? {
        guard lower >= TimeTicks.years.first, upper <= TimeTicks.years.end else { return nil }
        var finer: (step: TimeStep, values: [Double])?
        for step in steps(upper - lower, count, isWhole: isWhole) {
            let values = values(step, lower, upper)
            if values.count > count {
                finer = (step, values)
                continue
            }
            if values.isEmpty, let finer {
                // No round time of this step, too many of the one before: every second or third of those.
                let every = (finer.values.count + count - 1) / count
                let some = finer.values.enumerated().filter { $0.offset % every == 0 }.map(\.element)
                return TimeLabels(zone: zone, step: finer.step).ticks(some)
            }
            return TimeLabels(zone: zone, step: step).ticks(values)
        }
        return []
    }

    /// Steps that may do, from one that is too fine.
    private func steps(_ span: Double, _ count: Int, isWhole: Bool) -> [TimeStep] {
        let finest = span / Double(count) / 4
        var fractions: [TimeStep] = []
        var step = TickStep(atLeast: finest)
        while !isWhole, step.value < 1 {
            fractions.append(.fraction(step))
            step = step.next
        }
        let whole = TimeStep.wholeSeconds.filter { $0.length >= finest }
        return fractions + (whole.isEmpty ? TimeStep.wholeSeconds.suffix(1) : whole)
    }

    private func offset(_ seconds: Double) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
    }

    private func values(_ step: TimeStep, _ lower: Double, _ upper: Double) -> [Double] {
        switch step {
        case .fraction(let fraction): return fraction.multiples(from: lower, to: upper)
        case .seconds(let seconds) where seconds <= 3_600:
            // Counted on, so that an hour that comes twice when clocks are set back has its ticks twice.
            let ahead = Double(offset(lower))
            let size = Double(seconds)
            let first = ((lower + ahead) / size).rounded(.up)
            let last = ((upper + ahead) / size).rounded(.down)
            guard first <= last, last - first < 10_000 else { return [] }
            return (Int(first)...Int(last)).map { Double($0) * size - ahead }
        default: break
        }
        let first = LocalTime(lower, offset: offset(lower), decimals: 0).date
        let last = LocalTime(upper, offset: offset(upper), decimals: 0).date
        var values: [Double] = []
        for local in localSeconds(step, first, last) {
            let moment = moment(ofLocal: local)
            if moment >= lower, moment <= upper, moment > values.last ?? -.infinity { values.append(moment) }
        }
        return values
    }

    /// Seconds from 1970-01-01 00:00 on the zone's own clocks, from before the first date to after the last.
    private func localSeconds(_ step: TimeStep, _ first: CivilDate, _ last: CivilDate) -> [Int] {
        let days = first.daysSince1970 - 1...last.daysSince1970 + 1
        switch step {
        case .fraction: return []
        case .seconds(let seconds):
            let inDay = Array(stride(from: 0, to: 86_400, by: max(seconds, 1)))
            return days.flatMap { day in inDay.map { day * 86_400 + $0 } }
        case .days(let count):
            // 1970-01-05 was a Monday.
            let origin = count % 7 == 0 ? 4 : 0
            return days.filter { ($0 - origin) % count == 0 }.map { $0 * 86_400 }
        case .months(let count):
            let months = first.year * 12 + first.month - 2...last.year * 12 + last.month
            return months.filter { $0 % count == 0 }.map { month in
                let year = month.quotientDown(12)
                return CivilDate(year: year, month: month - year * 12 + 1, day: 1).daysSince1970 * 86_400
            }
        case .years(let count):
            return (first.year - 1...last.year + 1).filter { $0 % count == 0 }.map {
                CivilDate(year: $0, month: 1, day: 1).daysSince1970 * 86_400
            }
        }
    }

    /// The moment at which the zone's clocks show a time; just after the change for one that they skip.
    private func moment(ofLocal local: Int) -> Double {
        let guess = local - offset(Double(local))
        return Double(local - offset(Double(guess)))
    }
}
