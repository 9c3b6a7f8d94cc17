/// One word or mark of an expression.
struct ExpressionToken: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// A name or word without quotes.
        case word(String)
        /// Text in single quotes.
        case text(String)
        /// Text in double quotes: a text where a value stands, a name where a field stands.
        case doubleQuoted(String)
        /// A name in backticks.
        case name(String)
        case number(Value)
        /// `= != < ~ ( ) , .` and the like.
        case mark(String)
        case end
    }

    let kind: Kind

    /// Where it begins, counted from 1.
    let column: Int

    /// How it stood there, for messages.
    let source: String

    /// Whether it is this word, in either case.
    func isWord(_ word: String) -> Bool {
        if case .word(let text) = kind { text.lowercased() == word } else { false }
    }

    func isMark(_ mark: String) -> Bool { kind == .mark(mark) }
}

extension RegistryError {
    /// A fault in an expression.
    static func expression(_ message: String, column: Int) -> RegistryError {
        let end = message.hasSuffix(".") ? "" : "."
        return RegistryError(
            .invalidArgument, "The search expression cannot be read: column \(column): \(message)\(end)")
    }
}
