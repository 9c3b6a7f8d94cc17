import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct HeatMapTests {
    private let small: ChartSize

    init() throws { small = try ChartSize(width: 300, height: 200) }

    @Test(
        arguments: AwkwardNumbers.all.indices, [ScaleKind.linear, .logarithmic, .symmetricLogarithmic(threshold: nil)])
    func `awkward numbers are drawn or counted without harm`(index: Int, kind: ScaleKind) throws {
        let numbers = AwkwardNumbers.all[index]
        for reduction in [HeatMap.Reduction.largestMagnitude, .mean] {
            for axis in [
                HeatAxis.indices, .categories([AwkwardNumbers.longLabel]), .values(from: -1e308, to: 1e308),
                .values(from: .nan, to: 1),
            ] {
                let chart = HeatMap(
                    title: AwkwardNumbers.longLabel, matrix: HeatMatrix(rows: [numbers, Array(numbers.dropLast())]),
                    columns: axis, rows: axis, scale: kind, reduction: reduction)
                for size in [small, try ChartSize(width: 32, height: 32)] {
                    #expect(try chart.render(size: size).width == size.width)
                }
                #expect((chart.frame.emptyMessage == nil) == numbers.contains { kind.canShow($0) })
            }
        }
    }

    @Test func `one hot cell in a matrix of 3,000 × 3,000 is one hot pixel`() throws {
        for (side, row, column) in [(3_000, 1_414, 2_135), (1_000, 0, 0), (1_000, 999, 999), (1_000, 0, 999)] {
            var values = [Double](repeating: 0, count: side * side)
            values[row * side + column] = -1
            let chart = HeatMap(matrix: try HeatMatrix(values: values, columnCount: side), range: -1...0)
            values = []
            let layout = chart.layout(size: small)
            let picture = try chart.render(size: small)
            let hot = ColorMap.viridis.color(at: 0)
            var places: [Point] = []
            for y in Int(layout.plot.y)..<Int(layout.plot.maxY) {
                for x in Int(layout.plot.x)..<Int(layout.plot.maxX.rounded()) where picture[x, y] == hot {
                    places.append(Point(x: Double(x), y: Double(y)))
                }
            }
            #expect(places.count == 1)
            let place = try #require(places.first)
            #expect(abs(place.x + 0.5 - (try #require(layout.xAxis.position(of: Double(column))))) <= 1)
            #expect(abs(place.y + 0.5 - (try #require(layout.yAxis.position(of: Double(row))))) <= 1)
        }
    }

    @Test func `the mean hides a single cell, as it is asked to`() throws {
        var values = [Double](repeating: 0, count: 1_000_000)
        values[500_500] = 1
        let chart = HeatMap(
            matrix: try HeatMatrix(values: values, columnCount: 1_000), range: 0...1, reduction: .mean)
        let picture = try chart.render(size: small)
        let plot = chart.layout(size: small).plot
        let cold = ColorMap.viridis.color(at: 0)
        for y in Int(plot.y)..<Int(plot.maxY) {
            for x in Int(plot.x)..<Int(plot.maxX) {
                let color = try #require(picture[x, y])
                #expect(abs(Int(color.green) - Int(cold.green)) < 20)
            }
        }
    }

    @Test func `every cell belongs to exactly one pixel where pixels hold several, and every pixel has cells`() {
        for (cells, pixels) in [(10, 3), (1_000, 999), (7, 7), (10_000, 640), (101, 100), (5, 1)] {
            let parts = HeatPainter.cells(cells, on: pixels)
            #expect(parts.count == pixels && parts.allSatisfy { !$0.isEmpty })
            #expect(parts.flatMap { Array($0) } == Array(0..<cells))
        }
        for (cells, pixels) in [(1, 50), (3, 100), (99, 100)] {
            let parts = HeatPainter.cells(cells, on: pixels)
            #expect(parts.allSatisfy { $0.count == 1 } && Set(parts.map(\.lowerBound)).count == cells)
        }
    }

    @Test func `cells have the colours of the scale, the first row on top`() throws {
        let rows = [[0.0, 1], [2, 3], [4, .nan]]
        let chart = HeatMap(matrix: HeatMatrix(rows: rows))
        let layout = chart.layout(size: small)
        let picture = try chart.render(size: small)
        for row in 0..<3 {
            for column in 0..<2 where rows[row][column].isFinite {
                let x = Int(try #require(layout.xAxis.position(of: Double(column))))
                let y = Int(try #require(layout.yAxis.position(of: Double(row))))
                #expect(picture[x, y] == ColorMap.viridis.color(at: rows[row][column] / 4))
            }
        }
        #expect(layout.yAxis.start < layout.yAxis.end)
        #expect(chart.frame.note == "3 × 2 cells · 1 not finite (hatched)")
        // Hatched in two greys of the theme.
        let x = Int(try #require(layout.xAxis.position(of: 1)))
        let y = Int(try #require(layout.yAxis.position(of: 2)))
        let colors = Set((0..<12).compactMap { picture[x + $0, y] })
        #expect(colors == [ChartTheme.light.grid, ChartTheme.light.axis])
    }

    @Test func `rows of a range of numbers grow upwards`() throws {
        let chart = HeatMap(
            matrix: HeatMatrix(rows: [[0], [1]]), columns: .values(from: 0, to: 1), rows: .values(from: 10, to: 20))
        let layout = chart.layout(size: small)
        let picture = try chart.render(size: small)
        let x = Int(layout.plot.midX)
        for (place, part) in [(12.0, 0.0), (18, 1)] {
            let y = Int(try #require(layout.yAxis.position(of: place)))
            #expect(picture[x, y] == ColorMap.viridis.color(at: part))
        }
    }

    @Test func `numbers that do not fill rows are refused, ragged rows filled up and said`() throws {
        for (count, columns) in [(5, 2), (3, 0), (3, -1), (0, -1)] {
            let error = #expect(throws: ChartError.self) {
                try HeatMatrix(values: [Double](repeating: 1, count: count), columnCount: columns)
            }
            #expect(error?.code == .invalidArgument)
        }
        #expect(HeatMap(matrix: try HeatMatrix(values: [], columnCount: 0)).frame.emptyMessage == "No data")
        let ragged = HeatMap(matrix: HeatMatrix(rows: [[1, 2], [3], []]))
        #expect(ragged.frame.note == "3 × 2 cells · 3 missing (dotted)")
    }

    @Test func `a logarithmic scale begins at the smallest number above 0 and counts the others`() {
        let chart = HeatMap(matrix: HeatMatrix(rows: [[0, -3, 0.01, 100]]), scale: .logarithmic)
        #expect(chart.shownRange == 0.01...100)
        #expect(chart.frame.note == "1 × 4 cells · 2 not above 0 (hatched)")
        let none = HeatMap(matrix: HeatMatrix(rows: [[0, -3]]), scale: .logarithmic)
        #expect(none.frame.emptyMessage == "No values above 0" && none.frame.colorScale == nil)
    }

    @Test func `a cell that is not there is told apart from one that is NaN`() throws {
        let chart = HeatMap(matrix: HeatMatrix(rows: [[0, 1, 2], [.nan], [1, .infinity]]))
        #expect(chart.frame.note == "3 × 3 cells · 2 not finite (hatched) · 3 missing (dotted)")
        let layout = chart.layout(size: small)
        let picture = try chart.render(size: small)
        func colors(_ row: Int, _ column: Int) throws -> Set<Color> {
            let x = Int(try #require(layout.xAxis.position(of: Double(column))))
            let y = Int(try #require(layout.yAxis.position(of: Double(row))))
            return Set((-6..<6).flatMap { dx in (-6..<6).compactMap { picture[x + dx, y + $0] } })
        }
        let theme = ChartTheme.light
        for (row, column) in [(1, 1), (1, 2), (2, 2)] {
            #expect(try colors(row, column) == [theme.plotBackground, theme.mutedText])
        }
        for (row, column) in [(1, 0), (2, 1)] { #expect(try colors(row, column) == [theme.grid, theme.axis]) }
        // A pixel that holds a cell, even NaN, beside missing ones is not said to be missing.
        let matrix = HeatMatrix(rows: [[1, 1, 1], [1, .nan]])
        #expect(matrix.isMissing(rows: 1..<2, columns: 2..<3) && !matrix.isMissing(rows: 1..<2, columns: 1..<3))
        #expect(!matrix.isMissing(rows: 0..<2, columns: 2..<3))
    }

    @Test func `one long row among many short ones takes the memory of its numbers alone`() throws {
        let rows = [[Double](repeating: 2, count: 100_000)] + [[Double]](repeating: [1], count: 100_000)
        let matrix = HeatMatrix(rows: rows)
        #expect(matrix.values.count == 200_000)
        #expect(matrix.rowCount == 100_001 && matrix.columnCount == 100_000)
        #expect(matrix.missingCount == 100_000 * 99_999 && matrix.nonFiniteCount == 0)
        #expect(matrix.row(1) == [1] && matrix.row(0).count == 100_000 && matrix.row(100_001).isEmpty)
        let picture = try HeatMap(matrix: matrix).render(size: small)
        #expect(picture.width == small.width)
    }

    @Test func `cells outside a given range are counted, and the bar of the colours ends in triangles`() throws {
        func chart(_ range: ClosedRange<Double>?, _ kind: ScaleKind = .linear) -> HeatMap {
            HeatMap(matrix: HeatMatrix(rows: [[-3, 0, 1, 2, .infinity, 50, 60]]), scale: kind, range: range)
        }
        let both = chart(0...2).frame
        #expect(both.note == "1 × 7 cells · 1 not finite (hatched) · 3 outside the range")
        #expect(both.colorScale?.extendsBelow == true && both.colorScale?.extendsAbove == true)
        let above = chart(-3...2).frame
        #expect(above.note.hasSuffix("2 outside the range"))
        #expect(above.colorScale?.extendsBelow == false && above.colorScale?.extendsAbove == true)
        for range in [nil, -3...60, -100...100] as [ClosedRange<Double>?] {
            let frame = chart(range).frame
            #expect(!frame.note.contains("outside"))
            #expect(frame.colorScale?.extendsBelow == false && frame.colorScale?.extendsAbove == false)
        }
        // What a logarithmic scale cannot show is hatched, not outside.
        #expect(chart(1...50, .logarithmic).frame.note.hasSuffix("2 not above 0 (hatched) · 1 outside the range"))
        #expect(chart(1...60, .logarithmic).frame.colorScale?.extendsAbove == false)

        let size = try ChartSize(width: 300, height: 200)
        let layout = chart(0...2).layout(size: size)
        let bar = try #require(layout.colorScale)
        #expect(bar.frame.y == layout.plot.y + bar.tipHeight && bar.frame.maxY == layout.plot.maxY - bar.tipHeight)
        #expect(bar.axis.position(of: 2) == bar.frame.y && bar.axis.position(of: 0) == bar.frame.maxY)
        let whole = try #require(chart(nil).layout(size: size).colorScale)
        #expect(whole.frame.y == layout.plot.y && whole.frame.maxY == layout.plot.maxY)
        for theme in [ChartTheme.light, .dark] {
            let picture = try chart(0...2).render(size: size, theme: theme)
            let x = Int(bar.frame.midX)
            #expect(picture[x, Int(bar.frame.y) - 3] == ColorMap.viridis.color(at: 1))
            #expect(picture[x, Int(bar.frame.maxY) + 2] == ColorMap.viridis.color(at: 0))
            // A triangle, not a longer bar.
            #expect(picture[Int(bar.frame.x), Int(layout.plot.y) + 1] == theme.background)
        }
    }
}
