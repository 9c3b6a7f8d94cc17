/// A regular expression of the registry's dialect: the part that every store understands the same way.
///
/// The dialect is what MongoDB's engine (PCRE) and this one share: literals, `.`, classes `[a-z]` and `[^a-z]`,
/// `\d \w \s` and their opposites (ASCII), `\b \B`, `^ $ \A \Z \z`, groups, alternatives, and the quantifiers
/// `* + ? {n} {n,} {n,m}`, greedy or lazy. `(?i)`, `(?m)` and `(?s)` may stand in front. What needs backtracking (back
/// references, look-around, atomic groups, recursion) is refused, so that matching always takes time proportional to
/// the length of the text.
///
/// A pattern is found anywhere in a text unless it is anchored. To match many texts, use one ``PatternMatcher``.
public struct Pattern: Sendable {
    /// The longest source: 1,000 characters (Unicode scalars).
    public static let longestSource = 1_000

    /// The pattern as it was written.
    public let source: String

    /// How it is read; flags written inside ``source`` are not among them.
    public let options: Options

    /// Text with which every match begins at the beginning of the text: `abc` for `^abc.*d`. Empty when nothing is known.
    ///
    /// An index can be read from this prefix on; what it finds must still be matched.
    public let literalPrefix: String

    let program: PatternProgram

    /// Reads a pattern.
    ///
    /// - Throws: ``PatternError``, which says where the source is at fault.
    public init(_ source: String, options: Options = []) throws(PatternError) {
        var parser = try PatternParser(source, options: options)
        let tree = try parser.parse()
        self.source = source
        self.options = options
        literalPrefix = tree.literalPrefix
        program = PatternProgram(tree)
    }

    /// Whether the pattern is found anywhere in a text.
    ///
    /// Each call begins anew. ``PatternMatcher`` keeps what it learns about the pattern and is much faster for many texts.
    public func matches(_ text: String) -> Bool {
        var matcher = PatternMatcher(self)
        return matcher.matches(text)
    }

    /// A pattern's source that finds exactly this text: every character with a meaning of its own is escaped.
    public static func escaping(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ".", "^", "$", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/", "-", "#":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case "\0": result += "\\x00"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension Pattern: Hashable, CustomStringConvertible {
    /// Equal when source and options are.
    public static func == (left: Pattern, right: Pattern) -> Bool {
        left.options == right.options && left.source.hasSameBytes(as: right.source)
    }

    /// Feeds what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(options)
        hasher.combine(ExactName(source))
    }

    /// The pattern between slashes, with its options: `/^auto/i`.
    public var description: String { "/\(source)/\(options)" }
}
