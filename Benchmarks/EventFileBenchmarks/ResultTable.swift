import Foundation

/// The figures, as a Markdown table.
struct ResultTable {
    /// One thing that was measured.
    struct Row {
        let title: String
        let measurement: Measurement
    }

    private var rows: [Row] = []

    /// Adds a row, and tells it at once.
    mutating func add(_ row: Row) {
        rows.append(row)
        FileHandle.standardError.write(Data("\(row.title): \(Self.cells(row)[2])\n".utf8))
    }

    /// The table.
    var text: String {
        let head = ["what", "scalars", "scalars/s", "scalars/s of processor time", "peak memory"]
        let lines = [head, head.map { String(repeating: "-", count: $0.count) }] + rows.map(Self.cells)
        let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { cells in
            let padded = zip(cells, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
            return "| \(padded.joined(separator: " | ")) |"
        }.joined(separator: "\n")
    }

    private static func cells(_ row: Row) -> [String] {
        let figures = row.measurement
        let count = Double(figures.count)
        return [
            row.title, grouped(count), grouped(count / max(figures.seconds, 1e-9)),
            grouped(count / max(figures.processorSeconds, 1e-9)), "\(Int(figures.peakMegabytes)) MB",
        ]
    }

    private static func grouped(_ number: Double) -> String {
        var digits = String(Int(number.rounded()))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: index))
            index -= 3
        }
        return digits
    }
}
