import RegistryCore
import Testing

@Suite("Agreement with PCRE")
struct PCREAgreementTests {
    @Test func `every pattern is found in the texts in which PCRE finds it`() throws {
        let texts = PCREVerdicts.texts.split(separator: "\n").map { Self.unescaped($0.dropLast()) }
        let lines = PCREVerdicts.lines.split(separator: "\n")
        #expect(texts.count == 40)
        #expect(lines.count == 230)
        for line in lines {
            let parts = line.split(separator: " ", maxSplits: 2)
            try #require(parts.count == 3)
            let options = try #require(Pattern.Options(letters: parts[1] == "-" ? "" : String(parts[1])))
            let pattern = try Pattern(String(parts[2].dropFirst().dropLast()), options: options)
            var matcher = PatternMatcher(pattern)
            let verdicts = texts.map { matcher.matches($0) ? "1" : "0" }.joined()
            #expect(verdicts == parts[0], "\(pattern)")
        }
    }

    private static func unescaped(_ text: Substring) -> String {
        var result = ""
        var isEscaped = false
        for scalar in text.unicodeScalars {
            switch (isEscaped, scalar) {
            case (false, "\\"):
                isEscaped = true
                continue
            case (true, "n"): result += "\n"
            case (true, "r"): result += "\r"
            case (true, "t"): result += "\t"
            case (true, "u"): result += "\u{2028}"
            default: result.unicodeScalars.append(scalar)
            }
            isEscaped = false
        }
        return result
    }
}
