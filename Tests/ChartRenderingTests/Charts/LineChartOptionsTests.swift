import Foundation
import RasterGraphics
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct LineChartOptionsTests {
    private static let red = Color(hex: 0xFF0000)

    private func noise(_ count: Int, seed: UInt64 = 4) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in Double.random(in: -1...1, using: &generator) }
    }

    private func trace(_ chart: LineChart) -> (trace: SeriesTrace, layout: ChartLayout) {
        let layout = ChartLayout(chart, size: .standard)
        return (SeriesTrace(chart.series[0], layout: layout, markers: .never, marksOutliers: true), layout)
    }

    // MARK: Outliers

    @Test func `an axis without outliers shows the rest large and marks each of them`() throws {
        var values = noise(1_000)
        values[100] = 1e6
        values[500] = -300
        values[700] = 40
        let chart = LineChart(series: [ChartSeries(name: "a", values: values)], yRange: .withoutOutliers)
        let (trace, layout) = trace(chart)
        #expect(layout.yAxis.scale.upper < 3 && layout.yAxis.scale.lower > -3)
        #expect(trace.marks.map(\.gap) == [.aboveAxis, .belowAxis, .aboveAxis])
        for (mark, index) in zip(trace.marks, [100.0, 500, 700]) {
            #expect(abs(mark.x - (try #require(layout.xAxis.position(of: index)))) <= 1)
        }
        #expect(layout.note?.text.text == "1,000 points · 3 beyond the axis")
        // The line leaves the plot there, and nowhere else.
        let ys = trace.lines.flatMap(\.points).map(\.y)
        #expect(ys.count { $0 < layout.plot.y } == 2 && ys.count { $0 > layout.plot.maxY } == 1)
        var whole = chart
        whole.yRange = .all
        #expect(ChartLayout(whole, size: .standard).yAxis.scale.upper >= 1e6)
    }

    @Test func `marks of outliers are in the picture, empty ones, and those of infinities full`() throws {
        var values = [Double](repeating: 0, count: 101)
        for index in stride(from: 0, to: 101, by: 2) { values[index] = 1 }
        values[30] = 500
        values[70] = .infinity
        let chart = LineChart(
            series: [ChartSeries(name: "", values: values, color: Self.red)], yRange: .withoutOutliers)
        let layout = ChartLayout(chart, size: .standard)
        let picture = try chart.render()
        func middle(_ index: Double) throws -> Color? {
            // Within the triangle beside the line that runs into it.
            picture[Int(try #require(layout.xAxis.position(of: index)).rounded()), Int(layout.plot.y) + 6]
        }
        #expect(try middle(30) == ChartTheme.light.plotBackground)
        #expect(try middle(70) == Self.red)
    }

    @Test(arguments: [ScaleKind.linear, .logarithmic])
    func `no value is lost: it lies on the axis or is counted`(kind: ScaleKind) {
        var generator = SeededGenerator(seed: 9)
        for round in 0..<200 {
            let count = Int.random(in: 0...200, using: &generator)
            let values = (0..<count).map { _ in
                let size = pow(10, Double.random(in: -2...2, using: &generator))
                return Int.random(in: 0..<20, using: &generator) == 0 ? size * 1e6 : size
            }
            let series = [ChartSeries(name: "", values: values)]
            guard let range = OutlierFence.range(of: series, on: kind) else {
                #expect(values.isEmpty)
                continue
            }
            let scale = ValueAxis(kind, showing: range, air: .none).scale(air: 0)
            let inside = values.count { $0 >= scale.lower && $0 <= scale.upper }
            let outside = OutlierCount(series, beyond: scale, along: .linear)
            #expect(inside + outside.count == count, "round \(round)")
            // Outliers are the exception.
            #expect(outside.count <= count / 5 + 1)
        }
    }

    @Test func `without outliers the axis is that of all values, and few values are all kept`() {
        for values in [noise(500), [1], [1, 2, 3], [5, 5, 5], [-1e308, 1e308], [0, 1e300, 0, 1e300], []] {
            let series = [ChartSeries(name: "", values: values)]
            guard let range = OutlierFence.range(of: series, on: .linear) else {
                #expect(values.isEmpty)
                continue
            }
            #expect(values.allSatisfy(range.contains))
        }
        // A line far from the others is a line, no outlier.
        let two = [
            ChartSeries(name: "", values: noise(10_000)), ChartSeries(name: "", values: noise(10).map { $0 + 1e4 }),
        ]
        #expect(OutlierFence.range(of: two, on: .linear)?.contains(1e4) == true)
    }

    @Test func `outliers in buckets are counted at least, and marked`() {
        var buckets = (0..<100).map { index in
            ChartBucket(
                firstX: Double(index) * 10, lastX: Double(index) * 10 + 9, first: 0, last: 0, minimum: -1, maximum: 1,
                count: 10)
        }
        buckets[40].maximum = 1e5
        let chart = LineChart(series: [ChartSeries(name: "", buckets: buckets)], yRange: .withoutOutliers)
        let (trace, layout) = trace(chart)
        #expect(layout.yAxis.scale.upper < 10)
        #expect(trace.marks.map(\.gap) == [.aboveAxis])
        #expect(layout.note?.text.text == "1,000 points · at least 1 beyond the axis")
    }

    // MARK: Smoothing

    @Test func `the smoothed curve lies over its paler raw one, and the legend has one entry`() throws {
        let smoothing = try ExponentialAverage(weight: 0.9)
        let series = ChartSeries(name: "loss", values: noise(300), color: Self.red)
        let chart = LineChart(series: [series], smoothing: smoothing)
        let layout = ChartLayout(chart, size: .standard)
        #expect(layout.legend.entries.map(\.text.text) == ["loss"])
        let picture = try chart.render()
        let smooth = SeriesTrace(smoothing.smoothed(series), layout: layout, markers: .never).lines.flatMap(\.points)
        // Full strength along the smoothed curve …
        let strong = smooth.count { point in
            (-1...1).contains {
                picture[Int(point.x), Int(point.y) + $0].map { $0.red == 255 && $0.green < 60 } ?? false
            }
        }
        #expect(strong > smooth.count * 9 / 10)
        // … and nothing of it at the raw curve's peaks, which are there in a pale colour.
        let raw = SeriesTrace(series, layout: layout, markers: .never).lines.flatMap(\.points)
        let top = try #require(raw.min { $0.y < $1.y })
        let colors = (-2...2).flatMap { dx in (-2...2).compactMap { picture[Int(top.x) + dx, Int(top.y) + $0] } }
        #expect(colors.allSatisfy { $0.green > 120 } && colors.contains { $0.red == 255 && $0.green < 240 })
    }

    @Test func `smoothed buckets, gaps and several series are drawn`() throws {
        let smoothing = try ExponentialAverage(weight: 0.99, kind: .byDistance)
        let bucket = ChartBucket(
            firstX: 0, lastX: 9, first: .nan, last: 1, minimum: -1e308, maximum: 1e308, count: 10, nanCount: 2)
        let series = [
            ChartSeries(name: "a", buckets: [bucket]), ChartSeries(name: "b", values: [1, .nan, .infinity, 2]),
            ChartSeries(name: "c", values: []),
        ]
        for range in [LineChart.YRange.all, .withoutOutliers] {
            let chart = LineChart(series: series, yRange: range, smoothing: smoothing)
            #expect(try chart.png() == chart.png())
        }
    }

    // MARK: Bands

    @Test func `a band covers what lies between its edges, with its opacity`() throws {
        let edges = (0...10).map { LineBand.Edge(x: Double($0), lower: 2, upper: 6) }
        let line = ChartSeries(name: "", values: [Double](repeating: 9, count: 11), color: Self.red)
        var chart = LineChart(series: [line], bands: [LineBand(edges: edges, opacity: 0.5)])
        let layout = ChartLayout(chart, size: .standard)
        let picture = try chart.render()
        let x = Int(try #require(layout.xAxis.position(of: 5.5)))
        func color(_ value: Double) throws -> Color? { picture[x, Int(try #require(layout.yAxis.position(of: value)))] }
        let inside = try #require(try color(4.3))
        #expect(inside.red == 255 && (120...135).contains(inside.green))
        #expect(try color(7.5) == ChartTheme.light.plotBackground)
        #expect(layout.yAxis.scale.lower <= 2)
        // A band alone is data enough for an axis.
        chart.series = []
        #expect(ChartLayout(chart, size: .standard).emptyMessage == nil)
    }

    @Test func `places where a band leaves an axis without outliers are counted`() {
        let values = (0..<50).map { Double($0 % 5) }
        var edges = values.enumerated().map { LineBand.Edge(x: Double($0), lower: $1 - 0.1, upper: $1 + 0.1) }
        edges[7].upper = 900
        (edges[20].lower, edges[20].upper) = (900, -900)
        edges[30].upper = .infinity
        var chart = LineChart(
            series: [ChartSeries(name: "", values: values)], bands: [LineBand(edges: edges)],
            yRange: .withoutOutliers)
        #expect(chart.frame.note == "50 points · band beyond the axis at 2 places")
        chart.bands.append(LineBand(edges: [.init(x: 1, lower: 0, upper: 5_000)]))
        #expect(chart.frame.note == "50 points · bands beyond the axis at 3 places")
        chart.yRange = .all
        #expect(chart.frame.note == "50 points")
        chart.series = []
        chart.yRange = .withoutOutliers
        #expect(chart.frame.note == "")
    }

    @Test func `bands are made from curves, deviations and buckets`() {
        func points(_ values: [Double]) -> [ChartPoint] { ChartSeries(name: "", values: values).points }
        let between = LineBand(between: points([1, 2, 3]), and: points([5, 6]))
        #expect(between.edges == [.init(x: 0, lower: 1, upper: 5), .init(x: 1, lower: 2, upper: 6)])
        let around = LineBand(around: points([10, 20]), by: points([1, -2]))
        #expect(around.edges.map { abs($0.upper - $0.lower) } == [2, 4])
        let envelope = LineBand(envelopeOf: [points([1, .nan, 5]), points([3, .nan, 2])])
        #expect(envelope.edges == [.init(x: 0, lower: 1, upper: 3), .init(x: 2, lower: 2, upper: 5)])
        let bucket = ChartBucket(firstX: 0, lastX: 4, first: 1, last: 1, minimum: -2, maximum: 7, count: 5)
        #expect(LineBand(envelopeOf: [bucket]).edges.map(\.x) == [0, 4])
    }

    @Test func `a band is broken where it has no values, and thinned to pixels`() throws {
        var edges = (0..<100_000).map { LineBand.Edge(x: Double($0), lower: -1, upper: 1) }
        edges[30_000].upper = 9
        for index in 50_000..<60_000 { edges[index].lower = .nan }
        let band = LineBand(edges: edges)
        let layout = ChartLayout(LineChart(series: [], bands: [band]), size: .standard)
        let outlines = BandPainter(layout: layout).outlines(of: band)
        #expect(outlines.count == 2)
        #expect(outlines.map(\.elements.count).reduce(0, +) < 10 * Int(layout.bounds.width))
        let top = try #require(layout.yAxis.position(of: 9))
        let places = outlines.flatMap(\.elements).compactMap { element -> Double? in
            if case .line(let point) = element { return point.y }
            return nil
        }
        #expect(places.min() == top)
    }

    @Test(arguments: [ScaleKind.linear, .logarithmic])
    func `awkward bands are drawn without harm`(kind: ScaleKind) throws {
        let sets: [[LineBand.Edge]] = [
            [], [.init(x: 0, lower: 1, upper: 2)], [.init(x: .nan, lower: 1, upper: 2)],
            [.init(x: 0, lower: 2, upper: 1), .init(x: 1, lower: -1, upper: 5)],
            [.init(x: -1.7e308, lower: -1.7e308, upper: 1.7e308), .init(x: 1.7e308, lower: 0, upper: .infinity)],
        ]
        for edges in sets {
            for opacity in [0.3, .nan, -1, 9] {
                let band = LineBand(edges: edges, seriesIndex: -7, opacity: opacity)
                let chart = LineChart(series: [], bands: [band], xScale: kind, yScale: kind, yRange: .withoutOutliers)
                #expect(try chart.render(size: ChartSize(width: 90, height: 60)).width == 90)
            }
        }
    }

    // MARK: What stands around

    @Test func `the number of points is left out on request`() {
        let chart = LineChart(series: [ChartSeries(name: "", values: [1, 2])], showsPointCount: false)
        #expect(ChartLayout(chart, size: .standard).note == nil && chart.frame.note.isEmpty)
        #expect(LineChart(series: chart.series).frame.note == "2 points")
    }

    @Test func `values are drawn over steps, times and durations`() {
        let logged = (0..<4).map {
            LoggedPoint(step: Double($0) * 10, wallTime: 1.7e9 + Double($0) * 60, value: Double($0))
        }
        func labels(_ abscissa: LoggedPoint.Abscissa) -> [String] {
            let series = ChartSeries(name: "", points: LoggedPoint.points(logged, over: abscissa))
            return ChartLayout(LineChart(series: [series], xScale: abscissa.scale), size: .standard)
                .xAxis.ticks.map(\.label)
        }
        #expect(labels(.step).contains("10"))
        #expect(labels(.wallTime).contains { $0.contains(":") })
        #expect(labels(.relativeTime).contains { $0.contains("m") })
        #expect(LoggedPoint.points(logged, over: .relativeTime).map(\.x) == [0, 60, 120, 180])
        let broken = [LoggedPoint(step: 0, wallTime: .nan, value: 1), LoggedPoint(step: 1, wallTime: 5, value: 2)]
        #expect(LoggedPoint.points(broken, over: .relativeTime).map(\.x).last == 0)
        #expect(LoggedPoint.points([], over: .relativeTime).isEmpty)
        #expect(LoggedPoint.points(logged, over: .relativeTime, since: 1.7e9 - 5).map(\.x) == [5, 65, 125, 185])
    }
}

extension ChartSeries {
    fileprivate var points: [ChartPoint] {
        if case .points(let points) = content { return points }
        return []
    }
}
