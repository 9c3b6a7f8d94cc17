import Testing

@testable import ChartRendering

/// What is told apart in text without colours: values without a place, and series.
@Suite struct BrailleMarksTests {
    private let plain = BrailleChart(columns: 80, rows: 12, hasColors: false)

    private func data(_ text: String) -> String {
        text.split(separator: "\n").filter { $0.contains("│") || $0.contains("┤") }.joined(separator: "\n")
    }

    @Test func `NaN and infinities are characters that a line below explains, not dots`() throws {
        let values: [Double] = [1, 2, .nan, 2, 3, .infinity, 2, -.infinity, 1]
        let charts: [any Chart] = [
            LineChart(series: [ChartSeries(name: "loss", values: values)]),
            ScatterChart(
                series: [
                    ScatterSeries(points: values.enumerated().map { ChartPoint(x: Double($0.offset), y: $0.element) })
                ]),
            BarChart(categories: values.map { "\($0)" }, groups: [BarGroup(values: values)], showsValues: false),
        ]
        for chart in charts {
            let text = try plain.text(of: chart)
            for mark in ["×", "▲", "▼"] { #expect(data(text).contains(mark), "\(mark): \(text)") }
            #expect(text.contains("× NaN   ▲ +∞   ▼ −∞\n") && text.contains("3 not finite"), "\(text)")
        }
        let finite = try plain.text(of: LineChart(series: [ChartSeries(name: "loss", values: [1, 2])]))
        #expect(!finite.contains("NaN"))
    }

    @Test func `Marks of one place stand below each other, and values not above 0 are rings`() throws {
        let lines = [[1, Double.nan, 2], [1, -.infinity, 2], [1, -1, 2]].map { ChartSeries(name: "", values: $0) }
        let text = try plain.text(of: LineChart(series: lines, yScale: .logarithmic))
        for mark in ["×", "▼", "○"] { #expect(data(text).contains(mark), "\(text)") }
        #expect(text.contains("○ not above 0"))
    }

    @Test func `Without colours each series has its letter, in the legend and among its dots`() throws {
        for count in [2, 3, 7, 12] {
            let series = (0..<count).map { index in
                ChartSeries(name: "run \(index)", values: (0..<50).map { Double(index * 10) + Double($0) / 10 })
            }
            let tall = BrailleChart(columns: 120, rows: 40, hasColors: false)
            for theme in [ChartTheme.light, .dark] {
                let text = try tall.text(of: LineChart(series: series), theme: theme)
                let rows = data(text).split(separator: "\n")
                // The first lies lowest: its letter stands below those of all others.
                let places = try (0..<count).map { index in
                    let letter = Character(try #require(Unicode.Scalar(97 + index)))
                    #expect(text.contains("\(letter) run \(index)"), "\(text)")
                    return try #require(
                        rows.firstIndex { $0.drop { $0 != "│" && $0 != "┤" }.contains(letter) }, "\(text)")
                }
                #expect(places == places.sorted(by: >), "\(text)")
            }
        }
        let alone = try plain.text(of: LineChart(series: [ChartSeries(name: "run", values: [1, 2])]))
        #expect(alone.contains("⠶ run"))
        let pair = LineChart(series: [ChartSeries(name: "a", values: [1, 2]), ChartSeries(name: "b", values: [2, 1])])
        #expect(try BrailleChart(columns: 80, rows: 12).text(of: pair).contains("⠶"))
    }

    @Test func `Bars and dots have their letters, too`() throws {
        let bars = BarChart(
            categories: ["one", "two"],
            groups: [BarGroup(name: "x", values: [3, 4]), BarGroup(name: "y", values: [5, 2])])
        let dots = ScatterChart(series: [
            ScatterSeries(name: "x", points: [ChartPoint(x: 0, y: 0)]),
            ScatterSeries(name: "y", points: [ChartPoint(x: 1, y: 1)]),
        ])
        for chart in [bars, dots] as [any Chart] {
            let text = try plain.text(of: chart)
            #expect(text.contains("a x") && text.contains("b y"))
            let drawn = data(text)
            #expect(drawn.contains("a") && drawn.contains("b"), "\(text)")
        }
    }
}
