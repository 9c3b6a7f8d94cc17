/// Finds a text in others.
struct LineMatcher: Sendable {
    private let wanted: [UInt8]

    init(_ text: String) { wanted = text.utf8.map(Self.lowered) }

    /// Whether a line has the text, in what of it is not for terminals.
    func isFound(in line: String) -> Bool {
        let bytes = Array((line.utf8.contains(0x1B) ? LogText.shown(line) : line).utf8)
        guard let first = wanted.first else { return true }
        guard bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where Self.lowered(bytes[start]) == first {
            if wanted.indices.allSatisfy({ Self.lowered(bytes[start + $0]) == wanted[$0] }) { return true }
        }
        return false
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }
}
