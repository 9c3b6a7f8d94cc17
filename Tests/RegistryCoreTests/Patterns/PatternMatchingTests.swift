import RegistryTestKit
import Testing

@testable import RegistryCore

@Suite("Finding patterns")
struct PatternMatchingTests {
    @Test(arguments: [
        ("a$", "a\n", true), ("a$", "a\n\n", false), ("a\\z", "a\n", false), ("a\\Z", "a\n", true),
        ("a$\\n", "a\n", true),
        ("(?m)a$", "a\nb", true), ("(?m)^b", "a\nb", true), ("(?m)^", "", true), ("(?m)a\\n^$", "a\n", false),
        (".", "\n", false), (".", "\r", true), ("(?s).", "\n", true), ("^.$", "😀", true), ("\\w", "é", false),
        ("\\bcat\\b", "a cat!", true), ("\\bcat\\b", "concat", false), ("\\Bat", "cat", true),
        ("\\v", "\u{2028}", true),
        ("[\\b]", "\u{8}", true), ("[]a]", "]", true), ("[^]a]", "]", false), ("[a-]", "-", true), ("a{", "a{", true),
        ("(?i)STRASSE", "straße", false), ("(?i)ß", "ẞ", true), ("(?i)k", "\u{212A}", true), ("(?i)ς", "Σ", true),
        ("(?i)[^a]", "A", false), ("(?i)i", "ı", false), ("(?i)[a-z]", "ſ", true), ("(?i)\\w", "ſ", false),
        ("", "", true),
        ("x*", "", true), ("(a|b*)*c", "ababc", true), ("^(?:a?){3}a{3}$", "aaa", true),
    ])
    func `patterns mean what they mean in PCRE`(_ source: String, _ text: String, _ isFound: Bool) throws {
        #expect(try Pattern(source).matches(text) == isFound, "\(source) in \(text.debugDescription)")
    }

    @Test(arguments: [
        ("(a+)+$", "a"), ("^(a|a)*b", "a"), ("(x+x+)+y", "x"), ("(.*)*(.*)*(.*)*Z", "z"), ("^(([a-z])+.)+[A-Z]$", "a"),
    ])
    func `patterns that make other engines backtrack take one pass`(_ source: String, _ letter: String) throws {
        let text = String(repeating: letter, count: 10_000)
        let pattern = try Pattern(source)
        #expect(pattern.matches(text + "!") == false)
        #expect(try Pattern("(a+)+$").matches(String(repeating: "a", count: 10_000)))
    }

    @Test func `a pattern with more states than the table holds is still matched`() throws {
        let pattern = try Pattern("^[ab]*a[ab]{14}c")
        var random = SeededGenerator(seed: 5)
        let letters = (0..<20_000).map { _ in Bool.random(using: &random) ? "a" : "b" }
        var matcher = PatternMatcher(pattern)
        let text = letters.joined()
        let tail = String(repeating: "b", count: 14) + "c"
        let answers = [text, text + "a" + tail, text + "b" + tail].map { matcher.matches($0) }
        #expect(answers == [false, true, false])
    }

    @Test func `a matcher gives the same answers as a new one for every text`() throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let pattern = try Pattern(PatternGenerator.pattern(using: &random))
            var matcher = PatternMatcher(pattern)
            for _ in 0..<20 {
                let text = PatternGenerator.text(using: &random)
                #expect(
                    matcher.matches(text) == pattern.matches(text), "seed \(seed), \(pattern), \(text.debugDescription)"
                )
                #expect(matcher.matches(utf8: text.utf8) == matcher.matches(text))
            }
        }
    }

    @Test func `thousands of patterns are found where a plain search by backtracking finds them`() throws {
        var found = 0
        for seed in 1...3_000 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let source = PatternGenerator.pattern(using: &random)
            let options = Pattern.Options(rawValue: UInt8.random(in: 0..<8, using: &random))
            var parser = try PatternParser(source, options: options)
            let reference = BacktrackingSearch(try parser.parse())
            var matcher = PatternMatcher(try Pattern(source, options: options))
            for _ in 0..<4 {
                let text = PatternGenerator.text(using: &random)
                guard let expected = reference.isFound(in: text) else { continue }
                found += expected ? 1 : 0
                let answer = matcher.matches(text)
                #expect(answer == expected, "seed \(seed), /\(source)/\(options) in \(text.debugDescription)")
            }
        }
        #expect(found > 1_000)
    }

    @Test func `bytes that are not UTF-8 are characters that no letter matches`() throws {
        var matcher = PatternMatcher(try Pattern("^a.b$"))
        let damaged = matcher.matches(utf8: [0x61, 0xFF, 0x62])
        #expect(damaged)
        let cutShort = matcher.matches(utf8: [0x61, 0xE2, 0x82, 0x62])
        #expect(!cutShort)
        let whole = matcher.matches(utf8: [0x61, 0xE2, 0x82, 0xAC, 0x62])
        #expect(whole)
        for seed in 1...200 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            var matcher = PatternMatcher(try Pattern(PatternGenerator.pattern(using: &random)))
            let bytes = (0..<30).map { _ in UInt8.random(in: 0...255, using: &random) }
            let answers = [matcher.matches(utf8: bytes), matcher.matches(utf8: bytes)]
            #expect(answers[0] == answers[1], "seed \(seed)")
        }
    }
}
