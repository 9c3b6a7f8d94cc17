import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct RandomChartTests {
    private static let rounds: UInt64 = 26

    @Test(.timeLimit(.minutes(5)), arguments: RandomCharts.Kind.allCases)
    func `a chart of any data, labels and size is a picture of that size`(kind: RandomCharts.Kind) throws {
        for round in 0..<RandomChartTests.rounds {
            let seed = seed(kind, round)
            var random = RandomCharts(seed: seed)
            let chart = try random.chart(kind)
            let (size, theme) = (try random.size(), random.theme())
            let picture = try chart.render(size: size, theme: theme)
            #expect(picture.width == size.pixelWidth && picture.height == size.pixelHeight, "\(kind), seed \(seed)")
            let layout = chart.layout(size: size, typeface: theme.typeface)
            for number in [layout.plot.x, layout.plot.y, layout.plot.width, layout.plot.height] {
                #expect(number.isFinite && number >= 0, "\(kind), seed \(seed)")
            }
            for tick in layout.xAxis.ticks + layout.yAxis.ticks {
                #expect(tick.position.isFinite, "\(kind), seed \(seed)")
            }
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: [RandomCharts.Kind.line, .bars, .confusion, .ridge])
    func `a chart of any data is a PNG file of its picture, and lines of text`(kind: RandomCharts.Kind) throws {
        for round in 0..<6 {
            let seed = seed(kind, 1_000 + UInt64(round))
            var random = RandomCharts(seed: seed)
            let chart = try random.chart(kind)
            let (size, theme) = (try random.size(), random.theme())
            let decoded = try PNGDecoder().decode(chart.png(size: size, theme: theme))
            #expect(try decoded == chart.render(size: size, theme: theme), "\(kind), seed \(seed)")

            let braille = BrailleChart(columns: random.integer(0...100), rows: random.integer(0...12), hasColors: false)
            let text = try braille.text(of: chart, theme: theme)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                #expect(TerminalWidth.of(line) <= braille.columns, "\(kind), seed \(seed): \(line)")
                #expect(!line.unicodeScalars.contains { $0.value < 32 }, "\(kind), seed \(seed)")
            }
        }
    }

    @Test(.timeLimit(.minutes(5))) func `a sparkline of any data is a picture of the size it says`() throws {
        for seed in 0..<40 {
            var random = RandomCharts(seed: UInt64(seed))
            let (width, height) = (random.integer(-5...300), random.integer(-5...90))
            let line = Sparkline(
                ChartSeries(name: random.label(), points: random.points(), color: random.color()), width: width,
                height: height, showsLastValue: random.flag(), showsExtremes: random.flag(),
                background: random.color())
            let scale = random.integer(0...5)
            let picture = try line.render(scale: scale, theme: random.theme())
            let shown = min(max(scale, 1), 4)
            #expect(picture.width == max(width, Sparkline.sides.lowerBound) * shown, "seed \(seed)")
            #expect(picture.height == max(height, Sparkline.sides.lowerBound) * shown, "seed \(seed)")
        }
    }

    @Test(.timeLimit(.minutes(5))) func `a grid of any pictures, titles and steps is a picture`() throws {
        for seed in 0..<16 {
            var random = RandomCharts(seed: UInt64(seed))
            let items = try (0..<random.integer(0...12)).map { _ in
                let image = try Pixmap(width: random.integer(1...90), height: random.integer(1...90), color: .black)
                let contents: [ImageGridItem.Content] = [.image(image), .missing, .unreadable]
                let steps: [Int?] = [nil, .min, -1, 0, 7, .max]
                return ImageGridItem(
                    title: random.label(), content: random.one(of: contents, otherwise: .missing),
                    step: random.one(of: steps, otherwise: nil))
            }
            let grid = ImageGrid(title: random.label(), items: items, columns: random.integer(-1...14))
            let (scale, theme) = (random.integer(1...2), random.theme())
            let layout = ImageGridLayout(grid, scale: scale, typeface: theme.typeface)
            let picture = try grid.render(scale: scale, theme: theme)
            #expect(picture.width == Int(layout.bounds.width), "seed \(seed)")
            #expect(picture.height == Int(layout.bounds.height), "seed \(seed)")
        }
    }

    private func seed(_ kind: RandomCharts.Kind, _ round: UInt64) -> UInt64 {
        UInt64(RandomCharts.Kind.allCases.firstIndex(of: kind) ?? 0) * 10_000 + round
    }
}
