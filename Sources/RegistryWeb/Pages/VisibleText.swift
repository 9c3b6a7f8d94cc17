/// Text of strangers as a page may show it: with nothing in it that moves, hides or reorders what stands around it.
enum VisibleText {
    /// The most characters that a place in a table, a heading or a list gets; what is wider is cut by the page.
    static let shortLength = 300

    /// The most characters of a text that is shown in full.
    static let fullLength = 10_000

    /// The text in little room.
    static func short(_ text: String) -> String { shown(text, atMost: shortLength) }

    /// The text in full, as far as anybody would read it.
    static func full(_ text: String) -> String { shown(text, atMost: fullLength) }

    /// The text with line ends as they are.
    static func lines(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { shown(String($0), atMost: fullLength) }.joined(separator: "\n")
    }

    private static func shown(_ text: String, atMost length: Int) -> String {
        var result = String.UnicodeScalarView()
        // By scalars: one character, as people see it, may have any number of them.
        for (count, scalar) in text.unicodeScalars.enumerated() {
            guard count < length else {
                result.append("…")
                break
            }
            if isInvisible(scalar) {
                // By its number: not every font has the pictures of controls.
                result.append(contentsOf: name(of: scalar).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Whether a character is not seen but changes what is: controls, marks of direction, separators, and spaces without
    /// width. Those that join or part letters and emoji are no such: scripts need them.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200C, 0x200D: false
        case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: scalar.properties.generalCategory == .control
        }
    }

    private static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "⟨U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)⟩"
    }
}
