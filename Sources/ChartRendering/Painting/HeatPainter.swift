import RasterGraphics

/// Paints the cells of a heat map pixel by pixel.
struct HeatPainter {
    let chart: HeatMap
    let layout: ChartLayout
    let theme: ChartTheme

    func paint(on canvas: inout Canvas) {
        let plot = layout.plot
        let columns = HeatPainter.pixels(from: plot.x, to: plot.maxX)
        let rows = HeatPainter.pixels(from: plot.y, to: plot.maxY)
        let matrix = chart.matrix
        guard !matrix.values.isEmpty, !columns.isEmpty, !rows.isEmpty else { return }
        let across = HeatPainter.cells(matrix.columnCount, on: columns.count)
        let down = HeatPainter.cells(matrix.rowCount, on: rows.count)
        let scale = chart.shownRange.map { Scale(chart.scale, showing: $0) }
        let colorMap = chart.colorMap ?? .viridis
        var bytes: [UInt8] = []
        bytes.reserveCapacity(columns.count * rows.count * 4)
        var previous: (rows: Range<Int>, numbers: [Double])?
        for row in 0..<rows.count {
            let cellRows = down[chart.growsUpwards ? rows.count - 1 - row : row]
            // Pixel rows of the same cells have the same numbers.
            let numbers = previous?.rows == cellRows ? previous?.numbers ?? [] : reduced(cellRows, across)
            previous = (cellRows, numbers)
            for (column, number) in numbers.enumerated() {
                let color =
                    scale?.fraction(of: number).map(colorMap.color(at:))
                    ?? (matrix.isMissing(rows: cellRows, columns: across[column])
                        ? dotting(column + columns.lowerBound, row + rows.lowerBound)
                        : hatching(column + columns.lowerBound, row + rows.lowerBound))
                bytes.append(contentsOf: [color.red, color.green, color.blue, color.alpha])
            }
        }
        PixelBlock.paint(bytes, columns: columns, rows: rows, on: &canvas)
    }

    private static func pixels(from start: Double, to end: Double) -> Range<Int> {
        Int(start.rounded())..<max(Int(start.rounded()), Int(end.rounded()))
    }

    /// The cells of each pixel: the one below its middle where cells are larger than pixels, else those whose middles
    /// it holds.
    static func cells(_ count: Int, on pixels: Int) -> [Range<Int>] {
        guard count > pixels else {
            return (0..<pixels).map { pixel in
                let cell = min((2 * pixel + 1) * count / (2 * pixels), count - 1)
                return cell..<cell + 1
            }
        }
        // The first cell whose middle is not left of a pixel's edge.
        func first(_ pixel: Int) -> Int { min((2 * pixel * count + pixels - 1) / (2 * pixels), count) }
        return (0..<pixels).map { first($0)..<first($0 + 1) }
    }

    /// One number for each pixel of a row; NaN where none of its cells can be shown.
    private func reduced(_ rows: Range<Int>, _ across: [Range<Int>]) -> [Double] {
        let kind = chart.scale
        if rows.count == 1, across.allSatisfy({ $0.count == 1 }) {
            let values = chart.matrix.row(rows.lowerBound)
            return across.map { $0.lowerBound < values.count ? values[values.startIndex + $0.lowerBound] : .nan }
        }
        var numbers = [Double](repeating: .nan, count: across.count)
        var counts = [Double](repeating: 0, count: across.count)
        let isMean = chart.reduction == .mean
        for row in rows {
            let values = chart.matrix.row(row)
            for (pixel, cells) in across.enumerated() {
                // Shorter rows end earlier.
                guard cells.lowerBound < values.count else { break }
                var number = numbers[pixel]
                var count = counts[pixel]
                let last = values.startIndex + min(cells.upperBound, values.count)
                for index in values.startIndex + cells.lowerBound..<last {
                    let value = values[index]
                    guard kind.canShow(value) else { continue }
                    count += 1
                    if count == 1 {
                        number = value
                    } else if isMean {
                        // Each step stays between the numbers so far: no sum that is not finite.
                        number = number * ((count - 1) / count) + value / count
                    } else if abs(value) > abs(number) || (value == -number && value > 0) {
                        number = value
                    }
                }
                numbers[pixel] = number
                counts[pixel] = count
            }
        }
        return numbers
    }

    /// Small grey dots on the plot's background, where there is no cell.
    private func dotting(_ column: Int, _ row: Int) -> Color {
        let side = max(1, Int(layout.metrics.unit))
        return column % (6 * side) < side && row % (6 * side) < side ? theme.mutedText : theme.plotBackground
    }

    /// Grey stripes from the lower left to the upper right, unlike any colour of a map.
    private func hatching(_ column: Int, _ row: Int) -> Color {
        let stripe = max(1, Int(3 * layout.metrics.unit))
        return (column + row) % (2 * stripe) < stripe ? theme.grid : theme.axis
    }
}
