/// Follows a text line by line and finds private keys in PEM form, also in the lines of a diff or of a string.
///
/// A key whose end is missing, because the text was cut, ends with the first line that cannot be a part of it.
struct PrivateKeyBlock {
    private var isInside = false

    /// Where a key stands in the next line.
    mutating func secrets(in line: [UInt8]) -> [Range<Int>] {
        guard !isInside else { return continued(in: line) }
        guard let begin = Self.find("-----BEGIN ", in: line, from: 0) else {
            // A hunk of a diff may show a key's middle only.
            return Self.isKeyText(line) ? [Self.body(of: line)] : []
        }
        guard let name = Self.find("PRIVATE KEY", in: line, from: begin),
            let dashes = Self.find("-----", in: line, from: name)
        else { return [] }
        let start = dashes + 5
        if let end = Self.find("-----END ", in: line, from: start) { return start < end ? [start..<end] : [] }
        isInside = true
        // Code that looks for the first line of a key is left as it is.
        return line[start...].contains(where: ByteClass.isBase64, atLeast: 16) ? [start..<line.count] : []
    }

    private mutating func continued(in line: [UInt8]) -> [Range<Int>] {
        if let end = Self.find("-----END ", in: line, from: 0) {
            isInside = false
            let start = Self.body(of: line).lowerBound
            return start < end ? [start..<end] : []
        }
        guard Self.isKeyBody(line[...]) || Self.isHeader(line) else {
            isInside = false
            return []
        }
        let body = Self.body(of: line)
        return body.isEmpty ? [] : [body]
    }

    /// Whether a line, without a diff's mark, quotes and the ends of string literals, is Base64 or empty.
    private static func isKeyBody(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy { ByteClass.isBase64($0) || isAround($0) }
    }

    /// `Proc-Type: 4,ENCRYPTED` and its like.
    private static func isHeader(_ line: [UInt8]) -> Bool {
        let body = line[body(of: line)]
        return ["Proc-Type:", "DEK-Info:", "Version:", "Comment:"].contains { body.starts(with: $0.utf8) }
    }

    /// A line of the length of PEM's lines that has nothing but Base64 of all kinds in it: no word and no digest.
    private static func isKeyText(_ line: [UInt8]) -> Bool {
        let body = line[body(of: line)]
        return (60...80).contains(body.count) && body.allSatisfy(ByteClass.isBase64)
            && body.contains(where: ByteClass.isDigit) && body.contains(where: ByteClass.isUpper)
            && body.contains(where: ByteClass.isLower) && !body.contains(where: { $0 == UInt8(ascii: "/") }, atLeast: 6)
    }

    /// A line without a diff's mark at its front, and without what is around a string literal.
    private static func body(of line: [UInt8]) -> Range<Int> {
        var range = 0..<line.count
        if let first = line.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") { range = 1..<line.count }
        while let first = range.first, isAround(line[first]) { range = (first + 1)..<range.upperBound }
        while let last = range.last, isAround(line[last]) { range = range.lowerBound..<last }
        return range
    }

    private static func isAround(_ byte: UInt8) -> Bool {
        ByteClass.isBlank(byte) || ByteClass.isQuote(byte)
            || [UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: "-")]
                .contains(byte)
    }

    private static func find(_ text: String, in line: [UInt8], from start: Int) -> Int? {
        let text = Array(text.utf8)
        guard start + text.count <= line.count else { return nil }
        return (start...(line.count - text.count)).first { line[$0] == text[0] && line[$0...].starts(with: text) }
    }
}

extension Sequence<UInt8> {
    /// Whether so many elements are of a kind.
    fileprivate func contains(where isOfKind: (UInt8) -> Bool, atLeast count: Int) -> Bool {
        var seen = 0
        for element in self where isOfKind(element) {
            seen += 1
            if seen == count { return true }
        }
        return false
    }
}
