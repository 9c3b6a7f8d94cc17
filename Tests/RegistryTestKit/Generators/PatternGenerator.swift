/// Makes patterns of the registry's dialect, and texts in which they are found now and then.
public enum PatternGenerator {
    /// Never found in ``crowdedText``, but for every character thousands of places in it are possible at once.
    public static let crowdedPattern = (990..<999).map { "a[ab]{\($0)}c" }.joined(separator: "|")

    /// A megabyte of `a` and `b` in no order, over which ``crowdedPattern`` takes billions of steps.
    public static let crowdedText: String = {
        var random = SeededGenerator(seed: 1)
        let letters = (0..<1_000_000).map { _ in Bool.random(using: &random) ? UInt8(ascii: "a") : UInt8(ascii: "b") }
        return String(decoding: letters, as: UTF8.self)
    }()

    private static let characters: [String] = [
        "a", "b", "c", "A", "B", "k", "s", "_", " ", "0", "9", "-", "é", "É", "ß", "ſ", "σ", "ς", "Σ", "日", "😀", "i",
    ]

    /// A pattern nested at most three deep. Every one can be read.
    public static func pattern(using random: inout some RandomNumberGenerator) -> String {
        alternatives(depth: 3, using: &random)
    }

    /// A text of up to twelve characters.
    public static func text(using random: inout some RandomNumberGenerator) -> String {
        let characters = characters + [".", "\n", "\r", "\t", "\u{2028}"]
        let length = [0, 1, 1, 2, 2, 3, 4, 6, 8, 12].randomElement(using: &random) ?? 1
        let text = (0..<length).map { _ in characters.randomElement(using: &random) ?? "a" }.joined()
        return Int.random(in: 0..<6, using: &random) == 0 ? text + "\n" : text
    }

    private static func alternatives(depth: Int, using random: inout some RandomNumberGenerator) -> String {
        let count = [1, 1, 1, 2, 3].randomElement(using: &random) ?? 1
        return (0..<count).map { _ in sequence(depth: depth, using: &random) }.joined(separator: "|")
    }

    private static func sequence(depth: Int, using random: inout some RandomNumberGenerator) -> String {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in part(depth: depth, using: &random) }.joined()
    }

    private static func part(depth: Int, using random: inout some RandomNumberGenerator) -> String {
        if Int.random(in: 0..<8, using: &random) == 0 {
            return ["^", "$", "\\A", "\\Z", "\\z", "\\b", "\\B"].randomElement(using: &random) ?? "^"
        }
        let atom = atom(depth: depth, using: &random)
        guard Int.random(in: 0..<3, using: &random) == 0 else { return atom }
        let quantifiers = ["*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "{0}", "*?", "+?", "??", "{1,2}?"]
        return atom + (quantifiers.randomElement(using: &random) ?? "*")
    }

    private static func atom(depth: Int, using random: inout some RandomNumberGenerator) -> String {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...4: return characters.randomElement(using: &random) ?? "a"
        case 5: return characterClass(using: &random)
        case 6: return ["\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "\\v", "."].randomElement(using: &random) ?? "."
        case 7: return ["\\n", "\\.", "\\xe9", "\\x{1F600}", "\\-", "\\\\"].randomElement(using: &random) ?? "\\n"
        default:
            guard depth > 0 else { return "." }
            let opening = Bool.random(using: &random) ? "(" : "(?:"
            return opening + alternatives(depth: depth - 1, using: &random) + ")"
        }
    }

    private static func characterClass(using random: inout some RandomNumberGenerator) -> String {
        let items = [
            "a-z", "A-Z", "0-9", "a-c", "À-ÿ", "α-ω", "_-k", "\\d", "\\w", "\\s", "\\D", "\\W", "\\b", "\\]", "\\[",
            ".",
            "$", "é", "s", "K", "\\x{100}-\\x{10ffff}",
        ]
        let content = (0..<Int.random(in: 1...3, using: &random)).map { _ in items.randomElement(using: &random) ?? "a"
        }
        .joined()
        // A class that begins and ends with the same mark is refused, as PCRE takes some of them for its own.
        return "[" + (Bool.random(using: &random) ? "^" : "") + "x" + content + "]"
    }
}
