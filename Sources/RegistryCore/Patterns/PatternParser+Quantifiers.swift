extension PatternParser {
    /// The largest number of repetitions that can be asked for.
    private static let mostRepetitions = 1_000

    /// How often something is repeated.
    private struct Count {
        var atLeast: Int
        var atMost: Int?
    }

    mutating func parseQuantifier(of atom: Part) throws(PatternError) -> Part {
        let start = position
        guard let count = try parseCount() else { return atom }
        if case .assertion = atom.tree {
            throw PatternError(
                "there is nothing to repeat: the part in front stands for a place, not for characters.", at: start)
        }
        if next == "+" {
            throw PatternError(
                "possessive quantifiers are not supported. Put a group around the repetition.", at: position)
        }
        // A lazy quantifier changes what is found first, not whether something is found.
        _ = skip("?")
        let behind = position
        if try parseCount() != nil {
            throw PatternError(
                "a quantifier follows a quantifier. Put a group around the first repetition.", at: behind)
        }
        let cost = try checked(atom.cost.repeated(atLeast: count.atLeast, atMost: count.atMost), at: start)
        return Part(tree: .repetition(atom.tree, atLeast: count.atLeast, atMost: count.atMost), cost: cost)
    }

    private mutating func parseCount() throws(PatternError) -> Count? {
        switch next {
        case "*":
            position += 1
            return Count(atLeast: 0, atMost: nil)
        case "+":
            position += 1
            return Count(atLeast: 1, atMost: nil)
        case "?":
            position += 1
            return Count(atLeast: 0, atMost: 1)
        case "{":
            return try parseBraces()
        default:
            return nil
        }
    }

    /// `{n}`, `{n,}` or `{n,m}`; `nil`, and nothing read, when the brace is a character like any other.
    private mutating func parseBraces() throws(PatternError) -> Count? {
        let start = position
        position += 1
        guard let atLeast = try parseNumber() else {
            position = start
            return nil
        }
        var count = Count(atLeast: atLeast, atMost: atLeast)
        if skip(",") { count.atMost = try parseNumber() }
        guard skip("}") else {
            position = start
            return nil
        }
        if let atMost = count.atMost, atMost < atLeast {
            throw PatternError("the smaller number of repetitions comes first.", at: start)
        }
        return count
    }

    private mutating func parseNumber() throws(PatternError) -> Int? {
        let start = position
        var number: Int?
        while let digit = next, ("0"..."9").contains(digit) {
            number = (number ?? 0) * 10 + Int(digit.value - 0x30)
            position += 1
            guard let number, number <= Self.mostRepetitions else {
                throw PatternError("something can be repeated at most \(Self.mostRepetitions) times.", at: start)
            }
        }
        return number
    }

    /// Steps over a `{` that begins no quantifier, unless versions of PCRE differ in how they read what follows.
    mutating func parseLiteralBrace() throws(PatternError) {
        let start = position
        position += 1
        if let scalar = next, ("0"..."9").contains(scalar) || scalar == "," || scalar == " " {
            throw PatternError(
                "a { is neither a repetition, as in {2,5}, nor escaped. Write \\{ for the character.", at: start)
        }
    }
}
