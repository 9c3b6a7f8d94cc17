import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct HistogramChartTests {
    private let small: ChartSize

    init() throws { small = try ChartSize(width: 300, height: 200) }

    @Test(
        arguments: AwkwardNumbers.all.indices, [ScaleKind.linear, .logarithmic, .symmetricLogarithmic(threshold: nil)])
    func `awkward values are drawn or counted without harm`(index: Int, kind: ScaleKind) throws {
        let numbers = AwkwardNumbers.all[index]
        for measure in [HistogramChart.Measure.count, .density, .automatic] {
            let bins = zip(numbers, numbers.reversed()).map { HistogramBin(left: $0, right: $1, count: $0) }
            let chart = HistogramChart(
                title: AwkwardNumbers.longLabel,
                series: [
                    HistogramSeries(name: AwkwardNumbers.longLabel, values: numbers),
                    HistogramSeries(values: numbers.reversed()), HistogramSeries(bins: bins),
                ],
                measure: measure, xScale: kind, yScale: kind)
            for size in [small, try ChartSize(width: 32, height: 32)] {
                #expect(try chart.render(size: size).width == size.width)
            }
            let alone = HistogramPlan(
                HistogramChart(series: [HistogramSeries(values: numbers)], measure: .count, xScale: kind))
            let shown = numbers.filter { kind.canShow($0) }.count
            #expect(alone.columns.joined().reduce(0) { $0 + $1.height } == Double(shown))
        }
    }

    @Test func `every value is in the bin whose edges enclose it`() throws {
        var random = Randomness(seed: 3)
        for factor in [1.0, 1e-200, 1e300] {
            for isLogarithmic in [false, true] {
                let values = (0..<3_000).map { _ in (random.unit() + (isLogarithmic ? 1e-3 : -0.5)) * factor }
                let edges = try #require(BinEdges([values], wanted: nil, isLogarithmic: isLogarithmic))
                #expect((10...BinEdges.most).contains(edges.count))
                for value in values {
                    let bin = edges.index(of: value)
                    // The outer edges of logarithmic bins are powers, rounded.
                    #expect(edges.edge(bin) <= value * (1 + 1e-12) || bin == 0)
                    #expect(value <= edges.edge(bin + 1) || bin == edges.count - 1)
                }
                #expect(edges.bins(of: values).reduce(0) { $0 + $1.count } == 3_000)
            }
        }
    }

    @Test func `the number of bins follows Freedman and Diaconis within its limits`() throws {
        // Evenly spread: the interquartile range is half the range, and the width 2·0.5/∛1000 = 0.1 of it. Sturges says
        // 11.
        let even = (0..<1_000).map { Double($0) / 999 }
        #expect(try #require(BinEdges([even], wanted: nil, isLogarithmic: false)).count == 11)
        let more = (0..<64_000).map { Double($0) / 63_999 }
        #expect(try #require(BinEdges([more], wanted: nil, isLogarithmic: false)).count == 40)
        let outlier = even + [1e9]
        #expect(try #require(BinEdges([outlier], wanted: nil, isLogarithmic: false)).count == BinEdges.most)
        #expect(try #require(BinEdges([even], wanted: .max, isLogarithmic: false)).count == BinEdges.mostWanted)
        #expect(try #require(BinEdges([even], wanted: -3, isLogarithmic: false)).count == 1)
        #expect(BinEdges([[], []], wanted: nil, isLogarithmic: false) == nil)
    }

    @Test func `whole numbers stand in the middle of bins of whole width`() throws {
        let dice = (0..<600).map { Double($0 % 6 + 1) }
        let plan = HistogramPlan(HistogramChart(series: [HistogramSeries(values: dice)]))
        let expected = [1.0, 2, 3, 4, 5, 6].map { number -> HistogramPlan.Column in
            HistogramPlan.Column(left: number - 0.5, right: number + 0.5, height: 100)
        }
        #expect(plan.columns == [expected])
        #expect(plan.note == "600 values in 6 bins")
    }

    @Test func `density has an area of 1, whatever the widths`() {
        let bins = [
            HistogramBin(left: 0, right: 1, count: 3), HistogramBin(left: 1, right: 5, count: 9),
            HistogramBin(left: 5, right: 5.5, count: 1),
        ]
        let plan = HistogramPlan(HistogramChart(series: [HistogramSeries(bins: bins)]))
        let area = plan.columns.joined().reduce(0) { $0 + $1.height * ($1.right - $1.left) }
        #expect(abs(area - 1) < 1e-12)
        #expect(plan.note == "13 values in 3 bins · density, bins of unequal width")
        let counts = HistogramPlan(HistogramChart(series: [HistogramSeries(bins: bins)], measure: .count))
        #expect(counts.columns.joined().map(\.height) == [3, 9, 1])
        #expect(counts.note.hasSuffix(" · bins of unequal width"))
    }

    @Test func `the empty outer bins of TensorBoard's summaries do not stretch the axis`() {
        let largest = Double.greatestFiniteMagnitude
        let content = HistogramContent.bins(edges: [-largest, -1, 0, 1, largest], counts: [0, 4, 6, 0])
        let plan = HistogramPlan(HistogramChart(series: [HistogramSeries(content: content)]))
        #expect(plan.xRange == -1...1)
        #expect(plan.note == "10 values in 4 bins")
    }

    @Test func `bins that cannot be drawn are counted`() {
        let bins = [
            HistogramBin(left: 2, right: 1, count: 1), HistogramBin(left: .nan, right: 1, count: 1),
            HistogramBin(left: 0, right: .infinity, count: 1), HistogramBin(left: 0, right: 1, count: -1),
            HistogramBin(left: 1, right: 1, count: 5), HistogramBin(left: 1, right: 2, count: 5),
        ]
        let chart = HistogramChart(series: [HistogramSeries(bins: bins)], measure: .density)
        #expect(chart.frame.note.hasSuffix("4 bins not valid · 1 bin without width"))
        let logarithmic = HistogramChart(
            series: [HistogramSeries(bins: [HistogramBin(left: -1, right: 1, count: 2)])], xScale: .logarithmic)
        #expect(logarithmic.frame.note.contains("1 bin not above 0"))
        #expect(logarithmic.frame.emptyMessage == "No values above 0")
    }

    @Test func `one value beside a million is a pixel high, and no neighbour of narrow bins hides it`() throws {
        let red = Color(hex: 0xFF0000)
        var bins = (0..<20_000).map { HistogramBin(left: Double($0), right: Double($0 + 1), count: 0) }
        bins[100].count = 1e6
        bins[15_000].count = 1
        let chart = HistogramChart(series: [HistogramSeries(bins: bins, color: red)])
        let layout = chart.layout(size: small)
        let picture = try chart.render(size: small)
        for bin in [100, 15_000] {
            let x = Int(try #require(layout.xAxis.position(of: Double(bin) + 0.5)))
            #expect((x - 1...x + 1).contains { picture[$0, Int(layout.plot.maxY) - 1] == red })
        }
        let x = Int(try #require(layout.xAxis.position(of: 8_000)))
        #expect(picture[x, Int(layout.plot.maxY) - 1] != red)
    }

    @Test func `several histograms shine through each other and share their bins`() throws {
        let series = (0..<3).map { HistogramSeries(name: "\($0)", values: [0.5, 1, 2, 2.5 + Double($0)]) }
        let plan = HistogramPlan(HistogramChart(series: series))
        let lefts = plan.columns.map { Set($0.map(\.left)) }
        #expect(!lefts[0].isDisjoint(with: lefts[1]) && !lefts[1].isDisjoint(with: lefts[2]))
        let chart = HistogramChart(series: series)
        #expect(try chart.png(size: small) == chart.png(size: small))
    }

    @Test func `ten thousand histograms are drawn`() throws {
        let series = (0..<10_000).map {
            HistogramSeries(name: "\($0)", bins: [.init(left: 0, right: 1, count: Double($0))])
        }
        #expect(try HistogramChart(series: series).render(size: ChartSize(width: 160, height: 130)).height == 130)
    }

    @Test func `the eleventh histogram has another outline than the first, in the plot and in the legend`() throws {
        func picture(_ index: Int, named: Bool) throws -> [UInt8] {
            let others = (0..<31).map { HistogramSeries(name: "", content: .values($0 == index ? [1, 2, 2, 3] : [])) }
            var series = others
            if named { series[index].name = "one" }
            return try HistogramChart(series: series).render().bytes
        }
        for named in [false, true] {
            #expect(Set(try [0, 10, 20, 30].map { try picture($0, named: named) }).count == 4)
        }
    }
}
