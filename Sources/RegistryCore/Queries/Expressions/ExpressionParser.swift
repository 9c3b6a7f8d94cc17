/// Reads an expression into a filter, by recursive descent.
struct ExpressionParser {
    private var lexer: ExpressionLexer
    let fields: ExpressionFields
    private(set) var current: ExpressionToken
    private(set) var previous: ExpressionToken
    private var depth = 0
    private var conditions = 0
    /// Whether a text to search for has just been read.
    private var isBehindWord = false

    init(_ expression: String, fields: ExpressionFields) throws(RegistryError) {
        lexer = try ExpressionLexer(expression)
        self.fields = fields
        current = try lexer.next()
        previous = current
    }

    mutating func parse() throws(RegistryError) -> Filter {
        if current.kind == .end { return .everything }
        let filter = try parseAlternatives()
        guard current.kind == .end else { throw expected("'and', 'or' or the end") }
        return filter
    }

    // MARK: - Structure

    private mutating func parseAlternatives() throws(RegistryError) -> Filter {
        var parts = [try parseConjunction()]
        while try skipWord("or") { parts.append(try parseConjunction()) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func parseConjunction() throws(RegistryError) -> Filter {
        var parts = [try parseTerm()]
        while true {
            // Words that stand side by side are looked for together.
            guard try skipWord("and") || (isBehindWord && beginsTerm) else { break }
            parts.append(try parseTerm())
        }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    /// Whether what stands here can begin a condition, and no `or`, `)` or the end.
    private var beginsTerm: Bool {
        switch current.kind {
        case .end: false
        case .mark: current.isMark("(")
        default: !current.isWord("or")
        }
    }

    private mutating func parseTerm() throws(RegistryError) -> Filter {
        isBehindWord = false
        depth += 1
        defer { depth -= 1 }
        guard depth <= Filter.deepestNesting else {
            throw .expression("parentheses are nested more than \(Filter.deepestNesting) deep", column: current.column)
        }
        if current.isWord("not") {
            try advance()
            return .not(try parseTerm())
        }
        guard current.isMark("(") else { return try parseComparison() }
        let opening = current
        try advance()
        let filter = try parseAlternatives()
        isBehindWord = false
        guard try skipMark(")") else {
            throw expected("'and', 'or' or the ')' that closes the '(' in column \(opening.column)")
        }
        return filter
    }

    private mutating func parseComparison() throws(RegistryError) -> Filter {
        if let word = try searchedText() {
            isBehindWord = true
            // One condition for each field that is looked into.
            try count(4)
            return try .runs(with: word)
        }
        try count(1)
        let field = try parseField()
        switch field.content {
        case .duration: return try parseDuration()
        case .date:
            if let filter = try parseAge(of: field.path) { return filter }
        default: break
        }
        return .any(of: field.paths, meets: try parseCondition(on: field))
    }

    private mutating func count(_ number: Int) throws(RegistryError) {
        conditions += number
        guard conditions <= Filter.mostConditions else {
            throw .expression(
                "there are more than \(Filter.mostConditions) conditions; use IN for a field with many values",
                column: current.column)
        }
    }

    // MARK: - Fields

    private mutating func parseField() throws(RegistryError) -> ExpressionField {
        let start = current
        return try fields.field(try parseNames(), column: start.column)
    }

    mutating func parseNames() throws(RegistryError) -> [ExpressionField.Name] {
        var names = [try parseName("the name of a field")]
        while current.isMark(".") {
            previous = current
            current = try lexer.nextName()
            names.append(try parseName("a name after '.'"))
        }
        return names
    }

    /// Words that are no field's name unless they stand in quotes.
    static let reserved: Set<String> = ["and", "or", "not", "in", "is"]

    private mutating func parseName(_ expectation: String) throws(RegistryError) -> ExpressionField.Name {
        let name: ExpressionField.Name
        switch current.kind {
        case .word(let word)
        where previous.isMark(".") || !(current.beginsAsNumber || Self.reserved.contains(word.lowercased())):
            name = .plain(word)
        case .name(let text), .doubleQuoted(let text): name = .quoted(text)
        default: throw expected(expectation)
        }
        try advance()
        return name
    }

    // MARK: - Tokens

    mutating func advance() throws(RegistryError) {
        previous = current
        current = try lexer.next()
    }

    mutating func skipWord(_ word: String) throws(RegistryError) -> Bool {
        guard current.isWord(word) else { return false }
        try advance()
        return true
    }

    mutating func skipMark(_ mark: String) throws(RegistryError) -> Bool {
        guard current.isMark(mark) else { return false }
        try advance()
        return true
    }

    func expected(_ what: String) -> RegistryError {
        .expression("expected \(what)", column: current.column)
    }
}
