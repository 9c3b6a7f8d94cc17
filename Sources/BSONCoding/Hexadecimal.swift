/// Hexadecimal digits as text has them, read and written.
package enum Hexadecimal {
    /// The value of a digit, upper or lower case; `nil` for any other character.
    package static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Whether text is so many digits, all of them lower-case.
    package static func isText(_ text: some Collection<UInt8>, ofDigits count: Int) -> Bool {
        text.count == count && text.allSatisfy { value(of: $0) != nil && !(65...70).contains($0) }
    }

    /// The number that digits stand for; `nil` when one of them is none, when there is none, and when they are more than
    /// the number can hold.
    package static func number<Number: FixedWidthInteger & UnsignedInteger>(
        of digits: some Collection<UInt8>, as type: Number.Type = Number.self
    ) -> Number? {
        guard !digits.isEmpty, digits.count <= Number.bitWidth / 4 else { return nil }
        var number: Number = 0
        for character in digits {
            guard let digit = value(of: character) else { return nil }
            number = number << 4 | Number(digit)
        }
        return number
    }

    /// The digit of a value below 16.
    package static func character(of digit: UInt8, uppercase: Bool = false) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: uppercase ? "A" : "a") + digit - 10
    }

    /// Two lower-case digits for each byte.
    package static func text(ofBytes bytes: some Sequence<UInt8>) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * bytes.underestimatedCount)
        for byte in bytes {
            digits.append(character(of: byte >> 4))
            digits.append(character(of: byte & 15))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// All digits of a number, leading zeros included: two for a byte, 16 for 64 bits.
    package static func text(of number: some FixedWidthInteger & UnsignedInteger, uppercase: Bool = false) -> String {
        let digits = String(number, radix: 16, uppercase: uppercase)
        return String(repeating: "0", count: type(of: number).bitWidth / 4 - digits.utf8.count) + digits
    }
}
