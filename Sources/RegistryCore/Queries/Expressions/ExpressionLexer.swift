/// Splits an expression into words and marks.
struct ExpressionLexer {
    private let source: [Unicode.Scalar]
    private var position = 0

    init(_ expression: String) throws(RegistryError) {
        // Counting stops early: the text may be of any length.
        source = Array(expression.unicodeScalars.prefix(Filter.longestExpression + 1))
        guard source.count <= Filter.longestExpression else {
            throw RegistryError(
                .invalidArgument, "A search expression has at most \(Filter.longestExpression) characters.")
        }
    }

    mutating func next() throws(RegistryError) -> ExpressionToken {
        while position < source.count, source[position].properties.isWhitespace { position += 1 }
        let start = position
        // Read before the token is made, which takes what lies between its beginning and the position.
        let kind = try nextKind()
        return token(kind, from: start)
    }

    private mutating func nextKind() throws(RegistryError) -> ExpressionToken.Kind {
        let start = position
        guard let scalar = peek() else { return .end }
        switch scalar {
        case "'": return .text(try quoted(by: "'"))
        case "\"": return .doubleQuoted(try quoted(by: "\""))
        case "`": return .name(try quoted(by: "`"))
        default: break
        }
        if isNumber(at: position) { return try number() }
        guard Self.beginsWord(scalar) else { return .mark(try mark()) }
        while let scalar = peek(), Self.continuesWord(scalar) { position += 1 }
        return .word(text(from: start))
    }

    /// The name behind a dot, which may also be digits: a position in a list.
    mutating func nextName() throws(RegistryError) -> ExpressionToken {
        let start = position
        while let scalar = peek(), Self.continuesWord(scalar) { position += 1 }
        return position > start ? token(.word(text(from: start)), from: start) : try next()
    }

    /// Whether a number begins at a position: a sign or none, and digits that a dot may precede. Behind a name a dot
    /// leads to the next name.
    private func isNumber(at place: Int) -> Bool {
        func scalar(_ distance: Int) -> Unicode.Scalar? {
            place + distance < source.count ? source[place + distance] : nil
        }
        func isDigit(_ distance: Int) -> Bool { scalar(distance).map(Self.isDigit) ?? false }
        switch scalar(0) {
        case "+", "-": return isDigit(1) || (scalar(1) == "." && isDigit(2))
        case ".": return isDigit(1) && !(place > 0 && Self.endsName(source[place - 1]))
        default: return isDigit(0)
        }
    }

    private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        position + distance < source.count ? source[position + distance] : nil
    }

    private func text(from start: Int) -> String { String(String.UnicodeScalarView(source[start..<position])) }

    private func token(_ kind: ExpressionToken.Kind, from start: Int) -> ExpressionToken {
        ExpressionToken(kind: kind, column: start + 1, source: text(from: start))
    }

    /// Text up to the closing quote; a quote within it is written twice.
    private mutating func quoted(by quote: Unicode.Scalar) throws(RegistryError) -> String {
        let start = position
        var result = String.UnicodeScalarView()
        position += 1
        while let scalar = peek() {
            position += 1
            if scalar == quote {
                guard peek() == quote else { return String(result) }
                position += 1
            }
            result.append(scalar)
        }
        throw .expression("expected the closing \(quote) of the text that begins here", column: start + 1)
    }

    /// A number; what goes on behind one, as `2h`, `2026-11-01T12:00Z` and `-7d`, is a word, which only some places take.
    private mutating func number() throws(RegistryError) -> ExpressionToken.Kind {
        let start = position
        if peek() == "+" || peek() == "-" { position += 1 }
        var isWhole = true
        skipDigits()
        if peek() == "." {
            isWhole = false
            position += 1
            skipDigits()
        }
        if peek() == "e" || peek() == "E" {
            let isSigned = peek(1) == "+" || peek(1) == "-"
            if let digit = peek(isSigned ? 2 : 1), Self.isDigit(digit) {
                isWhole = false
                position += isSigned ? 2 : 1
                skipDigits()
            }
        }
        if let scalar = peek(), Self.continuesWord(scalar) || scalar == "." {
            while let scalar = peek(), Self.continuesWord(scalar) || ".:+".unicodeScalars.contains(scalar) {
                position += 1
            }
            return .word(text(from: start))
        }
        let digits = text(from: start)
        if isWhole, let whole = Int64(digits) { return .number(.int(whole)) }
        guard let number = Double(digits) else { throw .expression("expected a number", column: start + 1) }
        return .number(.double(number))
    }

    private mutating func skipDigits() {
        while let scalar = peek(), Self.isDigit(scalar) { position += 1 }
    }

    private mutating func mark() throws(RegistryError) -> String {
        let start = position
        let pair = String(String.UnicodeScalarView(source[position..<min(position + 2, source.count)]))
        if ["==", "!=", "<=", ">=", "!~", "<>"].contains(pair) {
            position += 2
            return pair
        }
        guard "=<>~(),.-".unicodeScalars.contains(source[position]) else {
            throw .expression("'\(source[position])' has no meaning here", column: start + 1)
        }
        position += 1
        return text(from: start)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func beginsWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic
    }

    private static func endsName(_ scalar: Unicode.Scalar) -> Bool {
        continuesWord(scalar) || scalar == "`" || scalar == "\""
    }

    private static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
        beginsWord(scalar) || isDigit(scalar) || scalar == "-" || scalar == "/"
            || scalar.properties.generalCategory == .nonspacingMark
    }
}
