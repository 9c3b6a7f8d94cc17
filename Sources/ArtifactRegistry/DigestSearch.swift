import RegistryCore

/// Finds what may be a SHA-256 in values. Rather too much than too little: what is not found is deleted.
enum DigestSearch {
    private static let digitCount = 64
    /// A row of more digits is no name with a digest in it.
    private static let longestRow = 1_024

    /// Adds every row of 64 hexadecimal digits, in lower case, also those within longer rows: the code of a sign, as in
    /// `content%2F…`, may stand in front of a digest.
    static func add(digestsIn value: Value, to found: inout Set<String>) {
        switch value {
        case .string(let text): add(digestsIn: text.utf8, to: &found)
        case .array(let elements): for element in elements { add(digestsIn: element, to: &found) }
        case .document(let document):
            for (key, inner) in document {
                add(digestsIn: key.utf8, to: &found)
                add(digestsIn: inner, to: &found)
            }
        case .binary(let binary): add(digestsIn: binary.bytes, to: &found)
        default: break
        }
    }

    private static func add(digestsIn bytes: [UInt8], to found: inout Set<String>) {
        // Some write a digest as its 32 bytes.
        if bytes.count == digitCount / 2 {
            found.insert(bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
        }
        // What is in the trash is kept as the bytes of its record.
        if let record = try? Document(bson: bytes) {
            add(digestsIn: .document(record), to: &found)
        } else {
            add(digestsIn: bytes[...], to: &found)
        }
    }

    private static func add(digestsIn text: some Collection<UInt8>, to found: inout Set<String>) {
        guard text.count >= digitCount else { return }
        for row in text.split(whereSeparator: { !isDigit($0) }) where row.count >= digitCount {
            let digits = Array(row)
            guard digits.count <= longestRow else { continue }
            for start in 0...(digits.count - digitCount) {
                found.insert(String(decoding: digits[start..<(start + digitCount)], as: UTF8.self).lowercased())
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...102).contains(byte) || (65...70).contains(byte)
    }
}
