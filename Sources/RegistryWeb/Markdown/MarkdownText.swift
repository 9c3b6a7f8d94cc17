/// Notes in Markdown as HTML: the part of it that notes are written in, and nothing else. Whatever HTML the text holds is shown
/// as text; links lead to http and https only; no picture is loaded.
///
/// Known are headings, paragraphs, lists, quotations, tables, code, rules, emphasis and links. The time grows with the length of the
/// text alone.
struct MarkdownText {
    /// The most characters that are read; the rest is left out.
    static let longest = 100_000

    /// Lists and quotations inside each other beyond this are paragraphs.
    private static let deepest = 5

    private var lines: ArraySlice<Substring>
    private let depth: Int

    /// The HTML of a text.
    static func html(_ text: String) -> String {
        let isCut = text.unicodeScalars.count > longest
        let part = isCut ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(longest))) + "…" : text
        let shown = VisibleText.lines(part.replacing("\t", with: "    "))
        var blocks = MarkdownText(shown.split(separator: "\n", omittingEmptySubsequences: false)[...], depth: 0)
        return blocks.blocks()
    }

    private init(_ lines: ArraySlice<Substring>, depth: Int) {
        self.lines = lines
        self.depth = depth
    }

    private mutating func blocks() -> String {
        var html = ""
        while let line = lines.first {
            if Self.isBlank(line) {
                lines = lines.dropFirst()
            } else if let fence = Self.fence(line) {
                html += code(fence)
            } else if let (level, text) = Self.heading(line) {
                lines = lines.dropFirst()
                // The page has the first two levels.
                html += "<h\(min(level + 2, 6))>\(MarkdownInline.html(text))</h\(min(level + 2, 6))>\n"
            } else if Self.isRule(line) {
                lines = lines.dropFirst()
                html += "<hr>\n"
            } else if let table = MarkdownTable(head: line, rule: lines.dropFirst().first) {
                html += self.table(table)
            } else if depth < Self.deepest, Self.quoted(line) != nil {
                html += quotation()
            } else if depth < Self.deepest, let item = MarkdownListItem(line) {
                html += list(item)
            } else {
                html += paragraph()
            }
        }
        return html
    }

    private mutating func code(_ fence: Substring) -> String {
        lines = lines.dropFirst()
        let content = lines.prefix { line in
            !(line.drop { $0 == " " }.hasPrefix(fence) && line.allSatisfy { $0 == fence.first || $0 == " " })
        }
        lines = lines.dropFirst(content.count + 1)
        return "<pre class=\"code\"><code>\(HTMLEscaping.escaped(content.joined(separator: "\n")))</code></pre>\n"
    }

    private mutating func table(_ table: MarkdownTable) -> String {
        let rows = lines.dropFirst(2).prefix { !Self.isBlank($0) && !Self.beginsBlock($0, depth: depth) }
        lines = lines.dropFirst(rows.count + 2)
        return table.html(rows: rows)
    }

    private mutating func quotation() -> String {
        var inner: [Substring] = []
        while let line = lines.first, let text = Self.quoted(line) {
            inner.append(text)
            lines = lines.dropFirst()
        }
        var blocks = MarkdownText(inner[...], depth: depth + 1)
        return "<blockquote>\(blocks.blocks())</blockquote>\n"
    }

    private mutating func list(_ first: MarkdownListItem) -> String {
        var html = first.number.map { $0 == 1 ? "<ol>\n" : "<ol start=\"\($0)\">\n" } ?? "<ul>\n"
        while let line = lines.first, let item = MarkdownListItem(line), (item.number == nil) == (first.number == nil),
            !Self.isRule(line)
        {
            var inner = [item.text]
            lines = lines.dropFirst()
            while let next = lines.first {
                let indent = next.prefix { $0 == " " }.count
                if indent >= 2, !Self.isBlank(next) {
                    inner.append(next.dropFirst(min(indent, item.width)))
                } else if Self.isBlank(next), let after = lines.dropFirst().first, after.hasPrefix("  "),
                    !Self.isBlank(after)
                {
                    inner.append("")
                } else {
                    break
                }
                lines = lines.dropFirst()
            }
            html += "\(Self.begin(item))\(Self.item(inner, depth: depth + 1))</li>\n"
            // An empty line between two items is no end.
            if let next = lines.first, Self.isBlank(next), let after = lines.dropFirst().first,
                MarkdownListItem(after) != nil
            {
                lines = lines.dropFirst()
            }
        }
        return html + (first.number == nil ? "</ul>\n" : "</ol>\n")
    }

    /// The beginning of an item, with its box: one to be looked at, as the text says what is done.
    private static func begin(_ item: MarkdownListItem) -> String {
        guard let isDone = item.isDone else { return "<li>" }
        let (mark, word) = isDone ? ("☑", "done") : ("☐", "to do")
        return "<li class=\"task\"><span role=\"img\" aria-label=\"\(word)\">\(mark)</span> "
    }

    private static func item(_ lines: [Substring], depth: Int) -> String {
        var blocks = MarkdownText(lines[...], depth: depth)
        guard lines.count > 1 else { return MarkdownInline.html(lines.first ?? "") }
        return blocks.blocks()
    }

    private mutating func paragraph() -> String {
        var text = ""
        while let line = lines.first, !Self.isBlank(line) {
            // At the greatest depth what would begin a block belongs to the paragraph, so that it always goes on.
            if !text.isEmpty, Self.beginsBlock(line, depth: depth) { break }
            if !text.isEmpty, MarkdownTable(head: line, rule: lines.dropFirst().first) != nil { break }
            if !text.isEmpty { text += "\n" }
            text += line.drop { $0 == " " }
            lines = lines.dropFirst()
        }
        return "<p>\(MarkdownInline.html(text[...]))</p>\n"
    }

    private static func beginsBlock(_ line: Substring, depth: Int) -> Bool {
        fence(line) != nil || heading(line) != nil || isRule(line)
            || (depth < deepest && (quoted(line) != nil || MarkdownListItem(line) != nil))
    }

    private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy { $0 == " " } }

    private static func fence(_ line: Substring) -> Substring? {
        let text = line.drop { $0 == " " }
        for mark in ["`", "~"] as [Character] {
            let run = text.prefix { $0 == mark }
            if run.count >= 3, !text.dropFirst(run.count).contains("`") { return run }
        }
        return nil
    }

    private static func heading(_ line: Substring) -> (level: Int, text: Substring)? {
        let marks = line.prefix { $0 == "#" }.count
        guard (1...6).contains(marks), line.dropFirst(marks).first == " " else { return nil }
        return (marks, line.dropFirst(marks + 1))
    }

    private static func isRule(_ line: Substring) -> Bool {
        guard let mark = line.first(where: { $0 != " " }), "-*_".contains(mark) else { return false }
        return line.allSatisfy { $0 == mark || $0 == " " } && line.count { $0 == mark } >= 3
    }

    private static func quoted(_ line: Substring) -> Substring? {
        let text = line.drop { $0 == " " }
        guard text.first == ">" else { return nil }
        let inner = text.dropFirst()
        return inner.first == " " ? inner.dropFirst() : inner
    }
}
