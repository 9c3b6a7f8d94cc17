import BSONCoding

/// Percent-encoding as signatures count on it: everything but letters, digits and `-._~` (RFC 3986's unreserved).
package enum PercentEncoding {
    /// A text encoded; with `keepsSlash` for a path.
    package static func encode(_ text: String, keepsSlash: Bool = false) -> String {
        if text.utf8.allSatisfy({ isPlain($0, keepsSlash) }) { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 2)
        for byte in text.utf8 {
            if isPlain(byte, keepsSlash) {
                bytes.append(byte)
            } else {
                bytes += [
                    UInt8(ascii: "%"), Hexadecimal.character(of: byte >> 4, uppercase: true),
                    Hexadecimal.character(of: byte & 15, uppercase: true),
                ]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A text decoded, `+` as a space as S3 means it in lists; `nil` when it is not UTF-8 then, or breaks off in a `%`.
    static func decode(_ text: String, plusIsSpace: Bool = true) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(32)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(Hexadecimal.value),
                    let low = rest.popFirst().flatMap(Hexadecimal.value)
                else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8, _ keepsSlash: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        case UInt8(ascii: "/"): keepsSlash
        default: false
        }
    }
}
