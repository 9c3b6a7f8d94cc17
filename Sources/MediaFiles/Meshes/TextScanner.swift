/// Walks through bytes of text, word by word and line by line.
struct TextScanner {
    private let bytes: [UInt8]
    /// Where it stands, in bytes from the start.
    private(set) var offset: Int
    /// The line in which it stands, from 1.
    private(set) var line: Int

    init(_ bytes: [UInt8], at offset: Int = 0, line: Int = 1) {
        self.bytes = bytes
        self.offset = offset
        self.line = line
    }

    /// The next word of this line; `nil` at its end.
    mutating func wordInLine() -> ArraySlice<UInt8>? {
        while offset < bytes.count, TextScanner.isBlank(bytes[offset]) { offset += 1 }
        let start = offset
        while offset < bytes.count, !TextScanner.isBlank(bytes[offset]), bytes[offset] != 0x0A { offset += 1 }
        return offset > start ? bytes[start..<offset] : nil
    }

    /// Goes to the next word, in this line or a later one, or to the end.
    mutating func skipBlanks() {
        while offset < bytes.count, TextScanner.isBlank(bytes[offset]) || bytes[offset] == 0x0A {
            if bytes[offset] == 0x0A { line += 1 }
            offset += 1
        }
    }

    /// Goes to the beginning of the next line; false when there is none.
    mutating func nextLine() -> Bool {
        while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
        guard offset < bytes.count else { return false }
        offset += 1
        line += 1
        return true
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
