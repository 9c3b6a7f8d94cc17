import RegistryCore

/// Numbers and texts as trackers write them.
enum SourceNumber {
    /// A value as a metric's number: numbers and truth values, and the texts that stand for NaN and the infinities.
    static func number(_ value: Value) -> Double? {
        switch value {
        case .int(let number): Double(number)
        case .double(let number): number
        case .bool(let flag): flag ? 1 : 0
        case .string("NaN"), .string("nan"): .nan
        case .string("Infinity"), .string("inf"): .infinity
        case .string("-Infinity"), .string("-inf"): -.infinity
        default: nil
        }
    }

    /// A whole number; a fraction is none.
    static func whole(_ value: Value?) -> Int64? {
        switch value {
        case .int(let number): number
        case .double(let number): Int64(exactly: number)
        default: nil
        }
    }

    /// A text that says a number as a program would write it again, or a truth value, as what it says; any other text as text.
    static func value(ofText text: String) -> Value {
        switch text {
        case "True", "true": return .bool(true)
        case "False", "false": return .bool(false)
        default: break
        }
        guard let first = text.utf8.first, text.utf8.count <= 32,
            first == UInt8(ascii: "-") || (48...57).contains(first)
        else { return .string(text) }
        if let whole = Int64(text), "\(whole)" == text { return .int(whole) }
        if let number = Double(text), "\(number)" == text { return .double(number) }
        return .string(text)
    }

    /// A time as trackers write it: ISO 8601, or seconds or milliseconds since 1970; `nil` for what no clock shows.
    static func time(_ value: Value?) -> WallTime? {
        switch value {
        case .string(let text): WallTime(iso8601: text) ?? Double(text).flatMap { time(number: $0) }
        case .int(let number): time(number: Double(number))
        case .double(let number): time(number: number)
        case .date(let date): time(milliseconds: date.millisecondsSince1970)
        default: nil
        }
    }

    /// The time that a field says which is called like one and may be something else: below 100,000,000 (in 1973), a number is seconds that
    /// something took rather than a clock's.
    static func clock(_ value: Value?) -> WallTime? {
        let isNumber =
            switch value {
            case .string(let text): Double(text).map { $0.magnitude < 1e8 } ?? false
            case .int(let number): number.magnitude < 100_000_000
            case .double(let number): !(number.magnitude >= 1e8)
            default: false
            }
        return isNumber ? nil : time(value)
    }

    private static func time(number: Double) -> WallTime? {
        // From the year 5138 on seconds are milliseconds.
        EventTime.plausible(number.magnitude >= 1e11 ? number / 1_000 : number)
    }

    /// Milliseconds since 1970; `nil` for what no clock shows.
    static func time(milliseconds: Int64) -> WallTime? { EventTime.plausible(Double(milliseconds) / 1_000) }
}
