import Foundation
import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct LineChartTests {
    private static let tiny = Double.leastNonzeroMagnitude
    private static let awkward: [(name: String, series: [ChartSeries])] = [
        ("no series", []),
        ("no points", [ChartSeries(name: "a", points: [])]),
        ("one point", [ChartSeries(name: "a", values: [3])]),
        ("all equal", [ChartSeries(name: "a", values: [5, 5, 5, 5])]),
        ("all zero", [ChartSeries(name: "a", values: [0, 0])]),
        ("all NaN", [ChartSeries(name: "a", values: [.nan, .nan])]),
        ("infinities", [ChartSeries(name: "a", values: [.infinity, -.infinity])]),
        ("one equal x", [ChartSeries(name: "a", points: [ChartPoint(x: 1, y: 1), ChartPoint(x: 1, y: 2)])]),
        ("largest numbers", [ChartSeries(name: "a", values: [-1e308, 1e308, 1.7e308, -1.7e308])]),
        (
            "largest places",
            [ChartSeries(name: "a", points: [ChartPoint(x: -1.7e308, y: 0), ChartPoint(x: 1.7e308, y: 1)])]
        ),
        ("denormals", [ChartSeries(name: "a", values: [tiny, tiny * 2_000, tiny * 1e14])]),
        (
            "places not finite",
            [ChartSeries(name: "a", points: [ChartPoint(x: .nan, y: 1), ChartPoint(x: .infinity, y: 2)])]
        ),
        (
            "odd buckets",
            [
                ChartSeries(
                    name: "a",
                    buckets: [
                        ChartBucket(
                            firstX: 5, lastX: -5, first: .nan, last: .infinity, minimum: 3, maximum: -3, count: -1,
                            nanCount: 9),
                        ChartBucket(
                            firstX: 0, lastX: 0, first: .nan, last: .nan, minimum: .nan, maximum: .nan, count: 4,
                            nanCount: 4),
                    ])
            ]
        ),
    ]

    @Test(arguments: awkward.indices, [ScaleKind.linear, .logarithmic])
    func `awkward data is drawn without harm`(index: Int, kind: ScaleKind) throws {
        let (name, series) = Self.awkward[index]
        for scales in [(kind, kind), (.linear, kind), (kind, .linear)] {
            let chart = LineChart(
                title: name, xLabel: "x", yLabel: "y", series: series, xScale: scales.0, yScale: scales.1)
            for size in [try ChartSize(width: 32, height: 32), try ChartSize(width: 300, height: 200)] {
                #expect(try chart.render(size: size).width == size.width)
            }
        }
    }

    @Test func `an empty chart says so`() {
        #expect(ChartLayout(LineChart(series: []), size: .standard).emptyMessage == "No data")
        let nan = LineChart(series: [ChartSeries(name: "", values: [.nan])])
        #expect(ChartLayout(nan, size: .standard).emptyMessage == "No finite values")
        let negative = LineChart(series: [ChartSeries(name: "", values: [-1])], yScale: .logarithmic)
        #expect(ChartLayout(negative, size: .standard).emptyMessage == "No values above 0")
        let some = LineChart(series: [ChartSeries(name: "", values: [1])])
        #expect(ChartLayout(some, size: .standard).emptyMessage == nil)
    }

    @Test func `the same chart gives the same bytes, another theme others`() throws {
        let chart = LineChart(title: "Loss", series: [ChartSeries(name: "a", values: [3, 1, .nan, 2, 7])])
        let size = try ChartSize(width: 320, height: 240)
        let first = try chart.png(size: size)
        #expect(try chart.png(size: size) == first)
        #expect(try chart.png(size: size, theme: .dark) != first)
    }

    @Test func `the file holds the picture, the title and the number of points`() throws {
        let chart = LineChart(title: "Loss\u{7} µ", series: [ChartSeries(name: "a", values: [3, 1, 2])])
        let size = try ChartSize(width: 320, height: 240, scale: 2)
        let file = try chart.png(size: size)
        let picture = try PNGDecoder().decode(file)
        #expect(picture.width == 640 && picture.height == 480)
        #expect(try picture == chart.render(size: size))
        #expect(String(decoding: file, as: UTF8.self).contains("3 points"))
    }

    @Test func `a line is drawn in its colour where its values are`() throws {
        let red = Color(hex: 0xFF0000)
        let chart = LineChart(series: [ChartSeries(name: "", values: [0, 10], color: red)])
        let size = try ChartSize(width: 300, height: 200)
        let layout = ChartLayout(chart, size: size)
        let picture = try chart.render(size: size)
        for value in [2.0, 5, 8] {
            let x = try #require(layout.xAxis.position(of: value / 10))
            let y = try #require(layout.yAxis.position(of: value))
            // The pixel may lie at the side of the line, where it is blended with the background.
            let color = try #require(picture[Int(x), Int(y)])
            #expect(color.red == 255 && color.green < 128)
        }
        #expect(picture[Int(layout.plot.x) + 4, Int(layout.plot.y) + 4] == .white)
    }

    @Test func `a spike of one point in many is seen in the picture`() throws {
        var values = [Double](repeating: 0, count: 30_000)
        values[15_000] = 1
        let red = Color(hex: 0xFF0000)
        let size = try ChartSize(width: 300, height: 200)
        let chart = LineChart(series: [ChartSeries(name: "", values: values, color: red)])
        let layout = ChartLayout(chart, size: size)
        let picture = try chart.render(size: size)
        let x = Int(try #require(layout.xAxis.position(of: 15_000)))
        let y = Int(layout.plot.midY)
        #expect((x - 1...x + 1).contains { (picture[$0, y]?.green ?? 255) < 140 })
    }

    @Test func `ten thousand series are drawn`() throws {
        let series = (0..<10_000).map { ChartSeries(name: "series \($0)", values: [Double($0), Double($0 % 7)]) }
        let picture = try LineChart(series: series).render(size: ChartSize(width: 200, height: 160))
        #expect(picture.height == 160)
    }

    @Test func `the palette gives 32 series their own look`() {
        for palette in [Palette.onLight, .onDark] {
            let looks = (0..<32).map { "\(palette.color(at: $0)) \(palette.dashes(at: $0))" }
            #expect(Set(looks).count == 32)
            #expect(palette.color(at: -1) == palette.colors.last)
        }
        #expect(Palette(colors: []).color(at: 5) == .black)
    }
}
