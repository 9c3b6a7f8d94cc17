import RegistryCore

/// What a text without quotes stands for in a file of settings.
///
/// The words are those of YAML 1.2's core schema (its specification, 10.3.2), and `yes`, `no`, `on` and `off`, which the Python
/// programs whose files are read here take for truth values. Colons, underscores and leading zeros make no other number: `1:30` is
/// a text, `010` is ten.
enum PlainScalar {
    /// The value: null, a truth value, a number, or the text itself. A whole number beyond 64 bits is a decimal one.
    static func value(of text: String) -> Value {
        if let word = words[text] { return word }
        if let number = whole(text) { return .int(number) }
        if let number = decimal(text) { return .double(number) }
        return .string(text)
    }

    private static let words: [String: Value] = {
        var words: [String: Value] = ["": .null, "~": .null]
        for (word, value) in [
            ("null", Value.null), ("true", true), ("yes", true), ("on", true), ("false", false), ("no", false),
            ("off", false), (".nan", .double(.nan)), (".inf", .double(.infinity)), ("+.inf", .double(.infinity)),
            ("-.inf", .double(-.infinity)),
        ] {
            let letters = word.drop { !$0.isLetter }
            let signs = word.prefix(word.count - letters.count)
            words[word] = value
            words[signs + letters.uppercased()] = value
            words[signs + letters.prefix(1).uppercased() + letters.dropFirst()] = value
        }
        words[".NaN"] = .double(.nan)
        return words
    }()

    private static func whole(_ text: String) -> Int64? {
        for (prefix, radix) in [("0x", 16), ("0o", 8)] where text.hasPrefix(prefix) {
            let digits = text.dropFirst(2)
            // Int64 would take a sign here.
            guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else { return nil }
            return Int64(digits, radix: radix)
        }
        return Int64(text)
    }

    /// Digits with one point or an exponent: what else `Double` reads (`0x1p3`, `inf`) is text.
    private static func decimal(_ text: String) -> Double? {
        var hasDigit = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
            case UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"): break
            // An exponent has a number before it.
            case UInt8(ascii: "e"), UInt8(ascii: "E"): guard hasDigit else { return nil }
            default: return nil
            }
        }
        guard hasDigit else { return nil }
        return Double(text)
    }
}
