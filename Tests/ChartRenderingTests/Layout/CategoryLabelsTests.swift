import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct CategoryLabelsTests {
    private let metrics = ChartMetrics(scale: 1, typeface: .builtIn)

    private func labels(_ names: [String], length: Double = 740, depth: Double = 110) -> CategoryLabels {
        CategoryLabels(names, in: .init(length: length, before: 50, depth: depth), metrics: metrics)
    }

    private func names(_ count: Int, _ stem: String = "run-") -> [String] { (1...count).map { "\(stem)\($0)" } }

    @Test func `names that fit stand upright`() {
        for names in [names(4), names(12), ["a"], [], names(25, "")] {
            let labels = labels(names)
            #expect(labels.direction == .rightwards && labels.texts == names)
        }
    }

    @Test func `thirty-one names are all read, by an eighth of a turn`() {
        let labels = labels(names(31))
        #expect(labels.direction == .rising && labels.texts == names(31))
        #expect(labels.depth < 60)
    }

    @Test func `more names are turned by a quarter, and where even that is too little, left out in a rhythm`() {
        #expect(labels(names(50)).direction == .upwards && labels(names(50)).texts == names(50))
        let many = labels(names(200))
        let shown = many.texts.indices.filter { !many.texts[$0].isEmpty }
        #expect(many.direction == .upwards && shown.count > 30)
        #expect(Set(zip(shown, shown.dropFirst()).map { $1 - $0 }).count == 1 && shown.first == 0)
    }

    @Test func `names that would be cut upright are turned and whole`() {
        let names = names(8, "encoder.attention")
        let labels = labels(names)
        #expect(labels.direction == .rising && labels.texts == names)
    }

    @Test func `long names are cut to the depth and to the picture's edge`() {
        let names = names(31, "optimizer.parameter_group.learning_rate.")
        let labels = labels(names)
        #expect(labels.direction != .rightwards && labels.texts.allSatisfy { $0.hasSuffix("…") })
        #expect(labels.depth > 80 && labels.depth <= 110)
        guard labels.direction == .rising else { return }
        for (index, text) in labels.texts.enumerated() {
            let width = TextLayout(text, font: metrics.tickFont).width
            let middle = 50 + 740 / 31 * (Double(index) + 0.5)
            #expect(middle - (width + metrics.tickFont.capitalHeight / 2) * 0.5.squareRoot() >= 0)
        }
    }

    @Test func `numbers that count up are never turned, others are`() {
        #expect(labels(names(100, "")).direction == .rightwards)
        let seeds = (1...60).map { String($0 * $0 * 7_919) }
        #expect(labels(seeds).direction != .rightwards)
        #expect(labels([Int.min, 0, Int.max].map(String.init)).texts.count == 3)
    }

    @Test func `without room below nothing is turned`() {
        #expect(labels(names(31), depth: 0).direction == .rightwards)
        #expect(labels(names(31), depth: 0).depth == metrics.tickFont.capitalHeight)
    }

    @Test func `names below the axis touch neither each other nor the title of the axis`() throws {
        let chart = BarChart(
            title: "Runs", categoryLabel: "Run", categories: names(31),
            groups: [BarGroup(values: (0..<31).map(Double.init))])
        for size in [
            ChartSize.standard, try ChartSize(width: 480, height: 320), try ChartSize(width: 320, height: 200),
        ] {
            let layout = chart.layout(size: size, typeface: .builtIn)
            #expect(layout.xAxis.labelDirection != .rightwards)
            let depth = layout.xAxis.ticks.map { TextLayout($0.label, font: metrics.tickFont).width }.max() ?? 0
            let reach = layout.xAxis.labelDirection == .rising ? depth * 0.5.squareRoot() : depth
            let title = try #require(layout.xLabel)
            #expect(layout.plot.maxY + reach < title.point.y - title.text.font.capitalHeight)
            #expect(layout.plot.height >= 60)
        }
        let tiny = chart.layout(size: try ChartSize(width: 130, height: 90))
        #expect(tiny.xAxis.labelDirection == .rightwards)
    }

    @Test func `a terminal has upright names`() throws {
        let chart = BarChart(
            categories: names(31), groups: [BarGroup(values: (0..<31).map { Double($0 + 1) })], orientation: .vertical)
        let text = try BrailleChart(columns: 100, rows: 12, hasColors: false).text(of: chart)
        #expect(text.contains("run-1"))
    }
}
