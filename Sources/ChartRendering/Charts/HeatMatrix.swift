/// Numbers in rows and columns, with what a chart must know of them: looked at once, however often the chart is drawn.
public struct HeatMatrix: Hashable, Sendable {
    /// The numbers, row by row; rows that lack cells at their end are shorter here.
    public let values: [Double]
    /// Numbers a row.
    public let columnCount: Int
    /// Rows.
    public let rowCount: Int

    /// The range of all finite numbers; `nil` without any.
    let range: ClosedRange<Double>?
    /// The smallest number above 0.
    let smallestPositive: Double?
    /// Numbers that are not finite, without those of cells that are not there.
    let nonFiniteCount: Int
    let notPositiveCount: Int
    /// Cells that are not there: the ends of shorter rows.
    let missingCount: Int
    /// Where each row begins among the values, and at last where they end; empty when all rows are full.
    private let starts: [Int]

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

    /// A matrix from its rows. Those that are shorter than the longest lack cells at their end, which take no memory: one
    /// long row among many short ones is no large matrix.
    public init(rows: [[Double]]) {
        let width = rows.map(\.count).max() ?? 0
        let isRagged = rows.contains { $0.count < width }
        var starts: [Int] = []
        if isRagged {
            starts = [0]
            for row in rows { starts.append(starts[starts.count - 1] + row.count) }
        }
        self.init(filled: rows.flatMap { $0 }, columnCount: width, starts: starts)
    }

    private init(filled values: [Double], columnCount: Int, starts: [Int] = []) {
        self.values = values
        self.columnCount = columnCount
        self.starts = starts
        rowCount = starts.isEmpty ? (columnCount > 0 ? values.count / columnCount : 0) : starts.count - 1
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
        // Rows and columns are each no more than an array has places, and their product may still be too large to count.
        let (cells, isTooLarge) = rowCount.multipliedReportingOverflow(by: columnCount)
        missingCount = (isTooLarge ? .max : cells) - values.count
        nonFiniteCount = nonFinite
        notPositiveCount = notPositive
    }

    /// The numbers of a row, from its first column.
    func row(_ row: Int) -> ArraySlice<Double> {
        guard row >= 0, row < rowCount else { return [] }
        return starts.isEmpty
            ? values[row * columnCount..<(row + 1) * columnCount] : values[starts[row]..<starts[row + 1]]
    }

    /// Whether none of these cells is there.
    func isMissing(rows: Range<Int>, columns: Range<Int>) -> Bool {
        rows.clamped(to: 0..<rowCount) == rows && rows.allSatisfy { row($0).count <= columns.lowerBound }
    }

    /// How many finite numbers lie outside of a range; on a scale that needs numbers above 0 only those count.
    func count(outside range: ClosedRange<Double>, on kind: ScaleKind) -> (below: Int, above: Int) {
        guard let known = self.range, known.lowerBound < range.lowerBound || known.upperBound > range.upperBound else {
            return (0, 0)
        }
        var (below, above) = (0, 0)
        for value in values where kind.canShow(value) {
            if value < range.lowerBound { below += 1 }
            if value > range.upperBound { above += 1 }
        }
        return (below, above)
    }
}
