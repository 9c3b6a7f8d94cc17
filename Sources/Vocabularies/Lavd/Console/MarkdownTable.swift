/// A table as Markdown has it, with columns that are as wide as what is in them.
struct MarkdownTable {
    /// Its lines: the header, the rule, and one for each row.
    let lines: [String]

    init(header: [String], rows: [[TableCell]], placeholder: String, precision: Int) {
        let count = ([header.count] + rows.map(\.count)).max() ?? 0
        func filled(_ cells: [String], with filling: String) -> [String] {
            (cells + Array(repeating: filling, count: count - cells.count)).map(Self.escaped)
        }
        let cells = rows.map { row in
            filled(row.map { $0.text(placeholder: placeholder, precision: precision) }, with: placeholder)
        }
        let names = filled(header, with: "")
        let widths = (0..<count).map { column in
            ([names] + cells).map { TextWidth.columns(of: $0[column]) }.max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { cell, width in
                cell + String(repeating: " ", count: width - TextWidth.columns(of: cell))
            }
            return "| " + padded.joined(separator: " | ") + " |"
        }
        let rule = "|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|"
        lines = count == 0 ? [] : [line(names), rule] + cells.map(line)
    }

    /// A cell is one line without a bar of its own: else it would be no cell of a table.
    private static func escaped(_ cell: String) -> String {
        TextWidth.plain(cell).replacing("|", with: "\\|")
    }
}
