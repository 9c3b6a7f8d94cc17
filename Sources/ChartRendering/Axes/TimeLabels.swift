import Foundation
import RegistryCore

/// Dates and times as short as they can be read: a date stands where it changes, a year where it changes, and both at
/// the first tick when they change nowhere.
struct TimeLabels {
    let zone: TimeZone
    let step: TimeStep

    func ticks(_ values: [Double]) -> [Tick] {
        let offsets = values.map { zone.secondsFromGMT(for: Date(timeIntervalSince1970: $0)) }
        let times = zip(values, offsets).map { LocalTime($0, offset: $1, decimals: step.decimals) }
        var texts: [String]
        switch step {
        case .years: texts = times.map { String($0.date.year) }
        case .months: texts = dates(times) { $0.monthName }
        case .days: texts = dates(times) { $0.monthAndDay }
        case .seconds(let seconds): texts = clocks(times, withSeconds: seconds < 60)
        case .fraction: texts = clocks(times, withSeconds: true)
        }
        // An hour that comes twice when clocks are set back.
        for index in texts.indices.dropFirst()
        where texts[..<index].contains(texts[index]) && offsets[index] != offsets[index - 1] {
            let earlier = texts[..<index].lastIndex(of: texts[index]) ?? index
            if times[earlier].date == times[index].date { texts[index] += " " + LocalTime.offsetText(offsets[index]) }
        }
        return zip(values, texts).map { Tick(value: $0, label: $1) }
    }

    private func dates(_ times: [LocalTime], _ text: (CivilDate) -> String) -> [String] {
        let places = changes(times.map(\.date.year))
        return times.enumerated().map { index, time in
            text(time.date) + (places.contains(index) ? " \(time.date.year)" : "")
        }
    }

    private func clocks(_ times: [LocalTime], withSeconds: Bool) -> [String] {
        var places = changes(times.map(\.date))
        if times.first?.isMidnight == true { places.insert(0) }
        var year: Int?
        return times.enumerated().map { index, time in
            guard places.contains(index) else { return time.clock(withSeconds: withSeconds) }
            var text = time.date.monthAndDay
            if time.date.year != year { text += " \(time.date.year)" }
            year = time.date.year
            // The date alone says midnight among hours and minutes.
            return time.isMidnight && !withSeconds ? text : text + " " + time.clock(withSeconds: withSeconds)
        }
    }

    /// Where something differs from the tick before; the first tick when that is nowhere.
    private func changes<Part: Equatable>(_ parts: [Part]) -> Set<Int> {
        let changed = parts.indices.dropFirst().filter { parts[$0] != parts[$0 - 1] }
        return Set(changed.isEmpty ? [0] : changed)
    }
}
