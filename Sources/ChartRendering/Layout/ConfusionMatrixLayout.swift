public import RasterGraphics

/// Where the cells of a confusion matrix go, and what has room in them. In picture pixels.
public struct ConfusionMatrixLayout: Hashable, Sendable {
    /// What is written into cells; the same in all of them, so that a missing number is not taken for a 0.
    public enum CellText: Hashable, Sendable {
        /// The count, and below it the percentage of the row with one decimal.
        case countAndPercentage
        /// The count, and below it the percentage of the row in whole numbers.
        case countAndWholePercentage
        /// The count.
        case count
        /// Nothing.
        case nothing
    }

    /// The whole matrix, on whole pixels.
    public let grid: Rect
    /// How many rows and columns there are.
    public let classCount: Int
    /// What is written into cells.
    public let cellText: CellText
    /// Whether cells are large enough for lines between them.
    public let hasLines: Bool
    /// Whether rows are large enough for a line through those without samples; they are gray otherwise.
    public let hasRowMarks: Bool
    /// Whether the cells of the diagonal are large enough for a frame.
    public let hasDiagonal: Bool

    let countFont: Font
    let diagonalFont: Font
    let percentageFont: Font

    /// The layout of a matrix in the plot of its chart.
    public init(_ matrix: ConfusionMatrix, in layout: ChartLayout) {
        let metrics = layout.metrics
        let plot = layout.plot
        let left = plot.x.rounded()
        let top = plot.y.rounded()
        grid = Rect(x: left, y: top, width: plot.maxX.rounded() - left, height: plot.maxY.rounded() - top)
        classCount = matrix.classes.count
        let width = grid.width / Double(max(1, classCount))
        let height = grid.height / Double(max(1, classCount))
        hasLines = min(width, height) >= 10 * metrics.unit
        hasRowMarks = height >= 3 * metrics.unit
        hasDiagonal = min(width, height) >= 5 * metrics.unit

        // The usual fonts, or smaller ones before anything is left out.
        var chosen: (text: CellText, count: Font, percentage: Font) =
            (.nothing, metrics.noteFont, metrics.noteFont)
        for text in [CellText.countAndPercentage, .countAndWholePercentage, .count] where chosen.text == .nothing {
            for size in [12.5, 10.5, 9.5] where chosen.text == .nothing {
                let count = metrics.font(size: size * metrics.unit)
                let percentage = metrics.font(size: min(10.5, size) * metrics.unit)
                let needed = count.lineHeight + (text == .count ? 0 : percentage.lineHeight)
                guard needed + 2 * metrics.unit <= height else { continue }
                let room = width - 6 * metrics.unit
                if ConfusionMatrixLayout.fits(matrix, text, count, percentage, room, metrics) {
                    chosen = (text, count, percentage)
                }
            }
        }
        cellText = chosen.text
        countFont = chosen.count
        diagonalFont = metrics.font(size: chosen.count.size, weight: .bold)
        percentageFont = chosen.percentage
    }

    /// The place of a cell, on whole pixels.
    public func cell(row: Int, column: Int) -> Rect {
        let count = Double(max(1, classCount))
        func edge(_ start: Double, _ length: Double, _ index: Int) -> Double {
            start + (length * Double(index) / count).rounded()
        }
        let left = edge(grid.x, grid.width, column)
        let top = edge(grid.y, grid.height, row)
        return Rect(
            x: left, y: top, width: edge(grid.x, grid.width, column + 1) - left,
            height: edge(grid.y, grid.height, row + 1) - top)
    }

    private static func fits(
        _ matrix: ConfusionMatrix, _ text: CellText, _ font: Font, _ percentageFont: Font, _ room: Double,
        _ metrics: ChartMetrics
    ) -> Bool {
        let bold = metrics.font(size: font.size, weight: .bold)
        // The bold pen of the diagonal is the wider one.
        let largest = matrix.counts.joined().max() ?? 0
        guard TextLayout(TickLabel.grouped(largest), font: bold).width <= room else { return false }
        let widest = text == .countAndPercentage ? ">99.9 %" : ">99 %"
        return text == .count || TextLayout(widest, font: percentageFont).width <= room
    }
}
