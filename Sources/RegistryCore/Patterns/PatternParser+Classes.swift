extension PatternParser {
    /// `[…]`.
    mutating func parseClass() throws(PatternError) -> Part {
        let start = position
        position += 1
        let isNegated = skip("^")
        var characters: [ClosedRange<UInt32>] = []
        var sets = ScalarSet()
        var isFirst = true
        while let scalar = next, isFirst || scalar != "]" {
            isFirst = false
            let itemStart = position
            switch try parseClassItem(scalar) {
            case .set(let set):
                if next == "-", let end = peek(1), end != "]" {
                    throw PatternError("a range begins with a class. Write \\- for the character.", at: itemStart)
                }
                sets.formUnion(set)
            case .scalar(let low):
                characters.append(low.value...(try parseRangeEnd(from: low, at: itemStart)))
            }
        }
        guard skip("]") else {
            throw PatternError("a class is opened and not closed. Write \\[ for the character.", at: start)
        }
        try refuseCollatingSyntax(from: start)
        var set = ScalarSet(characters)
        if options.contains(.ignoresCase) { set = CaseFolding.closure(of: set) }
        set.formUnion(sets)
        return part(isNegated ? set.inverted : set)
    }

    /// `[.a.]`, `[=a=]` and `[:a:]` as a whole are a class like any other here and an error in PCRE.
    private func refuseCollatingSyntax(from start: Int) throws(PatternError) {
        let content = source[(start + 1)..<(position - 1)]
        guard content.count > 1, let first = content.first, first == content.last, [".", ":", "="].contains(first)
        else { return }
        throw PatternError("a class begins and ends with \(first). Put another character first.", at: start)
    }

    /// The end of a range that begins with `low`; `low` itself when it begins none.
    private mutating func parseRangeEnd(from low: Unicode.Scalar, at start: Int) throws(PatternError) -> UInt32 {
        guard next == "-", let scalar = peek(1), scalar != "]" else { return low.value }
        position += 1
        guard case .scalar(let high) = try parseClassItem(scalar) else {
            throw PatternError("a range ends with a class. Write \\- for the character.", at: start)
        }
        guard low <= high else {
            throw PatternError("a range ends with a character that comes before its first.", at: start)
        }
        return high.value
    }

    private mutating func parseClassItem(_ scalar: Unicode.Scalar) throws(PatternError) -> Escape {
        switch scalar {
        case "\\":
            if peek(1) == "b" {
                position += 2
                return .scalar("\u{8}")
            }
            return try parseCharacterEscape()
        case "[":
            if let kind = peek(1), kind == ":" || kind == "." || kind == "=" {
                throw PatternError(
                    "classes with names are not supported. Write \\d, \\w, \\s or a range, and \\[ for the character.",
                    at: position)
            }
        case "\0":
            throw PatternError("there is a NUL character. Write \\x00.", at: position)
        default: break
        }
        position += 1
        return .scalar(scalar)
    }
}
