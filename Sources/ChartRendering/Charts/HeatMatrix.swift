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
    /// Numbers that are not finite, without those of cells that are not there.
    let nonFiniteCount: Int
    let notPositiveCount: Int
    /// Cells that are not there: the ends of shorter rows.
    let missingCount: Int
    /// How many cells each row has; empty when all rows are full.
    private let lengths: [Int]

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

    /// A matrix from its rows. Those that are shorter than the longest lack cells at their end: ``values`` has NaN there,
    /// but a chart tells them apart from numbers that are NaN.
    public init(rows: [[Double]]) {
        let width = rows.map(\.count).max() ?? 0
        let isRagged = rows.contains { $0.count < width }
        self.init(
            filled: rows.flatMap { $0 + [Double](repeating: .nan, count: width - $0.count) }, columnCount: width,
            lengths: isRagged ? rows.map(\.count) : [])
    }

    private init(filled values: [Double], columnCount: Int, lengths: [Int] = []) {
        self.values = values
        self.columnCount = columnCount
        self.lengths = lengths
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
        missingCount = lengths.reduce(0) { $0 + columnCount - $1 }
        nonFiniteCount = nonFinite - missingCount
        notPositiveCount = notPositive
    }

    /// Whether none of these cells is there.
    func isMissing(rows: Range<Int>, columns: Range<Int>) -> Bool {
        !lengths.isEmpty
            && rows.allSatisfy { lengths.indices.contains($0) && lengths[$0] <= columns.lowerBound }
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
