import ChartRendering
import RegistryCore

/// A field of a record that is a matrix: rows of equally many numbers.
struct RecordMatrix {
    /// The most rows, and the most columns.
    static let mostCells = 512

    let field: String
    private let sample: MatrixSample?
    private let rows: [[Double]]

    /// `nil` for anything else, for a single row, and for one with more than ``mostCells`` rows or columns.
    init?(_ field: String, in record: Document) {
        guard let list = record[field]?.arrayValue, (2...Self.mostCells).contains(list.count) else { return nil }
        var rows: [[Double]] = []
        for row in list {
            guard let values = row.arrayValue, (1...Self.mostCells).contains(values.count),
                values.count == rows.first?.count ?? values.count
            else { return nil }
            let numbers = values.compactMap(\.numberValue)
            guard numbers.count == values.count else { return nil }
            rows.append(numbers)
        }
        self.field = field
        self.rows = rows
        sample = MatrixSample.fields.contains(field) ? MatrixSample(field, in: record, step: 0) : nil
    }

    /// The matrix as colours; of a confusion matrix with its counts.
    func chart() throws(ChartError) -> any Chart {
        if let sample { return try sample.chart(title: VisibleText.short(field)) }
        return HeatMap(title: VisibleText.short(field), matrix: HeatMatrix(rows: rows))
    }
}
