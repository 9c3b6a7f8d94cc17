import RegistryCore
import RegistryWeb

/// Records as a table of plain text: numbers to the right, all else to the left.
struct TextTable {
    /// The widest column, in characters.
    private static let widest = 40

    private let headings: [String]
    private let rows: [[String]]
    private let isNumeric: [Bool]

    init(records: [Document]) {
        let names = RecordColumns.names(of: records, hiding: [])
        headings = names
        rows = records.map { record in names.map { Self.cell(CellText.short(record[$0])) } }
        isNumeric = names.map { name in records.contains { $0[name]?.numberValue != nil } }
    }

    /// Lines of text; a sentence when there are no records.
    var text: String {
        guard !rows.isEmpty else { return "No results found." }
        let widths = headings.indices.map { column in
            ([headings[column].count] + rows.map { $0[column].count }).max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return isNumeric[column] ? space + cell : cell + space
            }
            return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
        let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
        return ([line(headings), rule] + rows.map(line)).joined(separator: "\n")
    }

    /// One line without control characters, which could speak to the terminal.
    private static func cell(_ text: String) -> String {
        let plain = Self.plain(text)
        return plain.count > widest ? plain.prefix(widest - 1) + "…" : plain
    }

    /// Text without control characters.
    static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }

    /// The same for text of several lines.
    static func plainLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { plain(String($0)) }.joined(separator: "\n")
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
