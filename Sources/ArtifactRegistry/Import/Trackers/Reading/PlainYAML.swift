import RegistryCore

/// The part of YAML that trackers write their settings in: maps and lists by indentation, and scalars of one line. What is
/// beyond that is text.
enum PlainYAML {
    /// The deepest nesting that is read.
    private static let deepest = 100

    private struct Line {
        let indent: Int
        let content: Substring
    }

    /// What a text says; an empty object when it says nothing.
    static func value(_ text: String) -> Value {
        var lines = text.split(whereSeparator: \.isNewline).compactMap { line -> Line? in
            let content = line.drop { $0 == " " }
            guard let first = content.first, first != "#", content != "---", content != "..." else { return nil }
            return Line(indent: line.count - content.count, content: content)
        }[...]
        return block(&lines, depth: 0) ?? [:]
    }

    private static func block(_ lines: inout ArraySlice<Line>, depth: Int) -> Value? {
        guard let first = lines.first, depth < deepest else { return nil }
        return isItem(first.content)
            ? list(&lines, indent: first.indent, depth: depth) : map(&lines, indent: first.indent, depth: depth)
    }

    private static func map(_ lines: inout ArraySlice<Line>, indent: Int, depth: Int) -> Value {
        var fields: [(String, Value)] = []
        var places: [String: Int] = [:]
        while let line = lines.first, line.indent >= indent {
            lines.removeFirst()
            guard line.indent == indent, let (key, rest) = keyAndRest(line.content) else { continue }
            let value = value(rest, below: indent, &lines, depth: depth, listsMayStandHere: true)
            if let place = places[key] {
                fields[place].1 = value
            } else {
                places[key] = fields.count
                fields.append((key, value))
            }
        }
        return .document(Document(fields))
    }

    private static func list(_ lines: inout ArraySlice<Line>, indent: Int, depth: Int) -> Value {
        var elements: [Value] = []
        while let line = lines.first, line.indent == indent, isItem(line.content) {
            let rest = line.content.dropFirst().drop { $0 == " " }
            if keyAndRest(rest) != nil, rest.first != "\"", rest.first != "'", rest.first != "{" {
                // A map whose first key stands behind the dash.
                lines[lines.startIndex] = Line(indent: indent + line.content.count - rest.count, content: rest)
                elements.append(block(&lines, depth: depth + 1) ?? .null)
            } else {
                lines.removeFirst()
                elements.append(value(rest, below: indent, &lines, depth: depth, listsMayStandHere: false))
            }
        }
        return .array(elements)
    }

    private static func value(
        _ rest: Substring, below indent: Int, _ lines: inout ArraySlice<Line>, depth: Int, listsMayStandHere: Bool
    ) -> Value {
        guard rest.isEmpty else { return scalar(rest) }
        guard let next = lines.first else { return .null }
        let isBelow = next.indent > indent || (listsMayStandHere && next.indent == indent && isItem(next.content))
        return isBelow ? block(&lines, depth: depth + 1) ?? .null : .null
    }

    private static func isItem(_ content: Substring) -> Bool { content == "-" || content.hasPrefix("- ") }

    private static func keyAndRest(_ content: Substring) -> (String, Substring)? {
        if let quote = content.first, quote == "\"" || quote == "'" {
            guard let end = content.dropFirst().firstIndex(of: quote) else { return nil }
            let rest = content[content.index(after: end)...]
            guard rest.first == ":" else { return nil }
            return (
                String(content[content.index(after: content.startIndex)..<end]), rest.dropFirst().drop { $0 == " " }
            )
        }
        var index = content.startIndex
        while let colon = content[index...].firstIndex(of: ":") {
            let after = content.index(after: colon)
            if after == content.endIndex || content[after] == " " {
                return (String(content[..<colon]), content[after...].drop { $0 == " " })
            }
            index = after
        }
        return nil
    }

    private static func scalar(_ text: Substring) -> Value {
        var text = text
        while text.last == " " { text.removeLast() }
        switch text {
        case "null", "~", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        case ".nan", ".NaN": return .double(.nan)
        case ".inf": return .double(.infinity)
        case "-.inf": return .double(-.infinity)
        case "[]": return .array([])
        case "{}": return [:]
        default: break
        }
        if text.count >= 2, let quote = text.first, quote == text.last, quote == "'" || quote == "\"" {
            let inner = text.dropFirst().dropLast()
            if quote == "'" {
                return .string(inner.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'"))
            }
            return (try? Value(pythonJSON: String(text).utf8)) ?? .string(String(inner))
        }
        if let whole = Int64(text) { return .int(whole) }
        if let first = text.utf8.first, first == UInt8(ascii: "-") || (48...57).contains(first),
            let number = Double(text)
        {
            return .double(number)
        }
        if text.first == "[" || text.first == "{", let value = try? Value(pythonJSON: String(text).utf8) {
            return value
        }
        return .string(String(text))
    }
}
