import RegistryCore

/// The part of YAML that trackers write their settings in: maps and lists by indentation, and scalars, which PyYAML wraps where they are
/// long. What is beyond that is text.
enum PlainYAML {
    /// The deepest nesting that is read.
    private static let deepest = 100

    /// What a text says; an empty object when it says nothing.
    static func value(_ text: String) -> Value {
        var lines = YAMLLines(text)
        return block(&lines, depth: 0) ?? [:]
    }

    private static func block(_ lines: inout YAMLLines, depth: Int) -> Value? {
        guard let first = lines.next(), depth < deepest else { return nil }
        return isItem(first.content)
            ? list(&lines, indent: first.indent, depth: depth) : map(&lines, indent: first.indent, depth: depth)
    }

    private static func map(_ lines: inout YAMLLines, indent: Int, depth: Int) -> Value {
        var fields: [(String, Value)] = []
        var places: [String: Int] = [:]
        while let line = lines.next(), line.indent >= indent {
            let key: String
            let rest: YAMLLines.Part
            let isLongKey = isMark("?", line.content)
            if isLongKey {
                // A long name stands in a line of its own, and its value behind a colon in another one.
                lines.take()
                guard line.indent == indent,
                    let name = text(after(line.content), below: indent, &lines),
                    let next = lines.next(), next.indent == indent, isMark(":", next.content)
                else { continue }
                (key, rest) = (name, after(next.content))
                if begins(rest) {
                    lines.take(upTo: rest, of: next)
                } else {
                    lines.take()
                }
            } else {
                lines.take()
                guard line.indent == indent, let found = keyAndRest(line.content) else { continue }
                (key, rest) = found
            }
            let value: Value?
            if isLongKey, begins(rest) {
                value = block(&lines, depth: depth + 1) ?? .null
            } else {
                value = self.value(rest, below: indent, &lines, depth: depth, listsMayStandHere: true)
            }
            guard let value else { continue }
            if let place = places[key] {
                fields[place].1 = value
            } else {
                places[key] = fields.count
                fields.append((key, value))
            }
        }
        return .document(Document(fields))
    }

    private static func list(_ lines: inout YAMLLines, indent: Int, depth: Int) -> Value {
        var elements: [Value] = []
        while let line = lines.next(), line.indent == indent, isItem(line.content) {
            let rest = after(line.content)
            if begins(rest) {
                // A map whose first key, or a list whose first element, stands behind the dash.
                lines.take(upTo: rest, of: line)
                elements.append(block(&lines, depth: depth + 1) ?? .null)
            } else {
                lines.take()
                elements.append(value(rest, below: indent, &lines, depth: depth, listsMayStandHere: false) ?? .null)
            }
        }
        return .array(elements)
    }

    /// What stands behind a key or a dash, there or in the lines below; `nil` for a text whose end is missing.
    private static func value(
        _ rest: YAMLLines.Part, below indent: Int, _ lines: inout YAMLLines, depth: Int, listsMayStandHere: Bool
    ) -> Value? {
        guard rest.isEmpty else {
            if rest.first == "\"" || rest.first == "'" {
                return text(rest, below: indent, &lines).map { .string($0) }
            }
            guard let first = rest.first, !marks.contains(first) else { return scalar(String(rest)) }
            return scalar(lines.plain(rest, below: indent))
        }
        guard let next = lines.next() else { return .null }
        let isBelow = next.indent > indent || (listsMayStandHere && next.indent == indent && isItem(next.content))
        return isBelow ? block(&lines, depth: depth + 1) ?? .null : .null
    }

    /// A text, in quotes or without.
    private static func text(_ rest: YAMLLines.Part, below indent: Int, _ lines: inout YAMLLines) -> String? {
        guard rest.first == "\"" || rest.first == "'" else { return lines.plain(rest, below: indent) }
        guard let (text, behind) = lines.quoted(rest) else { return nil }
        let left = behind.drop { $0 == " " }
        // What goes on behind its quotes was no text in quotes.
        return left.isEmpty || left.first == "#" ? text : String(rest)
    }

    /// What begins something else than a text without quotes.
    private static let marks: Set<Unicode.Scalar> = ["[", "{", "|", ">", "&", "*", "!", "#"]

    private static func isItem(_ content: YAMLLines.Part) -> Bool { isMark("-", content) }

    /// Whether a line begins with a mark, which a space or nothing stands behind.
    private static func isMark(_ mark: Unicode.Scalar, _ content: YAMLLines.Part) -> Bool {
        content.first == mark && (content.dropFirst().first ?? " ") == " "
    }

    /// What stands behind the mark that a line begins with.
    private static func after(_ content: YAMLLines.Part) -> YAMLLines.Part { content.dropFirst().drop { $0 == " " } }

    /// Whether a map or a list begins, in the line of the mark before it.
    private static func begins(_ rest: YAMLLines.Part) -> Bool {
        isItem(rest) || (rest.first != "{" && rest.first != "[" && (isMark("?", rest) || keyAndRest(rest) != nil))
    }

    private static func keyAndRest(_ content: YAMLLines.Part) -> (String, YAMLLines.Part)? {
        if let quote = content.first, quote == "\"" || quote == "'" {
            var key = YAMLQuotedText(content)
            guard let rest = key.read(content.dropFirst()), isMark(":", rest) else { return nil }
            return (key.text, after(rest))
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

    /// What a text without quotes means.
    private static func scalar(_ text: String) -> Value {
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
        if let whole = Int64(text) { return .int(whole) }
        if let first = text.utf8.first, first == UInt8(ascii: "-") || (48...57).contains(first),
            let number = Double(text)
        {
            return .double(number)
        }
        if text.first == "[" || text.first == "{", let value = try? Value(pythonJSON: text.utf8) {
            return value
        }
        return .string(text)
    }
}
