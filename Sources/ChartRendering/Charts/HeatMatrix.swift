/// Numbers in rows and columns, with what a chart must know of them: looked at once, however often the chart is drawn.
public struct HeatMatrix: Hashable, Sendable {
    /// The numbers, row by row.
    public let values: [Double]
    /// Numbers a row.
    public let columnCount: Int
    /// Rows.
    public let rowCount: Int

    /// The range of all finite numbers; `nil` without any.
    let range: ClosedRange<Double>?
    /// The smallest number above 0.
    let smallestPositive: Double?
    let nonFiniteCount: Int
    let notPositiveCount: Int

    /// A matrix from its numbers row by row.
    ///
    /// - Throws: ``ChartError`` with `invalidArgument` when the numbers do not fill whole rows.
    public init(values: [Double], columnCount: Int) throws(ChartError) {
        guard columnCount > 0 ? values.count % columnCount == 0 : values.isEmpty && columnCount == 0 else {
            throw ChartError(
                .invalidArgument, "\(values.count) numbers do not fill whole rows of \(columnCount) for a heat map")
        }
        self.init(filled: values, columnCount: columnCount)
    }

    /// A matrix from its rows; shorter ones are filled up with NaN, which is shown as no number.
    public init(rows: [[Double]]) {
        let width = rows.map(\.count).max() ?? 0
        self.init(
            filled: rows.flatMap { $0 + [Double](repeating: .nan, count: width - $0.count) }, columnCount: width)
    }

    private init(filled values: [Double], columnCount: Int) {
        self.values = values
        self.columnCount = columnCount
        rowCount = columnCount > 0 ? values.count / columnCount : 0
        var low = Double.infinity
        var high = -Double.infinity
        var positive = Double.infinity
        var nonFinite = 0
        var notPositive = 0
        for value in values {
            guard value.isFinite else {
                nonFinite += 1
                continue
            }
            if value < low { low = value }
            if value > high { high = value }
            if value > 0 {
                if value < positive { positive = value }
            } else {
                notPositive += 1
            }
        }
        range = low <= high ? low...high : nil
        smallestPositive = positive.isFinite ? positive : nil
        nonFiniteCount = nonFinite
        notPositiveCount = notPositive
    }
}
