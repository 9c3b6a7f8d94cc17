import ChartRendering

/// What one confusion matrix has more or less than another, cell by cell.
struct MatrixDifference: Sendable {
    /// Row by row.
    let rows: [[Double]]
    let classes: [String]
    /// Whether the numbers are percentage points of each true class: matrices of other numbers of samples have no counts to
    /// compare.
    let isOfShares: Bool

    /// - Returns: `nil` for matrices of other classes.
    init?(from old: MatrixSample, to new: MatrixSample) {
        guard old.classes == new.classes else { return nil }
        let total = { (sample: MatrixSample) in sample.rows.joined().reduce(0, +) }
        isOfShares = total(old) != total(new)
        let (first, second) = isOfShares ? (Self.shares(old.rows), Self.shares(new.rows)) : (old.rows, new.rows)
        rows = zip(first, second).map { zip($0, $1).map { $1 - $0 } }
        classes = old.classes
    }

    private static func shares(_ rows: [[Double]]) -> [[Double]] {
        rows.map { row in
            let total = row.reduce(0, +)
            return row.map { total == 0 ? 0 : 100 * $0 / total }
        }
    }

    /// The difference as colours around the middle, which is none.
    func chart(title: String, isDark: Bool) -> HeatMap {
        let most = rows.joined().map(\.magnitude).max() ?? 0
        let reach = most > 0 ? most : 1
        return HeatMap(
            title: title, xLabel: "Predicted class (colours: \(isOfShares ? "% points" : "samples"))",
            yLabel: "True class", matrix: HeatMatrix(rows: rows),
            columns: .categories(classes), rows: .categories(classes),
            colorMap: isDark ? .divergingOnDark : .diverging, range: -reach...reach)
    }
}
