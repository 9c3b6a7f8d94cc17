import BSONCoding
import Foundation
package import RegistryCore

/// Values as people read them in a table.
package enum CellText {
    /// The digits that matter of a number: 6.
    private static let digits = 6

    /// A value in little room.
    package static func short(_ value: Value?) -> String {
        switch value {
        case nil, .null: "–"
        case .bool(let value): value ? "yes" : "no"
        case .int(let value): grouped(value)
        case .double(let value): number(value)
        case .string(let value): VisibleText.short(oneLine(value))
        case .date(let value): moment(value)
        case .binary(let value): byteCount(Int64(value.bytes.count))
        case .objectID(let value): value.description
        case .array(let value): "\(grouped(Int64(value.count))) values"
        case .document(let value): "\(grouped(Int64(value.count))) fields"
        }
    }

    /// The beginning of a text with its line ends as signs: notes have many, and a cell has one line.
    private static func oneLine(_ text: String) -> String {
        guard text.contains(where: \.isNewline) else { return text }
        return text.prefix(VisibleText.shortLength + 1).split(
            omittingEmptySubsequences: true, whereSeparator: \.isNewline
        )
        .joined(separator: " ↵ ")
    }

    /// The text in full, its line ends as they are.
    private static func lines(_ text: String) -> String {
        guard text.contains(where: \.isNewline) else { return VisibleText.full(text) }
        let part = text.unicodeScalars.prefix(VisibleText.fullLength)
        let isCut = part.endIndex < text.unicodeScalars.endIndex
        return VisibleText.lines(String(String.UnicodeScalarView(part))) + (isCut ? "…" : "")
    }

    /// The value in full.
    static func full(_ value: Value?) -> String {
        switch value {
        case nil: ""
        case .string(let text): lines(text)
        case .double(let number): "\(number)"
        case .date(let time): time.description
        case .objectID(let id): id.description
        case let value?: VisibleText.full(String(value.json().prefix(1_000)))
        }
    }

    /// A whole number with its thousands apart, from five digits on.
    static func grouped(_ number: Int64) -> String {
        let digits = Array(String(number.magnitude).utf8)
        let sign = number < 0 ? "−" : ""
        guard digits.count > 4 else { return sign + String(decoding: digits, as: UTF8.self) }
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result += "," }
            result.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return sign + result
    }

    /// A number with the digits that matter.
    static func number(_ number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "−∞" : "∞" }
        if number == number.rounded(), number.magnitude < 1e15 { return grouped(Int64(number)) }
        return String(format: "%.\(digits)g", number).replacingMinus
    }

    /// A number of bytes in the largest unit that fits, of 1,000.
    static func bytes(_ count: Int64) -> String {
        var size = Double(count)
        var units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"][...]
        while size.magnitude >= 1_000, units.count > 1 {
            size /= 1_000
            units = units.dropFirst()
        }
        let unit = units.first ?? ""
        return unit == "bytes" ? byteCount(count) : String(format: "%.3g", size).replacingMinus + " \(unit)"
    }

    /// A number of bytes, exactly.
    static func byteCount(_ count: Int64) -> String { "\(grouped(count)) byte\(count == 1 ? "" : "s")" }

    /// The time between two moments, in its two largest units; less than a second in milliseconds.
    static func duration(from start: WallTime, to end: WallTime) -> String {
        let (difference, overflow) = end.millisecondsSince1970.subtractingReportingOverflow(start.millisecondsSince1970)
        guard !overflow, difference >= 0 else { return "–" }
        let seconds = difference / 1_000
        switch seconds {
        case 0: return "\(difference) ms"
        case ..<60: return "\(seconds) s"
        case ..<3_600: return "\(seconds / 60) min \(seconds % 60) s"
        case ..<86_400: return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
        default: return "\(grouped(seconds / 86_400)) d \(seconds % 86_400 / 3_600) h"
        }
    }

    /// A moment to the second, in UTC.
    static func moment(_ time: WallTime) -> String {
        guard let text = time.iso8601 else { return time.description }
        return text.prefix(19).replacingT
    }
}

extension StringProtocol {
    /// With a real minus sign.
    fileprivate var replacingMinus: String { String(map { $0 == "-" ? "−" : $0 }) }
    /// With a space between date and time.
    fileprivate var replacingT: String { String(map { $0 == "T" ? " " : $0 }) }
}
