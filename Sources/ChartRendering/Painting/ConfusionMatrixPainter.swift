import RasterGraphics

/// Paints the cells of a confusion matrix and its diagonal.
struct ConfusionMatrixPainter {
    let matrix: ConfusionMatrix
    let layout: ConfusionMatrixLayout
    let chart: ChartLayout
    let theme: ChartTheme

    private var unit: Double { chart.metrics.unit }

    private var colors: ColorMap { matrix.colorScale.map(in: theme) }

    func paint(on canvas: inout Canvas) {
        let count = layout.classCount
        guard count > 0, !layout.grid.isEmpty else { return }
        let totals = matrix.counts.map { $0.reduce(0, +) }
        let isEmpty = totals.allSatisfy { $0 == 0 }
        if let picture = picture(totals) { canvas.draw(picture, in: layout.grid, sampling: .nearest) }
        if layout.hasLines { paintLines(on: &canvas) }
        if !isEmpty {
            for row in 0..<count where totals[row] == 0 && layout.hasRowMarks { paintEmptyRow(row, on: &canvas) }
            paintDiagonal(totals, on: &canvas)
            if layout.cellText != .nothing {
                for row in 0..<count where totals[row] > 0 {
                    for column in 0..<count { paintText(row, column, total: totals[row], on: &canvas) }
                }
            }
        }
    }

    private func color(_ count: Int, of total: Int) -> Color {
        count > 0 && total > 0 ? colors.color(at: Double(count) / Double(total)) : theme.plotBackground
    }

    /// One pixel a cell; where there are more cells than pixels, the largest share of those that a pixel stands for.
    private func picture(_ totals: [Int]) -> Pixmap? {
        let count = layout.classCount
        let columns = max(1, min(count, Int(layout.grid.width)))
        let rows = max(1, min(count, Int(layout.grid.height)))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rows * columns * 4)
        for row in 0..<rows {
            let members = row * count / rows..<max(row * count / rows + 1, (row + 1) * count / rows)
            for column in 0..<columns {
                let cells = column * count / columns..<max(column * count / columns + 1, (column + 1) * count / columns)
                var best = (count: 0, total: 1)
                for member in members {
                    for cell in cells {
                        let found = matrix.counts[member][cell]
                        // Found over its total is above the best so far, without rounding.
                        if found.multipliedFullWidth(by: best.total)
                            > best.count.multipliedFullWidth(by: totals[member])
                        {
                            best = (found, totals[member])
                        }
                    }
                }
                // Rows too narrow for a line are gray when they have no samples.
                let hasSamples = layout.hasRowMarks || members.contains { totals[$0] > 0 }
                let color = hasSamples ? color(best.count, of: best.total) : theme.grid
                bytes.append(contentsOf: [color.red, color.green, color.blue, color.alpha])
            }
        }
        return try? Pixmap(width: columns, height: rows, rgba: bytes)
    }

    private func paintLines(on canvas: inout Canvas) {
        let grid = layout.grid
        for index in 1..<max(2, layout.classCount) where index < layout.classCount {
            let cell = layout.cell(row: index, column: index)
            canvas.fill(Rect(x: cell.x, y: grid.y, width: unit, height: grid.height), color: theme.grid)
            canvas.fill(Rect(x: grid.x, y: cell.y, width: grid.width, height: unit), color: theme.grid)
        }
    }

    private func paintDiagonal(_ totals: [Int], on canvas: inout Canvas) {
        guard layout.hasDiagonal else { return }
        for index in 0..<layout.classCount where totals[index] > 0 {
            let cell = layout.cell(row: index, column: index)
            let width = layout.hasLines ? 2 * unit : unit
            // Over the line at the cell's beginning, up to the one at its end.
            let frame = Rect(
                x: cell.x, y: cell.y, width: cell.width + (layout.hasLines ? unit : 0),
                height: cell.height + (layout.hasLines ? unit : 0))
            canvas.stroke(
                Path(frame.inset(by: width / 2)), style: StrokeStyle(width: width, join: .miter), color: theme.text)
        }
    }

    private func paintEmptyRow(_ row: Int, on canvas: inout Canvas) {
        let first = layout.cell(row: row, column: 0)
        let last = layout.cell(row: row, column: layout.classCount - 1)
        let middle = (first.midY - unit / 2).rounded()
        let line = Rect(x: first.x, y: middle, width: last.maxX - first.x, height: unit)
        let text = TextLayout(
            "no samples", font: chart.metrics.noteFont, maximumWidth: line.width - 4 * chart.metrics.gap)
        let hasText = text.width > 0 && first.height >= text.font.lineHeight
        canvas.fill(line, color: theme.mutedText)
        guard hasText else { return }
        let center = Point(x: line.midX, y: first.midY)
        canvas.fill(
            Rect(
                x: (center.x - text.width / 2 - chart.metrics.gap).rounded(), y: first.y + unit,
                width: text.width + 2 * chart.metrics.gap, height: first.height - unit), color: theme.plotBackground)
        canvas.draw(text, at: center, alignment: TextAlignment(.center, .middle), color: theme.mutedText)
    }

    private func paintText(_ row: Int, _ column: Int, total: Int, on canvas: inout Canvas) {
        let count = matrix.counts[row][column]
        let cell = layout.cell(row: row, column: column)
        let isDiagonal = row == column
        let color: Color
        if count == 0 {
            color = isDiagonal ? theme.text : theme.mutedText
        } else {
            color = colors.textColor(at: Double(count) / Double(max(1, total)))
        }
        let text = TextLayout(
            TickLabel.grouped(count), font: isDiagonal ? layout.diagonalFont : layout.countFont)
        let centered = TextAlignment(.center, .middle)
        guard layout.cellText != .count else {
            canvas.draw(text, at: Point(x: cell.midX, y: cell.midY), alignment: centered, color: color)
            return
        }
        let distance = (layout.countFont.lineHeight + layout.percentageFont.lineHeight) / 2
        let percent =
            layout.cellText == .countAndPercentage
            ? ShareText.percent(count, of: total) : ShareText.wholePercent(count, of: total)
        let share = TextLayout(percent, font: layout.percentageFont)
        canvas.draw(
            text, at: Point(x: cell.midX, y: cell.midY - distance / 2), alignment: centered, color: color)
        canvas.draw(
            share, at: Point(x: cell.midX, y: cell.midY + distance / 2), alignment: centered, color: color)
    }
}
