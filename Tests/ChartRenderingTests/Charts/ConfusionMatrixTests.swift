import RasterGraphics
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct ConfusionMatrixTests {
    private func layouts(
        _ matrix: ConfusionMatrix, _ width: Int = 800, _ height: Int = 500
    ) throws -> (chart: ChartLayout, matrix: ConfusionMatrixLayout) {
        let chart = ChartLayout(matrix, size: try ChartSize(width: width, height: height))
        return (chart, ConfusionMatrixLayout(matrix, in: chart))
    }

    private func color(_ picture: Pixmap, at cell: Rect) -> Color? {
        // Beside the text and inside the lines.
        picture[Int(cell.x) + 4, Int(cell.y) + 4]
    }

    private func random(_ count: Int, seed: UInt64) throws -> ConfusionMatrix {
        var generator = SeededGenerator(seed: seed)
        let counts = (0..<count).map { row in
            (0..<count).map { Int.random(in: 0...($0 == row ? 500 : 9), using: &generator) }
        }
        return try ConfusionMatrix(classes: (0..<count).map { "class \($0)" }, counts: counts)
    }

    @Test func `labels are counted by their true and their predicted class`() throws {
        let matrix = try ConfusionMatrix(
            trueLabels: ["cat", "cat", "dog", "10", "9"], predictedLabels: ["cat", "dog", "dog", "9", "9"])
        #expect(matrix.classes == ["9", "10", "cat", "dog"])
        #expect(matrix.counts == [[1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]])
        #expect(matrix.correctCount == 3 && matrix.sampleCount == 5 && matrix.accuracy == 0.6)
        #expect(matrix.frame.title == "accuracy 60 %")
        let given = try ConfusionMatrix(trueLabels: ["b"], predictedLabels: ["a"], classes: ["b", "a", "c"])
        #expect(given.counts == [[0, 1, 0], [0, 0, 0], [0, 0, 0]])
    }

    @Test func `the title says the accuracy and the axes what they are`() throws {
        let (chart, _) = try layouts(
            ConfusionMatrix(title: "Digits", classes: ["0", "1"], counts: [[93, 7], [0, 900]]))
        #expect(chart.title?.text.text == "Digits · accuracy 99.3 %")
        #expect(chart.xLabel?.text.text == "Predicted class")
        #expect(chart.yLabel?.text.text == "True class")
        #expect(chart.note?.text.text == "993 of 1,000 correct")
        #expect(chart.xAxis.ticks.map(\.label) == ["0", "1"] && chart.yAxis.ticks.map(\.label) == ["0", "1"])
        // The first class is at the top left, so that the diagonal runs downwards.
        #expect(chart.yAxis.ticks[0].position < chart.yAxis.ticks[1].position)
    }

    @Test func `impossible matrices are refused with the reason`() throws {
        func code(_ make: () throws -> ConfusionMatrix) -> ChartError.Code? {
            (#expect(throws: ChartError.self) { try make() })?.code
        }
        #expect(code { try ConfusionMatrix(classes: ["a"], counts: []) } == .invalidArgument)
        #expect(code { try ConfusionMatrix(classes: ["a", "b"], counts: [[1, 2], [3]]) } == .invalidArgument)
        #expect(code { try ConfusionMatrix(classes: ["a"], counts: [[-1]]) } == .invalidArgument)
        #expect(code { try ConfusionMatrix(classes: ["a"], counts: [[.max]]) } == .tooLarge)
        let half = ConfusionMatrix.maximumSamples / 2 + 1
        #expect(code { try ConfusionMatrix(classes: ["a", "b"], counts: [[half, 0], [0, half]]) } == .tooLarge)
        #expect(code { try ConfusionMatrix(trueLabels: ["a"], predictedLabels: []) } == .invalidArgument)
        #expect(
            code { try ConfusionMatrix(trueLabels: ["a"], predictedLabels: ["b"], classes: ["a"]) } == .invalidArgument)
        let many = (0...ConfusionMatrix.maximumClasses).map(String.init)
        #expect(code { try ConfusionMatrix(trueLabels: many, predictedLabels: many) } == .tooLarge)
        #expect(code { try ConfusionMatrix(classes: many, counts: []) } == .tooLarge)
    }

    @Test func `ten classes have counts and percentages in a small picture, too`() throws {
        #expect(try layouts(random(10, seed: 1)).matrix.cellText == .countAndPercentage)
        #expect(try layouts(random(10, seed: 1), 560, 480).matrix.cellText == .countAndWholePercentage)
    }

    @Test func `small cells leave out the percentage, then the count`() throws {
        #expect(try layouts(random(5, seed: 1)).matrix.cellText == .countAndPercentage)
        #expect(try layouts(random(20, seed: 1)).matrix.cellText == .count)
        #expect(try layouts(random(60, seed: 1)).matrix.cellText == .nothing)
        // Never more text in less room.
        let order: [ConfusionMatrixLayout.CellText] = [
            .countAndPercentage, .countAndWholePercentage, .count, .nothing,
        ]
        for size in [(800, 500), (300, 200), (100, 80)] {
            let levels = try (1...40).map { try layouts(random($0, seed: 3), size.0, size.1).matrix.cellText }
            let ranks = levels.compactMap(order.firstIndex)
            #expect(ranks == ranks.sorted())
        }
    }

    @Test func `cells cover the matrix without gaps and without overlap`() throws {
        for count in [1, 2, 7, 33, 100] {
            let layout = try layouts(random(count, seed: 5)).matrix
            #expect(layout.cell(row: 0, column: 0).x == layout.grid.x)
            #expect(layout.cell(row: count - 1, column: count - 1).maxX == layout.grid.maxX)
            #expect(layout.cell(row: count - 1, column: count - 1).maxY == layout.grid.maxY)
            for index in 1..<max(1, count) where index < count {
                let before = layout.cell(row: index - 1, column: index - 1)
                let cell = layout.cell(row: index, column: index)
                #expect(before.maxX == cell.x && before.maxY == cell.y && cell.width > 0 && cell.height > 0)
            }
        }
    }

    @Test(arguments: [ChartTheme.light, .dark])
    func `a cell's colour is that of its part of the row, and text on it can be read`(theme: ChartTheme) throws {
        let map = ColorMap(through: [.white, .black])
        var matrix = try ConfusionMatrix(classes: ["a", "b"], counts: [[3, 1], [0, 0]], colorMap: map)
        let (_, layout) = try layouts(matrix)
        let picture = try matrix.render(theme: theme)
        #expect(color(picture, at: layout.cell(row: 0, column: 0)) == map.color(at: 0.75))
        #expect(color(picture, at: layout.cell(row: 0, column: 1)) == map.color(at: 0.25))
        // White letters on the dark cell, black ones on the light cell.
        func colors(_ cell: Rect) -> Set<Color?> {
            Set(
                (Int(cell.x) + 6..<Int(cell.maxX) - 6).flatMap { x in
                    (Int(cell.y) + 6..<Int(cell.maxY) - 6).map { picture[x, $0] }
                })
        }
        #expect(colors(layout.cell(row: 0, column: 0)).contains(.white))
        #expect(colors(layout.cell(row: 0, column: 1)).contains(.black))
        matrix.colorMap = nil
        #expect(try matrix.render(theme: theme) != picture)
    }

    @Test func `a class without samples has a line through its row instead of numbers`() throws {
        let matrix = try ConfusionMatrix(classes: ["a", "b", "c"], counts: [[5, 0, 0], [0, 0, 0], [0, 1, 4]])
        let (_, layout) = try layouts(matrix)
        let picture = try matrix.render()
        let cell = layout.cell(row: 1, column: 0)
        #expect(picture[Int(cell.x) + 20, Int(cell.midY)] == ChartTheme.light.mutedText)
        #expect(picture[Int(cell.x) + 20, Int(cell.midY) - 6] == ChartTheme.light.plotBackground)
        let other = layout.cell(row: 2, column: 0)
        #expect(picture[Int(other.x) + 20, Int(other.midY)] == ChartTheme.light.plotBackground)
    }

    @Test func `a single error among a hundred classes is seen`() throws {
        var counts = (0..<100).map { row in (0..<100).map { $0 == row ? 10_000 : 0 } }
        let clean = try ConfusionMatrix(classes: counts.indices.map(String.init), counts: counts)
        counts[70][12] = 1
        let matrix = try ConfusionMatrix(classes: counts.indices.map(String.init), counts: counts)
        let cell = try layouts(matrix).matrix.cell(row: 70, column: 12)
        for theme in [ChartTheme.light, .dark] {
            let x = Int(cell.midX)
            let y = Int(cell.midY)
            #expect(try clean.render(theme: theme)[x, y] == theme.plotBackground)
            let seen = try #require(try matrix.render(theme: theme)[x, y])
            let background = theme.plotBackground
            let distance =
                abs(Int(seen.red) - Int(background.red)) + abs(Int(seen.green) - Int(background.green))
                + abs(Int(seen.blue) - Int(background.blue))
            #expect(distance > 40)
        }
    }

    @Test func `more classes than pixels still show every class`() throws {
        let counts = (0..<1_000).map { row in (0..<1_000).map { row == 123 && $0 == 877 ? 3 : 0 } }
        let matrix = try ConfusionMatrix(classes: counts.indices.map(String.init), counts: counts)
        let (chart, _) = try layouts(matrix, 200, 150)
        let picture = try matrix.render(size: ChartSize(width: 200, height: 150))
        let x = Int(chart.plot.x + chart.plot.width * 0.8775)
        let y = Int(chart.plot.y + chart.plot.height * 0.1235)
        let near = (-1...1).flatMap { dx in (-1...1).map { picture[x + dx, y + $0] } }
        // The colour of 100 %: a dark blue among white cells and gray rows without samples.
        #expect(near.contains { $0.map { $0.red < 20 && $0.blue > 80 && $0.blue < 130 } ?? false })
    }

    @Test func `no classes, no samples, long and foreign names are drawn`() throws {
        #expect(try layouts(ConfusionMatrix(classes: [], counts: [])).chart.emptyMessage == "No classes")
        let none = try ConfusionMatrix(classes: ["a"], counts: [[0]])
        #expect(try layouts(none).chart.emptyMessage == "No samples")
        #expect(none.accuracy == nil && none.frame.title.isEmpty)
        let names = [String(repeating: "Wide ", count: 100), "貓狗鳥", "قط", ""]
        let odd = try ConfusionMatrix(
            title: names[0], classes: names,
            counts: (0..<4).map { row in (0..<4).map { $0 == row ? ConfusionMatrix.maximumSamples / 4 : 0 } })
        for size in [try ChartSize(width: 32, height: 32), .standard] {
            for matrix in [none, odd, try ConfusionMatrix(classes: [], counts: [])] {
                #expect(try matrix.png(size: size) == matrix.png(size: size))
            }
        }
        // The number of classes alone never makes the plot vanish.
        #expect(try layouts(odd).chart.plot.width > 200)
    }

    @Test func `a part of a row is never written as nothing or as all`() {
        #expect(ShareText.percent(0, of: 7) == "0 %")
        #expect(ShareText.percent(7, of: 7) == "100 %")
        #expect(ShareText.percent(1, of: 100_000) == "<0.1 %")
        #expect(ShareText.percent(99_999, of: 100_000) == ">99.9 %")
        #expect(ShareText.percent(1, of: 3) == "33.3 %")
        #expect(ShareText.percent(1, of: 0) == "–")
        #expect(ShareText.percent(.max / 2, of: .max) == "50 %")
        let whole = [(0, 7), (7, 7), (1, 1_000), (999, 1_000), (1, 3), (1, 0)].map {
            ShareText.wholePercent($0, of: $1)
        }
        #expect(whole == ["0 %", "100 %", "<1 %", ">99 %", "33 %", "–"])
    }
}
