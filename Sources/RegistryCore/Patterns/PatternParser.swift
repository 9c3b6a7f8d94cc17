/// Reads the source of a pattern into a tree, by recursive descent.
///
/// Every part is returned with its cost, so that a pattern that would become too large is refused where it does.
struct PatternParser {
    /// A part of the pattern, and what it will take to run it.
    struct Part {
        var tree: PatternTree
        var cost: PatternCost
    }

    private static let deepestNesting = 100

    let source: [Unicode.Scalar]
    var position = 0
    var options: Pattern.Options
    var groupNames: Set<String> = []
    private var depth = 0

    init(_ source: String, options: Pattern.Options) throws(PatternError) {
        // Counting stops early: the text may be of any length.
        let scalars = Array(source.unicodeScalars.prefix(Pattern.longestSource + 1))
        guard scalars.count <= Pattern.longestSource else {
            throw PatternError(
                "a pattern is longer than \(Pattern.longestSource) characters.", at: Pattern.longestSource)
        }
        self.source = scalars
        self.options = options
    }

    var next: Unicode.Scalar? { position < source.count ? source[position] : nil }

    func peek(_ distance: Int) -> Unicode.Scalar? {
        position + distance < source.count ? source[position + distance] : nil
    }

    /// Steps over `text` if the source goes on with it.
    mutating func skip(_ text: String) -> Bool {
        let expected = text.unicodeScalars
        guard source[position...].starts(with: expected) else { return false }
        position += expected.count
        return true
    }

    mutating func parse() throws(PatternError) -> PatternTree {
        try parseLeadingFlags()
        let part = try parseChoice()
        if next == ")" {
            throw PatternError("a ) closes a group that was not opened. Write \\) for the character.", at: position)
        }
        return part.tree
    }

    /// Alternatives up to the end of the group or source.
    mutating func parseChoice() throws(PatternError) -> Part {
        let start = position
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepestNesting else {
            throw PatternError("groups are nested more than \(Self.deepestNesting - 1) deep.", at: start)
        }
        var branches = [try parseSequence()]
        while skip("|") { branches.append(try parseSequence()) }
        guard branches.count > 1 else { return branches[0] }
        let cost = branches.reduce(PatternCost.group) { $0 + $1.cost + .branch }
        return Part(tree: .choice(branches.map(\.tree)), cost: try checked(cost, at: start))
    }

    private mutating func parseSequence() throws(PatternError) -> Part {
        var parts: [PatternTree] = []
        var cost = PatternCost.nothing
        while let scalar = next, scalar != "|", scalar != ")" {
            let start = position
            let atom = try parseAtom(scalar)
            let part = try parseQuantifier(of: atom)
            parts.append(part.tree)
            cost = try checked(cost + part.cost, at: start)
        }
        return Part(tree: .sequence(parts), cost: cost)
    }

    private mutating func parseAtom(_ scalar: Unicode.Scalar) throws(PatternError) -> Part {
        switch scalar {
        case "(": return try parseGroup()
        case "[": return try parseClass()
        case "\\": return try parseEscape()
        case ".":
            position += 1
            return part(options.contains(.dotMatchesNewline) ? .everything : ScalarSet.newline.inverted)
        case "^":
            position += 1
            return part(options.contains(.anchorsMatchLines) ? .lineStart : .textStart)
        case "$":
            position += 1
            return part(options.contains(.anchorsMatchLines) ? .lineEnd : .textEndOrLastNewline)
        case "*", "+", "?":
            throw PatternError(
                "there is nothing in front of \(scalar) to repeat. Write \\\(scalar) for the character.", at: position)
        case "{":
            try parseLiteralBrace()
            return literal(scalar)
        case "\0":
            throw PatternError("there is a NUL character. Write \\x00.", at: position)
        default:
            position += 1
            return literal(scalar)
        }
    }

    func literal(_ scalar: Unicode.Scalar) -> Part {
        if options.contains(.ignoresCase) {
            let variants = CaseFolding.variants(of: scalar)
            if variants.onlyMember == nil { return part(variants) }
        }
        return Part(tree: .scalar(scalar), cost: .scalar)
    }

    func part(_ set: ScalarSet) -> Part { Part(tree: .set(set), cost: .set(set)) }

    func part(_ assertion: PatternTree.Assertion) -> Part { Part(tree: .assertion(assertion), cost: .scalar) }

    func checked(_ cost: PatternCost, at place: Int) throws(PatternError) -> PatternCost {
        guard cost.isAffordable else {
            throw PatternError("the pattern becomes too large. Repeat less, or shorten it.", at: place)
        }
        return cost
    }
}
