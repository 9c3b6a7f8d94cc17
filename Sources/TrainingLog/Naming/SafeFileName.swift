import RegistryCore

/// Names that people chose, made fit to be names of files.
///
/// Different names stay different: letters, digits, `-`, `_`, spaces and dots inside a name stay as they are, every
/// other byte becomes `%` and two hexadecimal digits. (On file systems that do not tell upper from lower case, names
/// that differ in nothing else still meet.)
enum SafeFileName {
    /// The longest result in bytes. File systems allow 255; what is put around the name has to fit as well.
    static let longestLength = 180

    private static let digestMark = "%~"

    /// Whether a file name says the whole name that it was made from.
    static func isTold(_ fileName: String) -> Bool { !fileName.contains(digestMark) }

    /// The file name for a name. It is never empty unless the name is, never `.` or `..`, and holds no separator.
    static func encode(_ name: String) -> String {
        let encoded = percentEncode(name)
        guard encoded.utf8.count > longestLength else { return encoded }
        // `~` is written as %7E everywhere else, so that no short name can look like this.
        return percentEncode(name, atMost: 100) + digestMark + SHA256.hexadecimalDigest(of: Array(name.utf8)).prefix(32)
    }

    /// The name that a file name was made from; `nil` when it was made from none, or from one too long to be told.
    static func decode(_ fileName: String) -> String? {
        var bytes: [UInt8] = []
        var rest = fileName.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard rest.count >= 2, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
                else { return nil }
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        guard let name = String(validating: bytes, as: UTF8.self), encode(name) == fileName else { return nil }
        return name
    }

    private static func percentEncode(_ name: String, atMost length: Int = .max) -> String {
        var result = ""
        for byte in name.utf8 {
            guard result.utf8.count + 3 <= length else { break }
            if isPlain(byte) || (!result.isEmpty && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: " "))) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
