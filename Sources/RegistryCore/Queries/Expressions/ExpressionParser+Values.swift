import BSONCoding

extension ExpressionParser {
    /// - Parameter takesWords: Whether one word needs no quotes, as in `status = failed`.
    mutating func parseValue(takesWords: Bool = false) throws(RegistryError) -> Value {
        let token = current
        switch token.kind {
        case .text(let text), .doubleQuoted(let text):
            try advance()
            return .string(text)
        case .number(let number):
            try advance()
            return number
        case .word where token.beginsAsNumber:
            throw .expression(
                "expected a number, as 12, 0.5 or 1e-3, without anything behind it", column: token.column)
        case .word(let word):
            return try parseWord(word, isText: takesWords)
        case .mark("-"):
            try advance()
            guard try skipWord("infinity") else { throw expected("a number after '-'") }
            return .double(-.infinity)
        case .mark, .name, .end:
            throw expected("a value after '\(previous.source)'")
        }
    }

    private mutating func parseWord(_ written: String, isText: Bool) throws(RegistryError) -> Value {
        let value: Value
        let word = written.lowercased()
        switch word {
        case "true": value = true
        case "false": value = false
        case "null": value = nil
        case "nan": value = .double(.nan)
        case "infinity": value = .double(.infinity)
        case "date", "objectid": return try parseCall(of: word)
        case _ where isText && !Self.reserved.contains(word): value = .string(written)
        default: throw expected("a value after '\(previous.source)' (text stands in quotes)")
        }
        try advance()
        return value
    }

    /// `date('…')` and `objectid('…')`.
    private mutating func parseCall(of function: String) throws(RegistryError) -> Value {
        try advance()
        guard try skipMark("(") else { throw expected("'(' after \(function)") }
        let column = current.column
        guard case .string(let text) = try parseValue() else {
            throw .expression("expected a text in quotes", column: column)
        }
        let value: Value?
        let example: String
        if function == "date" {
            value = WallTime(iso8601: text).map { .date($0) }
            example = "a date as '2024-01-31' or '2024-01-31T12:00:00Z'"
        } else {
            value = ObjectID(text).map { .objectID($0) }
            example = "24 hexadecimal digits"
        }
        guard let value else { throw .expression("expected \(example)", column: column) }
        guard try skipMark(")") else { throw expected("')' after \(function)('…'") }
        return value
    }
}
