import RegistryCore

/// Finds what may be a SHA-256 in values.
enum DigestSearch {
    private static let digitCount = 64

    /// Adds every row of exactly 64 hexadecimal digits, in lower case.
    static func add(digestsIn value: Value, to found: inout Set<String>) {
        switch value {
        case .string(let text): add(digestsIn: text, to: &found)
        case .array(let elements): for element in elements { add(digestsIn: element, to: &found) }
        case .document(let document):
            for (key, inner) in document {
                add(digestsIn: key, to: &found)
                add(digestsIn: inner, to: &found)
            }
        // Some write a digest as its 32 bytes.
        case .binary(let bytes) where bytes.bytes.count == digitCount / 2:
            found.insert(bytes.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
        default: break
        }
    }

    private static func add(digestsIn text: String, to found: inout Set<String>) {
        guard text.utf8.count >= digitCount else { return }
        for part in text.utf8.split(whereSeparator: { !isDigit($0) }) where part.count == digitCount {
            found.insert(String(Substring(part)).lowercased())
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...102).contains(byte) || (65...70).contains(byte)
    }
}
