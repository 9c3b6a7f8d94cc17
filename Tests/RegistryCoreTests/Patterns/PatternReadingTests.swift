import RegistryCore
import Testing

@Suite("Reading patterns")
struct PatternReadingTests {
    struct Refusal: CustomTestStringConvertible {
        let source: String
        let position: Int
        let message: String

        init(_ source: String, _ position: Int, _ message: String) {
            self.source = source
            self.position = position
            self.message = message
        }

        var testDescription: String { source.debugDescription }
    }

    static let refusals = [
        Refusal("a(?=b)", 1, "look-ahead"), Refusal("a(?!b)", 1, "look-ahead"), Refusal("ab(?<=b)", 2, "look-behind"),
        Refusal("(?<!b)", 0, "look-behind"), Refusal("x(?>a)", 1, "atomic"), Refusal("é(a)\\1", 4, "back references"),
        Refusal("(?<n>a)\\k<n>", 7, "back references"), Refusal("(?P<n>a)(?P=n)", 8, "back references"),
        Refusal("a\\g1", 1, "back references"), Refusal("a(?R)", 1, "recursion"), Refusal("a(?1)", 1, "recursion"),
        Refusal("a(?&n)", 1, "recursion"), Refusal("a(?P>n)", 1, "recursion"), Refusal("(?+1)", 0, "recursion"),
        Refusal("ab*+", 3, "possessive"), Refusal("ab{2}+", 5, "possessive"), Refusal("a?+", 2, "possessive"),
        Refusal("a\\p{L}", 1, "Unicode properties"), Refusal("[a\\P{L}]", 2, "Unicode properties"),
        Refusal("a\\Qb\\E", 1, "\\Q"), Refusal("a\\h", 1, "no meaning"), Refusal("[a\\B]", 2, "no meaning"),
        Refusal("a\\0", 1, "octal"), Refusal("a\\x4", 1, "\\x"), Refusal("\\x{}", 0, "\\x"),
        Refusal("\\x{110000}", 0, "no character"), Refusal("\\x{d800}", 0, "no character"),
        Refusal("abc\\", 3, "backslash"), Refusal("a**", 2, "quantifier follows"), Refusal("a{2}{3}", 4, "quantifier"),
        Refusal("*a", 0, "nothing"), Refusal("a|+", 2, "nothing"), Refusal("(?:?)", 3, "nothing"),
        Refusal("^*", 1, "nothing"), Refusal("\\b{2}", 2, "nothing"), Refusal("a{3,2}", 1, "smaller"),
        Refusal("a{1001}", 2, "1000"), Refusal("a{,3}", 1, "{"), Refusal("a{2", 1, "{"), Refusal("a{ 2}", 1, "{"),
        Refusal("(a", 0, "not closed"), Refusal("a)", 1, "not opened"), Refusal("a[bc", 1, "not closed"),
        Refusal("[b-a]", 1, "range"), Refusal("[a-\\d]", 1, "range"), Refusal("[\\d-z]", 1, "range"),
        Refusal("[[:alpha:]]", 1, "names"), Refusal("[.a.]", 0, "begins and ends"),
        Refusal("a(?i)b", 1, "in front"), Refusal("(?i:a)", 0, "in front"), Refusal("(?x)a", 2, "flag"),
        Refusal("(?-i)a", 2, "flag"), Refusal("(?i", 0, "not closed"), Refusal("(*UCP)a", 0, "command"),
        Refusal("(?<1a>b)", 3, "name"), Refusal("(?<a>b)(?<a>c)", 7, "second group"), Refusal("(?#x)", 0, "comments"),
        Refusal("(?|a)", 0, "reset"), Refusal("(?C)", 0, "callouts"), Refusal("a\0", 1, "NUL"),
        Refusal("(a{1000}){1000}", 9, "too large"), Refusal("((a{50}){50}){50}", 13, "too large"),
        Refusal(String(repeating: "(", count: 200), 100, "nested"),
        Refusal(String(repeating: "a", count: 1_001), 1_000, "longer"),
    ]

    @Test(arguments: refusals)
    func `what is outside the dialect is refused where it stands`(_ refusal: Refusal) {
        let error = #expect(throws: PatternError.self) { try Pattern(refusal.source) }
        #expect(error?.position == refusal.position)
        #expect(error?.message.contains(refusal.message) == true, "\(error?.message ?? "")")
        #expect(error?.description.contains("character \(refusal.position + 1),") == true)
    }

    @Test func `a fault becomes the registry's error with the same sentence`() throws {
        let source = "a("
        let fault = try #require(throws: PatternError.self) { try Pattern(source) }
        let error = RegistryError(fault)
        #expect(error.code == .invalidArgument)
        #expect(error.message == fault.description)
    }

    @Test(arguments: [
        ("^abc", "abc"), ("^abc.*d", "abc"), ("^ab*c", "a"), ("^ab+c", "ab"), ("^(?:ab)c", "abc"), ("^a{3}b", "aaab"),
        ("^a{2,3}b", "aa"), ("\\Aauto", "auto"), ("^a\\.b", "a.b"), ("^(a|b)", ""), ("^a|b", ""), ("abc", ""),
        ("(?i)^a1", ""), ("(?i)^1a", "1"), ("(?m)^abc", ""), ("^", ""), ("^\\x{e9}x[a]", "éx"), ("^a?b", ""),
    ])
    func `the literal prefix is what every match begins with`(_ source: String, _ prefix: String) throws {
        #expect(try Pattern(source).literalPrefix == prefix)
    }

    @Test(arguments: ["", "a.b*c", "(1+1)=2?", "[x]{2}|^$\\", "ünï-code#/", "\0", "a\nb"])
    func `escaped text finds exactly itself`(_ text: String) throws {
        let pattern = try Pattern("^" + Pattern.escaping(text) + "\\z")
        #expect(pattern.matches(text))
        #expect(!pattern.matches(text + "x"))
        #expect(pattern.literalPrefix == text)
    }

    @Test func `options are letters in any order`() {
        #expect(Pattern.Options(letters: "smi") == [.ignoresCase, .anchorsMatchLines, .dotMatchesNewline])
        #expect(Pattern.Options(letters: "smi")?.description == "ims")
        #expect(Pattern.Options(letters: "x") == nil)
    }

    @Test func `patterns are equal when source and options are`() throws {
        let pattern = try Pattern("^a")
        let sameLetters = try ["é", "e\u{301}"].map { try Pattern($0) }
        #expect(try Pattern(pattern.source) == pattern)
        #expect(try Pattern(pattern.source, options: .ignoresCase) != pattern)
        #expect(Set(sameLetters).count == 2)
        #expect(try Pattern(pattern.source, options: .ignoresCase).description == "/^a/i")
    }
}
