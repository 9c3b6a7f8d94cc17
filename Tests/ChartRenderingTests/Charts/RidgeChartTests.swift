import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct RidgeChartTests {
    private let small: ChartSize

    init() throws { small = try ChartSize(width: 300, height: 200) }

    @Test(arguments: AwkwardNumbers.all.indices, [RidgeChart.Arrangement.offset, .overlay])
    func `awkward rows are drawn or counted without harm`(index: Int, arrangement: RidgeChart.Arrangement) throws {
        let numbers = AwkwardNumbers.all[index]
        let rows =
            numbers.map { RidgeRow(step: $0, values: numbers) }
            + [
                RidgeRow(step: 1, bins: zip(numbers, numbers.reversed()).map { .init(left: $0, right: $1, count: 2) }),
                RidgeRow(step: 2, values: []), RidgeRow(step: .nan, values: [1]),
            ]
        for heights in [RidgeChart.Heights.common, .eachRow] {
            let chart = RidgeChart(
                title: AwkwardNumbers.longLabel, rows: rows, arrangement: arrangement, heights: heights)
            for size in [small, try ChartSize(width: 32, height: 32)] {
                #expect(try chart.render(size: size).width == size.width)
            }
            #expect(chart.frame.note.contains("without a step"))
        }
        #expect(RidgeChart(rows: []).frame.emptyMessage == "No data")
    }

    @Test func `rows are sorted by step, the newest at the bottom, as far apart as their steps`() {
        let chart = RidgeChart(rows: [300, 0, 100].map { RidgeRow(step: $0, values: [1, 2, 3]) })
        let plan = RidgePlan(chart)
        #expect(plan.rows.map(\.step) == [0, 100, 300])
        #expect(plan.rows[0].age == 0 && abs(plan.rows[1].age - 1 / 3) < 1e-12 && plan.rows[2].age == 1)
        let labels = plan.stepLabels
        #expect(labels.map(\.text) == ["300", "0", "100"])
        #expect(labels[0].height == 0 && labels[1].height == 1 - RidgeChart.amplitude)
    }

    @Test func `counting anew keeps every value`() {
        var random = Randomness(seed: 5)
        let bins = (0..<50).map { _ -> HistogramBin in
            let left = random.unit() * 10
            return HistogramBin(left: left, right: left + random.unit() * 3, count: (random.unit() * 9).rounded())
        }
        let plan = RidgePlan(
            RidgeChart(rows: [
                RidgeRow(step: 0, bins: bins + [HistogramBin(left: 4, right: 4, count: 7)]),
                RidgeRow(step: 1, values: (0..<500).map { _ in random.unit() * 5 }),
            ]))
        let total = bins.reduce(7) { $0 + $1.count }
        #expect(abs((plan.rows.first?.counts.reduce(0, +) ?? 0) - total) < 1e-9)
        #expect(plan.rows.last?.counts.reduce(0, +) == 500)
    }

    @Test func `a newer row covers what is behind it`() throws {
        let map = ColorMap(through: [Color(hex: 0xFF0000), Color(hex: 0x0000FF)])
        // The old row is higher, but narrow; the new one is wide.
        let chart = RidgeChart(
            rows: [
                RidgeRow(step: 0, bins: [HistogramBin(left: 0, right: 10, count: 100)]),
                RidgeRow(step: 0.0001, bins: [HistogramBin(left: 0, right: 10, count: 100)]),
                RidgeRow(step: 1, bins: [HistogramBin(left: 4, right: 6, count: 100)]),
            ], colorMap: map)
        let layout = chart.layout(size: small)
        let picture = try chart.render(size: small)
        let x = Int(try #require(layout.xAxis.position(of: 5)))
        let colors = (Int(layout.plot.y)..<Int(layout.plot.maxY)).compactMap { picture[x, $0] }
        let lastRed = try #require(colors.lastIndex { $0.red > 200 && $0.blue < 60 && $0.green < 60 })
        let firstBlue = try #require(colors.firstIndex { $0 == Color(hex: 0x0000FF) })
        #expect(lastRed < firstBlue)
        // Below its line the newest row is its own colour down to the foot.
        #expect(colors[(firstBlue + 3)...].allSatisfy { $0 == Color(hex: 0x0000FF) })
    }

    @Test func `step labels stand right of the plot, inside the picture, and do not touch`() throws {
        for count in [1, 2, 10, 10_000] {
            let rows = (0..<count).map {
                RidgeRow(step: Double($0) * 1_000, bins: [.init(left: 0, right: 1, count: 3)])
            }
            let layout = RidgeChart(rows: rows).layout(size: .standard)
            #expect(!layout.sideLabels.isEmpty && layout.sideLabels.count <= min(count, 40))
            #expect(layout.sideLabels.first?.text.text == ValueText.text(Double(count - 1) * 1_000))
            let heights = layout.sideLabels.map(\.point.y).sorted()
            #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= layout.metrics.tickFont.lineHeight })
            for label in layout.sideLabels {
                #expect(label.point.x >= layout.plot.maxX)
                #expect(label.point.x + label.text.width <= layout.bounds.width)
            }
        }
    }

    @Test func `ten thousand rows are drawn, and laying them over each other shows the scale of steps`() throws {
        let rows = (0..<10_000).map {
            RidgeRow(step: Double($0), bins: [.init(left: 0, right: Double($0 + 1), count: 3)])
        }
        #expect(try RidgeChart(rows: rows).render(size: ChartSize(width: 120, height: 120)).width == 120)
        let overlay = RidgeChart(rows: Array(rows.prefix(50)), arrangement: .overlay)
        let layout = overlay.layout(size: .standard)
        #expect(layout.colorScale?.axis.scale == Scale(.linear, showing: 0...49))
        #expect(layout.sideLabels.isEmpty && layout.yAxis.scale.lower == 0)
        #expect(try overlay.png(size: small) == overlay.png(size: small))
    }

    @Test func `each row to its own height is said`() {
        let rows = [RidgeRow(step: 0, values: [0, 0, 0]), RidgeRow(step: 1, values: [1, 2, .nan])]
        #expect(RidgeChart(rows: rows).frame.note == "2 histograms · 5 values · 1 not finite")
        #expect(RidgeChart(rows: rows, heights: .eachRow).frame.note.hasSuffix("each to its own height"))
    }
}
