import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct TimeTicksTests {
    /// Seconds since 1970 of a date and time in UTC.
    private static func moment(
        _ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Double = 0
    ) -> Double {
        Double(CivilDate(year: year, month: month, day: day).daysSince1970) * 86_400
            + Double(hour * 3_600 + minute * 60) + second
    }

    private func labels(_ from: Double, _ to: Double, count: Int = 6, in zone: TimeZone = .gmt) -> [String] {
        TickPlan(Scale(.time(in: zone), showing: from...to), atMost: count).ticks.map(\.label)
    }

    @Test func `dates are those of Foundation's calendar`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for days in stride(from: -140_000, to: 2_000_000, by: 397) {
            let date = CivilDate(daysSince1970: days)
            #expect(date.daysSince1970 == days)
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(days) * 86_400))
            #expect(parts.year == date.year && parts.month == date.month && parts.day == date.day)
        }
        for year in [-400, -1, 0, 1, 1_600, 1_900, 2_000, 2_024] {
            for month in 1...12 {
                let date = CivilDate(year: year, month: month, day: 28)
                #expect(CivilDate(daysSince1970: date.daysSince1970) == date)
            }
        }
    }

    @Test func `a date stands where it changes, or at the first tick`() {
        #expect(
            labels(Self.moment(2026, 11, 25, 9, 58), Self.moment(2026, 11, 25, 10, 31))
                == ["Nov 25 2026 10:00", "10:10", "10:20", "10:30"])
        #expect(
            labels(Self.moment(2026, 11, 25, 20), Self.moment(2026, 11, 26, 5))
                == ["20:00", "22:00", "Nov 26 2026", "02:00", "04:00"])
        #expect(
            labels(Self.moment(2026, 12, 30, 1), Self.moment(2027, 1, 1, 13))
                == ["12:00", "Dec 31 2026", "12:00", "Jan 1 2027", "12:00"])
        #expect(
            labels(Self.moment(2026, 11, 25, 9, 58, 50), Self.moment(2026, 11, 25, 9, 59, 11), count: 5)
                == ["Nov 25 2026 09:58:50", "09:58:55", "09:59:00", "09:59:05", "09:59:10"])
    }

    @Test func `days, weeks, months and years begin where calendars have them`() {
        #expect(
            labels(Self.moment(2026, 12, 29, 12), Self.moment(2027, 1, 2, 12))
                == ["Dec 30", "Dec 31", "Jan 1 2027", "Jan 2"])
        // Mondays.
        #expect(
            labels(Self.moment(2026, 11, 1), Self.moment(2026, 11, 29))
                == ["Nov 2 2026", "Nov 9", "Nov 16", "Nov 23"])
        #expect(
            labels(Self.moment(2026, 9, 15), Self.moment(2027, 3, 15), count: 6)
                == ["Oct", "Nov", "Dec", "Jan 2027", "Feb", "Mar"])
        #expect(
            labels(Self.moment(2019, 5, 5), Self.moment(2026, 5, 5), count: 7)
                == ["2020", "2021", "2022", "2023", "2024", "2025", "2026"])
        #expect(labels(Self.moment(100, 1, 1), Self.moment(9_900, 1, 1), count: 5) == ["2000", "4000", "6000", "8000"])
    }

    @Test func `parts of a second are shown with the time`() {
        let start = Self.moment(2026, 11, 25, 9, 59, 59.5)
        #expect(
            labels(start, start + 1, count: 6)
                == ["Nov 25 2026 09:59:59.6", "09:59:59.8", "10:00:00.0", "10:00:00.2", "10:00:00.4"])
    }

    @Test func `a zone's clocks are shown, also when they are set back or forward`() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        // Set back from 03:00 to 02:00 at 01:00 UTC.
        #expect(
            labels(Self.moment(2026, 10, 24, 23), Self.moment(2026, 10, 25, 3), in: berlin)
                == ["Oct 25 2026 01:00", "02:00", "02:00 +01:00", "03:00", "04:00"])
        // Set forward from 02:00 to 03:00 at 01:00 UTC.
        #expect(
            labels(Self.moment(2026, 3, 28, 21), Self.moment(2026, 3, 29, 7), in: berlin)
                == ["22:00", "Mar 29 2026", "03:00", "04:00", "06:00", "08:00"])
        let kathmandu = try #require(TimeZone(secondsFromGMT: 20_700))
        let plan = TickPlan(
            Scale(.time(in: kathmandu), showing: Self.moment(2026, 1, 1, 20)...Self.moment(2026, 1, 2, 20)), atMost: 5)
        #expect(plan.ticks.map(\.label) == ["06:00", "12:00", "18:00", "Jan 3 2026"])
        #expect(plan.ticks.contains { $0.label == "06:00" && $0.value == Self.moment(2026, 1, 2, 0, 15) })
    }

    @Test func `ticks of random times are few, rising, inside and told apart on their day`() {
        let seed: UInt64 = 83
        var generator = SeededGenerator(seed: seed)
        let zones = ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "GMT"].compactMap(
            TimeZone.init(identifier:))
        for round in 0..<600 {
            let span = pow(10, Double.random(in: -3...10.9, using: &generator))
            let start = Double.random(in: -2e9...4e9, using: &generator)
            let zone = zones[round % zones.count]
            let scale = Scale(.time(in: zone), showing: start...(start + span))
            let count = Int.random(in: 2...15, using: &generator)
            let ticks = TickPlan(scale, atMost: count, isWhole: round % 3 == 0 && span > 10).ticks
            let comment: Comment = "seed \(seed), round \(round): \(start), \(span), \(zone), \(ticks.map(\.label))"
            #expect((1...count).contains(ticks.count), comment)
            #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value }, comment)
            #expect(ticks.allSatisfy { $0.value >= scale.lower - 1e-6 && $0.value <= scale.upper + 1e-6 }, comment)
            // Between two dates no label comes twice.
            var seen: Set<String> = []
            for tick in ticks {
                if tick.label.contains(where: \.isLetter) { seen = [] }
                #expect(seen.insert(tick.label).inserted, comment)
            }
            // Some label has the year.
            #expect(ticks.contains { $0.label.contains(/\d{4}/) }, comment)
        }
    }

    @Test func `times that no calendar has are plain seconds`() {
        #expect(labels(-1e308, 1e308).contains("0"))
        #expect(labels(0, 1e15, count: 6) == ["0", "2e14", "4e14", "6e14", "8e14", "1e15"])
    }

    @Test func `a single moment stands in the middle of a minute`() {
        let single = Scale(.time, showing: 1_750_000_000...1_750_000_000)
        #expect(single.upper - single.lower == 60)
        #expect(TickPlan(single, atMost: 4).ticks.count >= 2)
    }
}
