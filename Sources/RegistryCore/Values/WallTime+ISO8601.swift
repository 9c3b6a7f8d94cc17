extension WallTime: CustomStringConvertible {
    /// `2026-01-31T23:59:59.123Z` for the years 0000 to 9999; outside them the milliseconds as a number.
    public var description: String { iso8601 ?? "\(millisecondsSince1970)" }

    /// `2026-01-31T23:59:59.123Z`, always UTC and with milliseconds; `nil` outside the years 0000 to 9999.
    public var iso8601: String? {
        guard hasISO8601 else { return nil }
        return String(unsafeUninitializedCapacity: Self.iso8601Length) { writeISO8601(into: $0) }
    }

    /// Whether ``iso8601`` is not `nil`.
    var hasISO8601: Bool { Self.yearsOfFourDigits.contains(millisecondsSince1970) }

    /// How many bytes ``iso8601`` has.
    static let iso8601Length = 24

    /// Writes ``iso8601``, which must not be `nil`, and gives its length; 0 when there is no room for it.
    func writeISO8601(into target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        guard target.count >= Self.iso8601Length else { return 0 }
        let days = Int(millisecondsSince1970).quotientDown(86_400_000)
        let timeOfDay = Int(millisecondsSince1970) - days * 86_400_000
        let date = CivilDate(daysSince1970: days)
        var end = 0
        func write(_ number: Int, _ width: Int, _ mark: Unicode.Scalar) {
            var rest = number
            for index in stride(from: end + width - 1, through: end, by: -1) {
                target[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            target[end + width] = UInt8(ascii: mark)
            end += width + 1
        }
        write(date.year, 4, "-")
        write(date.month, 2, "-")
        write(date.day, 2, "T")
        write(timeOfDay / 3_600_000, 2, ":")
        write(timeOfDay / 60_000 % 60, 2, ":")
        write(timeOfDay / 1_000 % 60, 2, ".")
        write(timeOfDay % 1_000, 3, "Z")
        return end
    }

    /// Reads `2026-01-31`, `2026-01-31T23:59`, with optional seconds and fraction, and `Z` or an offset such as `+02:00`.
    ///
    /// Without an offset the moment is UTC. Digits of the fraction beyond the millisecond are cut. `nil` for anything
    /// else, an impossible date included.
    public init?(iso8601 text: String) {
        var scanner = DigitScanner(text)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
            let day = scanner.digits(2), (1...12).contains(month), day >= 1,
            day <= Int64(CivilDate.days(inMonth: Int(month), of: Int(year)))
        else { return nil }
        let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
        var milliseconds = Int64(date.daysSince1970) * 86_400_000
        if scanner.isAtEnd {
            self.init(millisecondsSince1970: milliseconds)
            return
        }
        guard scanner.skip("T") || scanner.skip("t") || scanner.skip(" "), let hour = scanner.digits(2), hour < 24,
            scanner.skip(":"), let minute = scanner.digits(2), minute < 60
        else { return nil }
        milliseconds += hour * 3_600_000 + minute * 60_000
        if scanner.skip(":") {
            guard let second = scanner.digits(2), second < 60 else { return nil }
            milliseconds += second * 1_000
            if scanner.skip(".") {
                guard let fraction = scanner.fractionInMilliseconds() else { return nil }
                milliseconds += fraction
            }
        }
        if !scanner.skip("Z"), !scanner.skip("z"), !scanner.isAtEnd {
            let isEast = scanner.skip("+")
            guard isEast || scanner.skip("-"), let hours = scanner.digits(2), hours < 24 else { return nil }
            _ = scanner.skip(":")
            guard let minutes = scanner.digits(2), minutes < 60 else { return nil }
            let offset = hours * 3_600_000 + minutes * 60_000
            milliseconds += isEast ? -offset : offset
        }
        guard scanner.isAtEnd else { return nil }
        self.init(millisecondsSince1970: milliseconds)
    }

    /// From the beginning of the year 0000 to the end of 9999.
    private static let yearsOfFourDigits: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999
}

/// Walks over the ASCII digits and marks of a date.
private struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest.removeFirst()
        return true
    }

    mutating func digits(_ count: Int) -> Int64? {
        let taken = rest.prefix(count)
        guard taken.count == count, taken.allSatisfy({ (48...57).contains($0) }) else { return nil }
        rest.removeFirst(count)
        return taken.reduce(0) { $0 * 10 + Int64($1 - 48) }
    }

    mutating func fractionInMilliseconds() -> Int64? {
        let digits = rest.prefix { (48...57).contains($0) }
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        rest.removeFirst(digits.count)
        var thousandths: Int64 = 0
        var weight: Int64 = 100
        for digit in digits.prefix(3) {
            thousandths += Int64(digit - 48) * weight
            weight /= 10
        }
        return thousandths
    }
}
