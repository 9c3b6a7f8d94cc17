/// A pattern after reading, before it is compiled.
indirect enum PatternTree: Hashable, Sendable {
    case empty
    case scalar(Unicode.Scalar)
    case set(ScalarSet)
    case assertion(Assertion)
    case sequence([PatternTree])
    case choice([PatternTree])
    case repetition(PatternTree, atLeast: Int, atMost: Int?)

    /// A condition on a place between characters.
    enum Assertion: Hashable, Sendable {
        /// `\A`, and `^` without the option `m`.
        case textStart
        /// `^` with the option `m`: the beginning, and behind every newline that is not the last character.
        case lineStart
        /// `\z`.
        case textEnd
        /// `\Z`, and `$` without the option `m`: the end, or in front of a newline that is the last character.
        case textEndOrLastNewline
        /// `$` with the option `m`: the end, or in front of any newline.
        case lineEnd
        /// `\b`.
        case wordBoundary
        /// `\B`.
        case noWordBoundary
    }

    /// Whether a match can only begin at the beginning of the text.
    var beginsAtTextStart: Bool {
        switch self {
        case .assertion(let assertion): assertion == .textStart
        case .sequence(let parts): parts.first?.beginsAtTextStart ?? false
        case .choice(let branches): branches.allSatisfy(\.beginsAtTextStart)
        case .repetition(let part, let atLeast, _): atLeast > 0 && part.beginsAtTextStart
        case .empty, .scalar, .set: false
        }
    }

    /// See ``Pattern/literalPrefix``.
    var literalPrefix: String {
        guard case .sequence(let parts) = self, case .assertion(.textStart)? = parts.first else { return "" }
        var prefix = ""
        for part in parts.dropFirst() {
            guard part.appendLiteral(to: &prefix) else { break }
        }
        return prefix
    }

    /// Appends what every match of this part begins with; `true` when that is all of the part.
    private func appendLiteral(to prefix: inout String) -> Bool {
        switch self {
        case .empty, .assertion:
            return true
        case .scalar(let scalar):
            prefix.unicodeScalars.append(scalar)
            return true
        case .sequence(let parts):
            return parts.allSatisfy { $0.appendLiteral(to: &prefix) }
        case .repetition(let part, let atLeast, let atMost):
            for _ in 0..<atLeast {
                guard part.appendLiteral(to: &prefix) else { return false }
            }
            return atMost == atLeast
        case .set, .choice:
            return false
        }
    }
}
