extension ExpressionParser {
    mutating func parseCondition(on field: ExpressionField) throws(RegistryError) -> Condition {
        if case .mark(let mark) = current.kind, Self.comparisons.contains(mark) {
            try advance()
            return try parseComparison(mark, on: field)
        }
        if try skipWord("is") { return try parseIsNull() }
        let isNegated = try skipWord("not")
        if try skipWord("in") {
            let values = try parseList(takesWords: takesWords(field)).flatMap(field.equivalents)
            return isNegated ? .not(.oneOf(values + [.null])) : .oneOf(values)
        }
        let pattern: Pattern
        if try skipWord("like") {
            pattern = try parseLike(ignoringCase: false)
        } else if try skipWord("ilike") {
            pattern = try parseLike(ignoringCase: true)
        } else if try skipWord("contains") {
            let (text, column) = try parseText()
            pattern = try self.pattern(Pattern.escaping(text), options: .ignoresCase, column: column)
        } else if isNegated {
            throw expected("IN, LIKE, ILIKE or CONTAINS after NOT")
        } else {
            throw expected("a comparison such as =, <, ~, IN or LIKE after '\(previous.source)'")
        }
        return isNegated ? Self.present(but: .matches(pattern)) : .matches(pattern)
    }

    private static let comparisons: Set<String> = ["=", "==", "!=", "<>", "<", "<=", ">", ">=", "~", "!~"]

    private mutating func parseComparison(
        _ mark: String, on field: ExpressionField
    ) throws(RegistryError) -> Condition {
        if case .date = field.content, mark != "~", mark != "!~", let moment = try parseMoment() {
            return Self.condition(mark, moment)
        }
        switch mark {
        case "~", "!~":
            let (source, column) = try parseText()
            let condition = Condition.matches(try pattern(source, options: [], column: column))
            return mark == "~" ? condition : Self.present(but: condition)
        case "=", "==":
            let values = field.equivalents(of: try parseValue(takesWords: takesWords(field)))
            return values.count == 1 ? .equals(values[0]) : .oneOf(values)
        case "!=", "<>":
            let value = try parseValue(takesWords: takesWords(field))
            return value.isNull ? .not(.equals(.null)) : .not(.oneOf(field.equivalents(of: value) + [.null]))
        default: break
        }
        let value = field.operand(try parseValue())
        return switch mark {
        case "<": .less(value)
        case "<=": .lessOrEqual(value)
        case ">": .greater(value)
        default: .greaterOrEqual(value)
        }
    }

    /// A moment as it is written without quotes or within them, or a whole day, `2026-11-01`. `nil`, and nothing read, where
    /// anything else stands.
    private mutating func parseMoment() throws(RegistryError) -> (from: WallTime, isDay: Bool)? {
        let text: String
        switch current.kind {
        case .word(let word) where current.beginsAsNumber: text = word
        case .text(let word), .doubleQuoted(let word): text = word
        default: return nil
        }
        guard let moment = WallTime(iso8601: text) else {
            throw expected("a moment, as 2026-11-01, '2026-11-01 12:00' or -7d")
        }
        try advance()
        return (moment, text.utf8.count == 10)
    }

    /// A day stands for its beginning, but equals all of its moments.
    private static func condition(_ mark: String, _ moment: (from: WallTime, isDay: Bool)) -> Condition {
        let first = Value.date(moment.from)
        let end = Value.date(WallTime(millisecondsSince1970: moment.from.millisecondsSince1970 + 86_400_000))
        let equal: Condition = moment.isDay ? .all([.greaterOrEqual(first), .less(end)]) : .equals(first)
        return switch mark {
        case "=", "==": equal
        case "!=", "<>": present(but: equal)
        case "<": .less(first)
        case "<=": .lessOrEqual(first)
        case ">": .greater(first)
        default: .greaterOrEqual(first)
        }
    }

    /// The field has a value, and not one that meets the condition.
    private static func present(but condition: Condition) -> Condition {
        .all([.not(condition), .not(.equals(.null))])
    }

    /// In questions about runs, which people type, one word that a field is to equal needs no quotes; a word is no moment.
    private func takesWords(_ field: ExpressionField) -> Bool {
        if case .date = field.content { false } else { fields == .runs }
    }

    private mutating func parseIsNull() throws(RegistryError) -> Condition {
        let isNegated = try skipWord("not")
        guard try skipWord("null") else {
            throw expected(isNegated ? "NULL after IS NOT" : "NULL or NOT NULL after IS")
        }
        return isNegated ? .not(.equals(.null)) : .equals(.null)
    }

    private mutating func parseList(takesWords: Bool) throws(RegistryError) -> [Value] {
        guard try skipMark("(") else { throw expected("'(' after IN") }
        var values: [Value] = []
        repeat {
            values.append(try parseValue(takesWords: takesWords))
        } while try skipMark(",")
        guard try skipMark(")") else { throw expected("',' or ')' after a value of the list") }
        return values
    }

    private mutating func parseText() throws(RegistryError) -> (text: String, column: Int) {
        let column = current.column
        switch current.kind {
        case .text(let text), .doubleQuoted(let text):
            try advance()
            return (text, column)
        default:
            throw expected("a text in quotes after '\(previous.source)'")
        }
    }

    /// A pattern that a whole text is like: `%` is any text, `_` any character.
    private mutating func parseLike(ignoringCase: Bool) throws(RegistryError) -> Pattern {
        let (text, column) = try parseText()
        var source = "^"
        var isEscaped = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\" where !isEscaped:
                isEscaped = true
                continue
            case "%" where !isEscaped: source += ".*"
            case "_" where !isEscaped: source += "."
            default: source += Pattern.escaping(String(scalar))
            }
            isEscaped = false
        }
        if isEscaped { source += "\\\\" }
        let options: Pattern.Options = ignoringCase ? [.dotMatchesNewline, .ignoresCase] : .dotMatchesNewline
        return try pattern(source + "\\z", options: options, column: column)
    }

    private func pattern(
        _ source: String, options: Pattern.Options, column: Int
    ) throws(RegistryError) -> Pattern {
        do {
            return try Pattern(source, options: options)
        } catch {
            throw .expression(
                "the pattern is at fault at its character \(error.position + 1): \(error.message)", column: column)
        }
    }
}
