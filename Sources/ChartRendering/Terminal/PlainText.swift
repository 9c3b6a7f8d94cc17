/// Texts from anywhere as a part of one line of a terminal.
enum PlainText {
    /// More scalars than this of one character would be a pile of marks over the neighbouring lines.
    private static let mostScalars = 8

    /// What begins (FIRST STRONG ISOLATE) and ends an isolation, in which letters written from right to left stay, without
    /// turning around what stands beside them.
    static let isolation: [Unicode.Scalar] = ["\u{2068}", "\u{2069}"]

    /// A text of at most so many cells, as ``characters(_:atMost:)``; isolated where it is written from right to left.
    static func line(_ text: String, atMost cells: Int) -> String {
        let line = String(characters(text, atMost: cells))
        return TerminalWidth.hasRightToLeft(line) ? "\u{2068}\(line)\u{2069}" : line
    }

    /// A text of at most so many cells, with an ellipsis where it is cut. Nothing in it commands the terminal.
    static func characters(_ text: String, atMost cells: Int) -> [Character] {
        // No character takes less than a cell.
        let shown = text.prefix(max(0, cells))
        var safe = String.UnicodeScalarView()
        for character in shown {
            for scalar in character.unicodeScalars.prefix(mostScalars) {
                let isFormat = [.control, .format, .lineSeparator, .paragraphSeparator, .privateUse]
                    .contains(scalar.properties.generalCategory)
                safe.append(isFormat ? "\u{FFFD}" : scalar)
            }
        }
        // What replaces a scalar ends a character: there may be more of them now.
        let line = Array(String(safe))
        guard shown.endIndex < text.endIndex || TerminalWidth.of(line) > cells else { return line }
        guard cells > 0 else { return [] }
        var cut: [Character] = []
        var room = cells - 1
        for character in line {
            room -= TerminalWidth.of(character)
            guard room >= 0 else { break }
            cut.append(character)
        }
        return cut + ["…"]
    }
}
