public import RasterGraphics

/// A matrix of numbers as colours, with the scale of the colours beside it.
///
/// Cells larger than a pixel have hard edges. Where several cells share a pixel, each belongs to exactly one pixel, and
/// by default the number of largest magnitude is shown there: one hot cell among a hundred million is seen, at the
/// price that its neighbours are not. Cells that are not finite, or not above 0 on a logarithmic scale, are hatched in
/// grey where they have a pixel of their own, cells that are not there are dotted, and the note counts both.
public struct HeatMap: Chart, Hashable, Sendable {
    /// What is shown where several cells share a pixel.
    public enum Reduction: Hashable, Sendable {
        /// The number farthest from 0; of two equally far the positive one.
        case largestMagnitude
        /// The mean of all numbers there. Single extremes vanish.
        case mean
    }

    /// Above the chart; empty for none.
    public var title: String
    /// The title of the horizontal axis; empty for none.
    public var xLabel: String
    /// The title of the vertical axis; empty for none.
    public var yLabel: String
    /// The numbers.
    public var matrix: HeatMatrix
    /// What the columns are. Default counted from 0.
    public var columns: HeatAxis
    /// What the rows are. Default counted from 0 at the top.
    public var rows: HeatAxis
    /// The colours, the first for the smallest number. Default viridis.
    public var colorMap: ColorMap
    /// How numbers are spread over the colours. Default linear.
    public var scale: ScaleKind
    /// The numbers at both ends of the colours; `nil`, the default, for the smallest and the largest of the matrix.
    /// Numbers outside have the colour of the nearer end; the note counts them, and the bar of the colours ends in a
    /// triangle where there are any.
    public var range: ClosedRange<Double>?
    /// What is shown where several cells share a pixel. Default the number of largest magnitude.
    public var reduction: Reduction

    /// A chart of a matrix.
    public init(
        title: String = "", xLabel: String = "", yLabel: String = "", matrix: HeatMatrix, columns: HeatAxis = .indices,
        rows: HeatAxis = .indices, colorMap: ColorMap = .viridis, scale: ScaleKind = .linear,
        range: ClosedRange<Double>? = nil, reduction: Reduction = .largestMagnitude
    ) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.matrix = matrix
        self.columns = columns
        self.rows = rows
        self.colorMap = colorMap
        self.scale = scale
        self.range = range
        self.reduction = reduction
    }

    /// What the chart says around its cells.
    public var frame: ChartFrame {
        let shown = shownRange
        let outside = shown.map(cells(outside:)) ?? (below: 0, above: 0)
        return ChartFrame(
            title: title, xLabel: xLabel, yLabel: yLabel,
            x: HeatMap.axis(columns, count: matrix.columnCount, isVertical: false),
            y: HeatMap.axis(rows, count: matrix.rowCount, isVertical: true),
            colorScale: shown.map {
                var colors = ColorScale(axis: ValueAxis(scale, showing: $0), map: colorMap)
                (colors.extendsBelow, colors.extendsAbove) = (outside.below > 0, outside.above > 0)
                return colors
            }, note: note(outside: outside.below + outside.above),
            emptyMessage: matrix.values.isEmpty
                ? "No data" : shown == nil ? (hidden > 0 ? "No values above 0" : "No finite values") : nil,
            hasGrid: false)
    }

    /// Paints the cells.
    public func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {
        HeatPainter(chart: self, layout: layout, theme: theme).paint(on: &canvas)
    }

    /// The numbers between the ends of the colours; `nil` when no cell has a colour.
    var shownRange: ClosedRange<Double>? {
        guard let known = matrix.range, scale.canShow(known.upperBound) else { return nil }
        if let range, scale.canShow(range.lowerBound), scale.canShow(range.upperBound) { return range }
        if scale.canShow(known.lowerBound) { return known }
        return matrix.smallestPositive.map { $0...known.upperBound }
    }

    /// Finite cells that the scale of the colours cannot show.
    private var hidden: Int { scale.canShow(0) ? 0 : matrix.notPositiveCount }

    /// How many numbers have the colour of an end that is not theirs.
    private func cells(outside shown: ClosedRange<Double>) -> (below: Int, above: Int) {
        // A range of one number is widened to one that has colours.
        let ends = Scale(scale, showing: shown)
        return matrix.count(
            outside: min(ends.lower, shown.lowerBound)...max(ends.upper, shown.upperBound), on: scale)
    }

    private func note(outside: Int) -> String {
        guard !matrix.values.isEmpty else { return "" }
        let (rows, columns) = (TickLabel.grouped(matrix.rowCount), TickLabel.grouped(matrix.columnCount))
        return CountedNoun.note([
            "\(rows) × \(columns) cells", CountedNoun.some(matrix.nonFiniteCount, "not finite (hatched)"),
            CountedNoun.some(hidden, "not above 0 (hatched)"),
            CountedNoun.some(matrix.missingCount, "missing (dotted)"),
            CountedNoun.some(outside, "outside the range"),
        ])
    }

    /// The cells fill the plot, whatever their axes say: an axis has no range in common with others.
    private static func axis(_ axis: HeatAxis, count: Int, isVertical: Bool) -> AxisContent {
        switch axis {
        case .categories(let names):
            let missing = [String](repeating: "", count: max(0, count - names.count))
            return .categories(Array(names.prefix(count)) + missing)
        case .values(let from, let to) where from.isFinite && to.isFinite && from < to:
            return .values(ValueAxis(showing: from...to, air: .none, sharing: .never))
        default:
            // The number of a cell stands at its middle.
            let range = count > 0 ? -0.5...Double(count) - 0.5 : nil
            return .values(
                ValueAxis(showing: range, isWhole: true, air: .none, isReversed: isVertical, sharing: .never))
        }
    }

    /// Whether the first row is at the bottom.
    var growsUpwards: Bool {
        if case .values(let from, let to) = rows { return from.isFinite && to.isFinite && from < to }
        return false
    }
}
