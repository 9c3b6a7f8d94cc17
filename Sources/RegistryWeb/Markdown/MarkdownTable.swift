/// A table of Markdown: a line of names, a line of dashes that says how the columns stand, and rows.
///
///     | metric | value |
///     |--------|------:|
///     | loss   |   0.1 |
struct MarkdownTable {
    private enum Side: String {
        case left = ""
        case right = " class=\"cell-right\""
        case middle = " class=\"cell-middle\""
    }

    /// The most columns; lines with more are no table.
    private static let mostColumns = 100

    private let names: [String]
    private let sides: [Side]

    /// `nil` when the two lines do not begin a table.
    init?(head: Substring, rule: Substring?) {
        guard let rule, let first = rule.first(where: { $0 != " " }), "|:-".contains(first), rule.contains("-"),
            rule.contains("|"), rule.allSatisfy({ "|:- ".contains($0) })
        else { return nil }
        sides = Self.cells(of: rule).compactMap(Self.side)
        names = Self.cells(of: head)
        guard names.count == sides.count, sides.count <= Self.mostColumns else { return nil }
    }

    /// The table with its rows. What a row has beyond the columns is left out.
    func html(rows: some Sequence<Substring>) -> String {
        var html = "<div class=\"notes-table\"><table>\n<thead><tr>"
        for (name, side) in zip(names, sides) { html += "<th\(side.rawValue)>\(MarkdownInline.html(name[...]))</th>" }
        html += "</tr></thead>\n<tbody>\n"
        for row in rows {
            let cells = Self.cells(of: row)
            html += "<tr>"
            for (cell, side) in zip(cells, sides) {
                html += "<td\(side.rawValue)>\(MarkdownInline.html(cell[...]))</td>"
            }
            // One for all that are missing: a short row costs no more than it has.
            let missing = sides.count - cells.count
            if missing > 0 { html += missing == 1 ? "<td></td>" : "<td colspan=\"\(missing)\"></td>" }
            html += "</tr>\n"
        }
        return html + "</tbody>\n</table></div>\n"
    }

    /// A line's texts between its bars. `\\|` is no bar.
    private static func cells(of line: Substring) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isEscaped = false
        for character in line {
            if character == "|", !isEscaped {
                cells.append(cell)
                cell = ""
            } else {
                if character == "|" { cell.removeLast() }
                cell.append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        cells.append(cell)
        cells = cells.map(trimmed)
        // The bars at both ends are no columns.
        if cells.count > 1, cells.first == "" { cells.removeFirst() }
        if cells.count > 1, cells.last == "" { cells.removeLast() }
        return cells
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0 == " " }
        guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
        return String(start[...last])
    }

    private static func side(_ cell: String) -> Side? {
        let dashes = cell.drop { $0 == ":" }
        let (begins, ends) = (cell.hasPrefix(":"), cell.hasSuffix(":"))
        guard dashes.contains("-"), dashes.allSatisfy({ $0 == "-" || $0 == ":" }),
            cell.count(where: { $0 == ":" }) == (begins ? 1 : 0) + (ends ? 1 : 0)
        else { return nil }
        return begins && ends ? .middle : ends ? .right : .left
    }
}
