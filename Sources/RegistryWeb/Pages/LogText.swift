/// Text that a program logged, as a page may show it: without what speaks to a terminal, and with nothing in it that moves,
/// hides or reorders what stands around it. The scripts of the pages show lines in the same way.
enum LogText {
    /// The text as a terminal would leave it: commands (ECMA-48: colours, titles, movements) are left out, and of a line that
    /// was written over, as progress bars are, the last state is shown.
    static func shown(_ text: String) -> String {
        // By scalars: a carriage return before a line feed is one character.
        let lines = withoutCommands(text).split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let last = line.split(separator: "\r").last.map { String(String.UnicodeScalarView($0)) } ?? ""
            return VisibleText.full(last.replacing("\t", with: "    "))
        }
        let shown = lines.joined(separator: "\n")
        guard shown.unicodeScalars.count > VisibleText.fullLength else { return shown }
        return String(String.UnicodeScalarView(shown.unicodeScalars.prefix(VisibleText.fullLength))) + "…"
    }

    private static func withoutCommands(_ text: String) -> [Unicode.Scalar] {
        var rest = Array(text.unicodeScalars)[...]
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(rest.count)
        while let scalar = rest.first {
            if scalar.value == 0x1B, let end = commandEnd(rest) {
                rest = rest[end...]
            } else {
                result.append(scalar)
                rest = rest.dropFirst()
            }
        }
        return result
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
