package import Foundation

/// Times as lavd writes them: `2026-11-26 11:30:38.473893`, by the clock of the machine, which it does not name.
package enum FolderTime {
    /// The text of a time.
    package static func text(of time: WallTime, in zone: TimeZone = .current) -> String {
        let milliseconds = time.millisecondsSince1970
        let fraction = ((milliseconds % 1_000) + 1_000) % 1_000
        return "\(seconds(of: time, in: zone)).\(padded(fraction, 3))000"
    }

    /// The text of a time, to the second.
    package static func seconds(of time: WallTime, in zone: TimeZone = .current) -> String {
        let parts = calendar(zone).dateComponents(
            [.year, .month, .day, .hour, .minute, .second],
            from: Date(timeIntervalSince1970: (Double(time.millisecondsSince1970) / 1_000).rounded(.down)))
        let date = "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
        return "\(date) \(padded(parts.hour, 2)):\(padded(parts.minute, 2)):\(padded(parts.second, 2))"
    }

    /// The time of a text, with a fraction or without; `nil` for anything else. What is below a millisecond is left out.
    package static func time(of text: some StringProtocol, in zone: TimeZone = .current) -> WallTime? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19, bytes.count <= 29, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        var milliseconds = 0
        if bytes.count > 19 {
            guard bytes[19] == UInt8(ascii: "."), bytes.count > 20, number(bytes[20...]) != nil else { return nil }
            let digits = (Array(bytes[20...]) + [0x30, 0x30]).prefix(3)
            milliseconds = number(digits) ?? 0
        }
        let parts = DateComponents(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        guard let date = calendar(zone).date(from: parts) else { return nil }
        return WallTime(millisecondsSince1970: Int64(date.timeIntervalSince1970) * 1_000 + Int64(milliseconds))
    }

    private static func calendar(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func padded(_ number: (some BinaryInteger)?, _ length: Int) -> String {
        let digits = number.map { String($0) } ?? "0"
        return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
}
