/// Finds a text in others.
struct LineMatcher: Sendable {
    private let wanted: [UInt8]
    /// Letters of ASCII are the same in either case byte by byte; of others the whole line is lowered.
    private let isASCII: Bool

    init(_ text: String) {
        isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        wanted = isASCII ? text.utf8.map(Self.lowered) : Array(text.lowercased().utf8)
    }

    /// Whether a line has the text, in what of it is not for terminals.
    func isFound(in line: String) -> Bool {
        let shown = Self.isShownOtherwise(line) ? LogText.shown(line) : line
        let bytes = Array((isASCII ? shown : shown.lowercased()).utf8)
        guard let first = wanted.first else { return true }
        guard bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where Self.lowered(bytes[start]) == first {
            if wanted.indices.allSatisfy({ Self.lowered(bytes[start + $0]) == wanted[$0] }) { return true }
        }
        return false
    }

    /// Whether a page shows the line in another way than it was written: without its commands to a terminal, with what a
    /// line was written over with, and with spaces for tabs.
    private static func isShownOtherwise(_ line: String) -> Bool {
        line.utf8.contains { $0 == 0x1B || $0 == 0x0D || $0 == 0x09 }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }
}
