/// Reads an expression into a filter, by recursive descent.
struct ExpressionParser {
    private var lexer: ExpressionLexer
    private let fields: ExpressionFields
    private(set) var current: ExpressionToken
    private(set) var previous: ExpressionToken
    private var depth = 0
    private var conditions = 0

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
        while try skipWord("and") { parts.append(try parseTerm()) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func parseTerm() throws(RegistryError) -> Filter {
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
        guard try skipMark(")") else {
            throw expected("'and', 'or' or the ')' that closes the '(' in column \(opening.column)")
        }
        return filter
    }

    private mutating func parseComparison() throws(RegistryError) -> Filter {
        conditions += 1
        guard conditions <= Filter.mostConditions else {
            throw .expression(
                "there are more than \(Filter.mostConditions) conditions; use IN for a field with many values",
                column: current.column)
        }
        let field = try parseField()
        return .field(field.path, try parseCondition(on: field))
    }

    // MARK: - Fields

    private mutating func parseField() throws(RegistryError) -> ExpressionField {
        let start = current
        var names = [try parseName("the name of a field")]
        while current.isMark(".") {
            previous = current
            current = try lexer.nextName()
            names.append(try parseName("a name after '.'"))
        }
        return try fields.field(names, column: start.column)
    }

    /// Words that are no field's name unless they stand in quotes.
    private static let reserved: Set<String> = ["and", "or", "not", "in", "is"]

    private mutating func parseName(_ expectation: String) throws(RegistryError) -> ExpressionField.Name {
        let name: ExpressionField.Name
        switch current.kind {
        case .word(let word) where previous.isMark(".") || !Self.reserved.contains(word.lowercased()):
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
