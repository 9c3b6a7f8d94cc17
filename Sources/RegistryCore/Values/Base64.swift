/// Base64 in its two spellings (RFC 4648): the standard one with padding, for JSON, and the one for URLs without.
enum Base64 {
    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let forURLs = Array(standard.dropLast(2)) + Array("-_".utf8)

    /// Text with `+`, `/` and padding.
    static func encode(_ bytes: [UInt8]) -> String {
        let digits = encode(bytes, alphabet: standard)
        return digits + String(repeating: "=", count: (4 - digits.utf8.count % 4) % 4)
    }

    /// Text with `-`, `_` and no padding.
    static func encodeForURL(_ bytes: [UInt8]) -> String { encode(bytes, alphabet: forURLs) }

    /// The bytes of text in either spelling; `nil` when it is not Base64 or its padding or last digit is wrong.
    static func decode(_ text: String) -> [UInt8]? {
        var digits = Array(text.utf8)
        if digits.last == UInt8(ascii: "=") {
            guard digits.count % 4 == 0 else { return nil }
            digits.removeLast()
            if digits.last == UInt8(ascii: "=") { digits.removeLast() }
        }
        var result: [UInt8] = []
        result.reserveCapacity(digits.count * 3 / 4)
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            pending = pending << 6 | value
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: pending >> bits))
            }
        }
        return bits < 6 && pending & (1 << bits - 1) == 0 ? result : nil
    }

    private static func encode(_ bytes: [UInt8], alphabet: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count * 4 + 2) / 3 + 2)
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                result.append(alphabet[Int(pending >> bits) & 63])
            }
        }
        if bits > 0 { result.append(alphabet[Int(pending << (6 - bits)) & 63]) }
        return String(decoding: result, as: UTF8.self)
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit) + 4
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
