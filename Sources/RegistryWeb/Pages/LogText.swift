/// Text that a program logged, as a page may show it: without what speaks to a terminal, and with nothing in it that moves,
/// hides or reorders what stands around it. The scripts of the pages show lines in the same way.
enum LogText {
    /// Text of one look.
    struct Part: Hashable {
        var partText: String
        /// The names of its classes in the style sheet; `nil` for plain text.
        let look: String?
    }

    /// The text as a terminal would leave it: of its commands (ECMA-48) only colours are kept, and of a line that was written
    /// over, as progress bars are, the last state is shown.
    static func parts(_ text: String) -> [Part] {
        var lines = Lines()
        var look = TerminalLook()
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.first {
            if scalar.value == 0x1B, let end = commandEnd(rest) {
                look.take(rest[..<end])
                rest = rest[end...]
            } else {
                lines.add(scalar, look: look)
                rest = rest.dropFirst()
            }
        }
        return cut(lines.all)
    }

    /// The same without looks.
    static func shown(_ text: String) -> String { parts(text).map(\.partText).joined() }

    /// Lines as they are written, and written over.
    private struct Lines {
        /// Characters of one look.
        typealias Piece = (look: TerminalLook, scalars: String.UnicodeScalarView)

        private var done: [Piece] = []
        private var line: [Piece] = []
        /// Whether what comes next is written over the line.
        private var isOver = false

        var all: [Piece] { done + line }

        mutating func add(_ scalar: Unicode.Scalar, look: TerminalLook) {
            switch scalar {
            case "\r": isOver = true
            case "\n":
                done += line + [(TerminalLook(), String.UnicodeScalarView("\n".unicodeScalars))]
                line = []
                isOver = false
            default:
                if isOver { line = [] }
                isOver = false
                if line.last?.look != look { line.append((look, String.UnicodeScalarView())) }
                line[line.count - 1].scalars.append(scalar)
            }
        }
    }

    /// Neighbours of the same look as one, no more of them than anybody would read.
    private static func cut(_ pieces: [(look: TerminalLook, scalars: String.UnicodeScalarView)]) -> [Part] {
        var room = VisibleText.fullLength
        var parts: [Part] = []
        for (look, scalars) in pieces {
            let isLineEnd = scalars.count == 1 && scalars.first == "\n"
            // One more than there is room for is enough to see that there are more.
            let begin = String(String.UnicodeScalarView(scalars.prefix(room + 1)))
            let text = isLineEnd ? "\n" : VisibleText.full(begin.replacing("\t", with: "    "))
            let isTooLong = text.unicodeScalars.count > room
            let shown = isTooLong ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(room))) + "…" : text
            if let last = parts.last, last.look == look.names {
                parts[parts.count - 1].partText += shown
            } else {
                parts.append(Part(partText: shown, look: look.names))
            }
            if isTooLong { break }
            room -= text.unicodeScalars.count
        }
        return parts
    }

    /// Where the command ends that begins with an escape character; `nil` when it is none, or not complete.
    private static func commandEnd(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        let body = text.dropFirst()
        guard let kind = body.first else { return nil }
        switch kind {
        case "[":
            let rest = body.dropFirst().drop { ("0"..."?").contains($0) }.drop { (" "..."/").contains($0) }
            guard let last = rest.first, ("@"..."~").contains(last) else { return nil }
            return rest.startIndex + 1
        case "]", "P", "_", "^", "X":
            let rest = body.dropFirst().drop { $0.value != 7 && $0.value != 0x1B }
            if rest.first?.value == 7 { return rest.startIndex + 1 }
            return rest.dropFirst().first == "\\" ? rest.startIndex + 2 : rest.startIndex
        default:
            let rest = body.drop { (" "..."/").contains($0) }
            guard let last = rest.first, ("0"..."~").contains(last) else { return nil }
            return rest.startIndex + 1
        }
    }
}
