import Foundation
import RegistryCore

/// What calendar and clock of a zone show at a moment.
struct LocalTime: Hashable, Sendable {
    let date: CivilDate
    /// Parts of a second since midnight, as many a second as ten to the power of `decimals`.
    private let partOfDay: Int
    private let decimals: Int

    /// - Parameters:
    ///   - seconds: Since 1970 UTC, within the years 0 to 10000.
    ///   - offset: How many seconds the zone is ahead of UTC then.
    init(_ seconds: Double, offset: Int, decimals: Int) {
        let parts = (0..<decimals).reduce(1) { result, _ in result * 10 }
        let total = Int(((seconds + Double(offset)) * Double(parts)).rounded())
        let days = total.quotientDown(86_400 * parts)
        date = CivilDate(daysSince1970: days)
        partOfDay = total - days * 86_400 * parts
        self.decimals = decimals
    }

    var isMidnight: Bool { partOfDay == 0 }

    /// "09:05", with seconds "09:05:30" or "09:05:30.25".
    func clock(withSeconds: Bool) -> String {
        let parts = (0..<decimals).reduce(1) { result, _ in result * 10 }
        let second = partOfDay / parts
        var text = LocalTime.padded(second / 3_600, 2) + ":" + LocalTime.padded(second / 60 % 60, 2)
        if withSeconds { text += ":" + LocalTime.padded(second % 60, 2) }
        if decimals > 0 { text += "." + LocalTime.padded(partOfDay % parts, decimals) }
        return text
    }

    /// A distance from UTC as "+02:00".
    static func offsetText(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        return (seconds < 0 ? "−" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
