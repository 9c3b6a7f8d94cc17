import RegistryCore

/// The lines of text of some entries, in their order.
struct LogLines {
    /// What is to be appended. Parts of one entry share its sequence number.
    private(set) var lines: [LogLine] = []

    init(of entries: [LogEntry]) {
        for entry in entries {
            let text: String
            let level: LogLevel
            switch entry.content {
            case .line(let line, let lineLevel):
                text = line
                level = lineLevel
            case .message(let message):
                text = message.line.text
                level = message.line.level
            default: continue
            }
            for part in Self.parts(of: text) {
                lines.append(LogLine(sequence: entry.sequence, time: entry.time, level: level, text: String(part)))
            }
        }
    }

    /// A text in parts that a store takes, cut between characters' scalars: nothing of a long text is left out.
    static func parts(of text: String, longest: Int = LogLine.longestText) -> [Substring] {
        var parts: [Substring] = []
        var rest = text[...]
        while rest.utf8.count > longest {
            let limit = rest.utf8.index(rest.startIndex, offsetBy: max(4, longest))
            // A scalar has at most four bytes: one begins here, or at most three bytes before.
            let cut = rest.unicodeScalars.index(before: rest.unicodeScalars.index(after: limit))
            parts.append(rest[..<cut])
            rest = rest[cut...]
        }
        return parts + [rest]
    }
}
