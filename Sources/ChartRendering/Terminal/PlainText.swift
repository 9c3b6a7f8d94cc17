/// Texts from anywhere as a part of one line of a terminal.
enum PlainText {
    /// More scalars than this of one character would be a pile of marks over the neighbouring lines.
    private static let mostScalars = 8

    /// A text of at most so many characters, with an ellipsis where it is cut. Nothing in it commands the terminal.
    static func line(_ text: String, atMost length: Int) -> String {
        let shown = text.prefix(max(0, length))
        var safe = String.UnicodeScalarView()
        for character in shown {
            for scalar in character.unicodeScalars.prefix(mostScalars) {
                let isFormat = [.control, .format, .lineSeparator, .paragraphSeparator, .privateUse]
                    .contains(scalar.properties.generalCategory)
                safe.append(isFormat ? "\u{FFFD}" : scalar)
            }
        }
        // What replaces a scalar ends a character: there may be more of them now.
        let line = String(safe)
        guard shown.endIndex < text.endIndex || line.count > length else { return line }
        return String(line.prefix(max(0, length - 1))) + "…"
    }
}
