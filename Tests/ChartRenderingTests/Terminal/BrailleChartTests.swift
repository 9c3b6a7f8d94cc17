import Testing

@testable import ChartRendering

@Suite struct BrailleChartTests {
    private let plain = BrailleChart(columns: 60, rows: 10, hasColors: false)

    private func chart(_ points: [ChartPoint], name: String = "run") -> LineChart {
        LineChart(title: "loss", xLabel: "step", series: [ChartSeries(name: name, points: points)])
    }

    private func dots(_ line: Substring) -> Int {
        line.unicodeScalars.reduce(0) { (0x2801...0x28FF).contains($1.value) ? $0 + 1 : $0 }
    }

    @Test func `The data stands between its ticks, under its title and over its axis`() throws {
        let text = try plain.text(of: chart((0...100).map { ChartPoint(x: Double($0), y: Double($0)) }))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "loss")
        #expect(lines[1].contains("run"))
        let data = lines[2..<12]
        // A line at each end may be the air around the data.
        #expect(data.dropFirst().dropLast().allSatisfy { dots($0) > 0 })
        #expect(data.suffix(2).contains { $0.contains(" 0 ┤") })
        #expect(lines[12].contains("└─"))
        #expect(lines[13].contains("100"))
        #expect(lines[14].contains("101 points"))
        #expect(lines.allSatisfy { $0.count <= 60 })
    }

    @Test func `A spike of one step among a million points reaches its height`() throws {
        var points = (0..<1_000_000).map { ChartPoint(x: Double($0), y: 0) }
        points[700_000].y = 100
        let lines = try plain.text(of: chart(points)).split(separator: "\n")
        #expect((3..<11).allSatisfy { dots(lines[$0]) > 0 })
    }

    @Test func `Names cannot command the terminal`() throws {
        let hostile = chart([ChartPoint(x: 0, y: 1)], name: "a\u{1B}[2Jb\u{202E}c\nd")
        let text = try BrailleChart(columns: 60, rows: 6).text(of: hostile)
        #expect(!text.contains("\u{1B}[2J"))
        #expect(!text.unicodeScalars.contains("\u{202E}"))
        #expect(text.contains("a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}d"))
    }

    @Test func `Colours are used only when they are wanted`() throws {
        let line = chart((0...9).map { ChartPoint(x: Double($0), y: Double($0)) })
        #expect(try !plain.text(of: line).contains("\u{1B}"))
        #expect(try BrailleChart(columns: 60, rows: 6).text(of: line).contains("\u{1B}[38;2;"))
    }

    @Test func `Long names of rows and long titles of axes stay within the columns`() throws {
        let name = String(repeating: "name", count: 30)
        let bars = BarChart(
            title: name, valueLabel: name, categories: [name, name],
            groups: [BarGroup(name: name, values: [1, 2]), BarGroup(name: name, values: [3, 4])],
            orientation: .horizontal)
        for columns in [24, 51, 80] {
            let text = try BrailleChart(columns: columns, rows: 20, hasColors: false).text(of: bars)
            #expect(columns < 80 || text.contains("namenam…"))
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= columns })
        }
    }

    @Test func `Nothing to draw is said`() throws {
        #expect(try plain.text(of: LineChart(series: [])).contains("No data"))
    }

    @Test(arguments: [(-5, -5), (0, 0), (1_000_000, 1_000_000)])
    func `Sizes are limited`(size: (Int, Int)) throws {
        let text = try BrailleChart(columns: size.0, rows: size.1, hasColors: false)
            .text(of: chart([ChartPoint(x: 0, y: 0), ChartPoint(x: 1, y: 1)]))
        let lines = text.split(separator: "\n")
        #expect(lines.count <= 206 && lines.count >= 8)
        #expect(lines.allSatisfy { $0.count <= 400 })
    }

    @Test func `The smallest chart has numbers at both axes, and raw curves show their spikes behind smoothed ones`()
        throws
    {
        var points = (0..<1_000).map { ChartPoint(x: Double($0), y: 0) }
        points[500].y = 100
        for index in 0..<10 {
            var chart = LineChart(
                series: (0...index).map { ChartSeries(name: "", points: $0 == index ? points : [points[0]]) })
            chart.smoothing = try ExponentialAverage(weight: 0.99)
            let text = try BrailleChart(columns: 24, rows: 4, hasColors: false).text(of: chart)
            let lines = text.split(separator: "\n")
            #expect(lines.prefix(4).contains { $0.contains("┤") })
            #expect(lines[5].contains { $0.isNumber })
            #expect(lines.prefix(3).allSatisfy { dots($0) > 0 }, "\(index): \(text)")
        }
    }

    @Test func `Values at bars are numbers beside the dots, not dots`() throws {
        let values: [Double] = [37, 1_250, 908]
        for orientation in [BarChart.Orientation.vertical, .horizontal] {
            let bars = BarChart(
                categories: ["one", "two", "three"], groups: [BarGroup(values: values)], orientation: orientation)
            let text = try BrailleChart(columns: 80, rows: 16, hasColors: false).text(of: bars)
            let lines = text.split(separator: "\n")
            for label in ["37", "1250", "908"] {
                let line = try #require(lines.first { $0.contains(label) }, "\(text)")
                // A number of the axis stands before the axis.
                #expect(
                    line.split(separator: "│").last?.contains(label) == true || orientation == .horizontal, "\(text)")
            }
        }
    }

    @Test func `Parallel coordinates have names and numbers in letters`() throws {
        let parallel = ParallelCoordinates(axes: [
            ParallelAxis("rate", numbers: [0.1, 0.2, 0.4]),
            ParallelAxis("optimizer", categories: ["adam", "sgd", "adam"]),
            ParallelAxis("loss", numbers: [1, nil, 3]),
        ])
        let text = try BrailleChart(columns: 80, rows: 20, hasColors: false).text(of: parallel)
        for word in ["rate", "optimizer", "loss", "adam", "sgd", "0.2", "1 missing"] {
            #expect(text.contains(word), "\(word): \(text)")
        }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `Panels, cells and rows have their words in letters`() throws {
        let braille = BrailleChart(columns: 100, rows: 24, hasColors: false)
        let line = chart((0...9).map { ChartPoint(x: Double($0), y: 70 * Double($0)) })
        let panels = SmallMultiples(panels: [ChartPanel(title: "first", line), ChartPanel(title: "second", line)])
        let both = try braille.text(of: panels)
        #expect(both.contains("first") && both.contains("second") && both.contains("600"), "\(both)")

        let matrix = try ConfusionMatrix(classes: ["cat", "dog"], counts: [[47, 3], [8, 52]])
        let cells = try braille.text(of: matrix)
        #expect(["cat", "dog", "47", "52", "94"].allSatisfy(cells.contains), "\(cells)")

        let ridge = RidgeChart(
            rows: [100, 250].map { step in RidgeRow(step: step, content: .values([1, 2, 2, 3, step / 50])) })
        let rows = try braille.text(of: ridge)
        #expect(rows.contains("100 ┤") && rows.contains("250 ┤"), "\(rows)")
    }

    @Test func `A pile of marks stays within its line`() throws {
        let text = try plain.text(
            of: chart([ChartPoint(x: 0, y: 1)], name: "e" + String(repeating: "\u{301}", count: 500)))
        #expect(text.unicodeScalars.count { $0 == "\u{301}" } < 10)
    }
}
