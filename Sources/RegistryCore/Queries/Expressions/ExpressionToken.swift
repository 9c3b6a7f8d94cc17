/// One word or mark of an expression.
struct ExpressionToken: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// A name or word without quotes; or what begins as a number and goes on, see ``beginsAsNumber``.
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

    /// Whether it is a word such as `2h`, `-7d` and `2026-11-01`: no name of a field.
    var beginsAsNumber: Bool {
        guard case .word(let text) = kind, let first = text.unicodeScalars.first else { return false }
        return ("0"..."9").contains(first) || "+-.".unicodeScalars.contains(first)
    }
}

/// Where the fault in an expression is; see ``RegistryError/underlying``.
package struct ExpressionFault: Error {
    /// The column of what is wrong, in scalars, counted from 1.
    package let column: Int
}

extension RegistryError {
    /// A fault in an expression.
    static func expression(_ message: String, column: Int) -> RegistryError {
        let end = message.hasSuffix(".") ? "" : "."
        return RegistryError(
            .invalidArgument, "The search expression cannot be read: column \(column): \(message)\(end)",
            underlying: ExpressionFault(column: column))
    }
}
