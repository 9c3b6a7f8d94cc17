import RegistryCore

/// The wall times of events, which may be any double: NaN, negative, enormous.
enum EventTime {
    /// The last millisecond of the year 9999: what every calendar can still show.
    private static let latest = WallTime(millisecondsSince1970: 253_402_300_799_999)

    /// The time of a point or line: one that is none, or outside 1970 to 9999, is the nearest that can be shown.
    static func clamped(_ seconds: Double) -> WallTime {
        let time = WallTime(secondsSince1970: seconds)
        return min(max(time, WallTime(millisecondsSince1970: 0)), latest)
    }

    /// A time that a run may have begun or ended at; `nil` for what no clock shows.
    static func plausible(_ seconds: Double) -> WallTime? {
        let time = WallTime(secondsSince1970: seconds)
        return time > WallTime(millisecondsSince1970: 0) && time <= latest ? time : nil
    }
}
