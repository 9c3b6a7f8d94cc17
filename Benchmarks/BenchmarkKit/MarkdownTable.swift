/// Cells in columns, as Markdown that is aligned for who reads it as it is.
package struct MarkdownTable {
    private let columns: [String]
    private var rows: [[String]] = []

    package init(columns: [String]) { self.columns = columns }

    /// Adds a row. Cells that are missing at its end are empty, and those that no column is for are left out.
    package mutating func add(_ cells: [String]) {
        rows.append(columns.indices.map { $0 < cells.count ? Self.escaped(cells[$0]) : "" })
    }

    /// The table, without a line break at its end.
    package var text: String {
        let head = columns.map(Self.escaped)
        let lines = [head, head.map { String(repeating: "-", count: $0.count) }] + rows
        let widths = columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { cells in
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return "| \(padded.joined(separator: " | ")) |"
        }.joined(separator: "\n")
    }

    /// A bar would begin the next cell.
    private static func escaped(_ cell: String) -> String {
        cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
