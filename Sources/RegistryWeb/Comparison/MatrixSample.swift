import ChartRendering
import RegistryCore

/// A confusion matrix that a run logged: a record's field that is called `confusion_matrix`, or so behind a split's name,
/// `val/confusion_matrix`. It has a row for each true class with a number for each predicted one.
struct MatrixSample: Sendable {
    /// The fields that are looked for.
    static let fields = ["confusion_matrix"] + ["val", "test", "train"].map { "\($0)/confusion_matrix" }

    /// What it is called: its field, behind the record's label when that says more.
    let name: String
    let step: Int64
    /// The names of the classes; numbers when the record has none.
    let classes: [String]
    let rows: [[Double]]

    /// The matrix in a field of a record; `nil` when it is none: not square, empty, too large, or not of finite numbers.
    init?(_ field: String, in record: Document, step: Int64) {
        guard let list = record[field]?.arrayValue, (1...ConfusionMatrix.maximumClasses).contains(list.count) else {
            return nil
        }
        var rows: [[Double]] = []
        for row in list {
            let numbers = (row.arrayValue ?? []).compactMap(\.numberValue)
            guard numbers.count == list.count, row.arrayValue?.count == list.count, numbers.allSatisfy(\.isFinite)
            else {
                return nil
            }
            rows.append(numbers)
        }
        let names = (record["class_names"]?.arrayValue ?? []).map { CellText.short($0) }
        let label = record["label"]?.stringValue ?? ""
        name = label.isEmpty || label == field ? field : "\(label): \(field)"
        self.step = step
        self.rows = rows
        classes = names.count == rows.count ? names : rows.indices.map { String($0) }
    }

    /// How the matrix is drawn: as counts with their share of each true class; as colours when it does not hold counts.
    func chart(title: String) throws(ChartError) -> any Chart {
        if let counts { return try ConfusionMatrix(title: title, classes: classes, counts: counts) }
        return HeatMap(
            title: title, xLabel: "Predicted class", yLabel: "True class", matrix: HeatMatrix(rows: rows),
            columns: .categories(classes), rows: .categories(classes))
    }

    /// The numbers as whole ones; `nil` when they are not, or more than are counted.
    private var counts: [[Int]]? {
        var counts: [[Int]] = []
        for row in rows {
            let whole = row.compactMap { Int(exactly: $0) }.filter { $0 >= 0 }
            guard whole.count == row.count else { return nil }
            counts.append(whole)
        }
        return counts
    }
}
