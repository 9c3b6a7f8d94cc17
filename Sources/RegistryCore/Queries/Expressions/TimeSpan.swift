/// A time as people write it: `90s`, `1h30m`, `1.5h`, `-7d`.
struct TimeSpan {
    /// How long it is; less than 0 with a minus sign in front.
    let milliseconds: Int64

    /// The longest that is read: 10,000 years.
    private static let longest = 10_000 * 366 * 86_400_000.0

    private static let units: [String: Double] = [
        "ms": 1, "s": 1_000, "sec": 1_000, "m": 60_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000,
        "w": 604_800_000,
        "y": 31_536_000_000,
    ]

    /// Reads numbers, each with a unit behind it: `ms`, `s`, `m` or `min`, `h`, `d`, `w`, and `y` for 365 days. `nil` for
    /// anything else.
    init?(_ text: String) {
        guard text.utf8.count <= 100 else { return nil }
        var rest = text[...]
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest = rest.dropFirst() }
        var sum = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(digits.count).drop { $0 == " " }
            let name = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(name.count).drop { $0 == " " }
            guard let number = Double(digits), let unit = Self.units[name.lowercased()] else { return nil }
            sum += number * unit
        }
        guard sum <= Self.longest else { return nil }
        milliseconds = Int64((isNegative ? -sum : sum).rounded())
    }

    /// The milliseconds that count as a number of seconds: those of the whole second when it is one. `nil` for a number that
    /// is none.
    static func range(ofSeconds seconds: Double) -> ClosedRange<Int64>? {
        guard seconds.magnitude <= longest / 1_000 else { return nil }
        let first = Int64((seconds * 1_000).rounded())
        return seconds == seconds.rounded() ? first...(first + 999) : first...first
    }
}
