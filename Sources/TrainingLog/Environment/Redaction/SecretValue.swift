/// Finds the value that follows a name in a line.
enum SecretValue {
    /// A name in a line, and what decides how far its value goes.
    struct Name {
        /// Where it stands.
        let range: Range<Int>
        /// Whether nothing but indentation is before it, as in a file of settings.
        let isFirstInLine: Bool
        /// Whether it ends with `token`, which in training code may be a number or a piece of text.
        let isTokenName: Bool
    }

    /// Where the value stands; `nil` when there is none, or it says nothing.
    static func range(of name: Name, in line: [UInt8]) -> Range<Int>? {
        // Whether a token's value is code is seen at its start. Were each looked at to its end, and then left, a line of
        // many would take time that grows with its square.
        if name.isTokenName {
            let start = max(0, name.range.lowerBound - 1)
            let window = Array(line[start..<min(line.count, name.range.upperBound + 300)])
            let range = (name.range.lowerBound - start)..<(name.range.upperBound - start)
            let shifted = Name(range: range, isFirstInLine: name.isFirstInLine, isTokenName: true)
            if wholeRange(of: shifted, in: window) == nil { return nil }
        }
        return wholeRange(of: name, in: line)
    }

    private static func wholeRange(of name: Name, in line: [UInt8]) -> Range<Int>? {
        var index = name.range.upperBound
        let before = name.range.lowerBound > 0 ? line[name.range.lowerBound - 1] : 0
        while at(index, in: line) == UInt8(ascii: "\\") { index += 1 }
        var enclosingQuote: UInt8?
        var isQuotedName = false
        if ByteClass.isQuote(before) {
            if at(index, in: line) == before {
                (index, isQuotedName) = (index + 1, true)
            } else {
                enclosingQuote = before
            }
        }
        if at(index, in: line) == UInt8(ascii: "]") { index += 1 }
        if before == UInt8(ascii: "<"), at(index, in: line) == UInt8(ascii: ">") {
            let end = line[(index + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? line.count
            return meaningful(index + 1..<end, in: line, of: name)
        }
        guard let start = startOfValue(after: index, of: name, isQuotedName: isQuotedName, in: line) else { return nil }
        return value(from: start, of: name, enclosedIn: enclosingQuote, mayBeType: true, in: line)
    }

    private static func value(
        from start: Int, of name: Name, enclosedIn enclosing: UInt8?, mayBeType: Bool, in line: [UInt8]
    ) -> Range<Int>? {
        if let opening = openingQuote(at: start, in: line) {
            if line[opening.upperBound...].starts(with: SecretRedaction.mark) { return nil }
            let end = endOfQuoted(from: opening.upperBound, by: line[opening.upperBound - 1], opening.count, in: line)
            return meaningful(opening.upperBound..<end, in: line, of: name)
        }
        if line[start...].starts(with: SecretRedaction.mark) { return nil }
        // `password: String = "…"`: the value comes after the type.
        if mayBeType, enclosing == nil, let next = SecretType.startOfValue(afterTypeAt: start, in: line) {
            return value(from: next, of: name, enclosedIn: nil, mayBeType: false, in: line)
        }
        var end = start
        if let enclosing {
            end = line[start...].firstIndex(of: enclosing) ?? line.count
        } else if name.isFirstInLine {
            end = line.count
            while end > start, ByteClass.isBlank(line[end - 1]) || line[end - 1] == UInt8(ascii: ",") { end -= 1 }
        } else {
            end = line[start...].firstIndex { ByteClass.isBlank($0) || "\"'`,;&)]}<".utf8.contains($0) } ?? line.count
        }
        return meaningful(start..<end, in: line, of: name)
    }

    /// The value's place after `=`, `:`, `=>`, `:=`, the blank after an option, the comma after a quoted name in capitals.
    private static func startOfValue(after index: Int, of name: Name, isQuotedName: Bool, in line: [UInt8]) -> Int? {
        let isOption = line[name.range].starts(with: "--".utf8)
        let next = skipBlanks(index, in: line)
        switch at(next, in: line) {
        case UInt8(ascii: "="), UInt8(ascii: ":"):
            var end = next + 1
            if at(next, in: line) == UInt8(ascii: ":"), at(end, in: line) == UInt8(ascii: ":") { return nil }
            while let byte = at(end, in: line), "=>~".utf8.contains(byte) { end += 1 }
            return skipBlanks(end, in: line)
        case UInt8(ascii: "("):
            return openingQuote(at: next + 1, in: line) == nil ? nil : next + 1
        case UInt8(ascii: ",") where isQuotedName && !line[name.range].contains(where: ByteClass.isLower):
            let start = skipBlanks(next + 1, in: line)
            return openingQuote(at: start, in: line) == nil ? nil : start
        case .some where isOption && next > index:
            return at(next, in: line) == UInt8(ascii: "-") ? nil : next
        default:
            return nil
        }
    }

    /// The quotes that open a literal, with up to two letters in front: `"`, `b'`, `"""`, `\"`.
    private static func openingQuote(at start: Int, in line: [UInt8]) -> Range<Int>? {
        var first = start
        while first < start + 2, let byte = at(first, in: line), ByteClass.isLetter(byte) || "\\@#".utf8.contains(byte)
        {
            first += 1
        }
        guard let quote = at(first, in: line), ByteClass.isQuote(quote) else { return nil }
        let isTriple = at(first + 1, in: line) == quote && at(first + 2, in: line) == quote
        return first..<(first + (isTriple ? 3 : 1))
    }

    private static func endOfQuoted(from start: Int, by quote: UInt8, _ count: Int, in line: [UInt8]) -> Int {
        var index = start
        while index < line.count {
            if line[index] == UInt8(ascii: "\\") {
                // `\"` ends a literal within a literal, and is a part of a plain one; to stop there would show the rest.
                index += 2
            } else if line[index] == quote, line[index...].prefix(count).allSatisfy({ $0 == quote }) {
                return index
            } else {
                index += 1
            }
        }
        return line.count
    }

    /// The range, unless it holds nothing that needs to be hidden.
    private static func meaningful(_ range: Range<Int>, in line: [UInt8], of name: Name) -> Range<Int>? {
        let text = line[range]
        if text.isEmpty || text.starts(with: SecretRedaction.mark) { return nil }
        let word = String(decoding: text.prefix(12), as: UTF8.self).lowercased()
        let isNothing = ["false", "nil", "none", "null", "true", "undefined"].contains { nothing in
            word.hasPrefix(nothing) && text.dropFirst(nothing.utf8.count).allSatisfy { "),;}] \r".utf8.contains($0) }
        }
        if isNothing { return nil }
        guard name.isTokenName else { return range }
        let isNumber = text.allSatisfy { ByteClass.isDigit($0) || "+-*/._ ".utf8.contains($0) }
        let isCodeOrMarker = text.prefix(200).contains { "([<".utf8.contains($0) }
        return isNumber || isCodeOrMarker || text.count < 8 ? nil : range
    }

    static func skipBlanks(_ start: Int, in line: [UInt8]) -> Int {
        var index = start
        while let byte = at(index, in: line), ByteClass.isBlank(byte) { index += 1 }
        return index
    }

    private static func at(_ index: Int, in line: [UInt8]) -> UInt8? { index < line.count ? line[index] : nil }
}
