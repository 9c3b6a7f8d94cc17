/// Text of unknown origin for a terminal or a log: one line, without characters that could speak to the terminal.
enum PlainText {
    private static let mostCharacters = 300

    static func of(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < mostCharacters else {
                plain.append("…")
                break
            }
            plain.append(isHarmless(scalar) ? scalar : " ")
            count += 1
        }
        return String(plain)
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
