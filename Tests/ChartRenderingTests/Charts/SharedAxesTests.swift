import RasterGraphics
import Synchronization
import Testing

@testable import ChartRendering

/// What small multiples with common axes share, and what they leave alone.
@Suite struct SharedAxesTests {
    private func line(_ values: [Double], _ range: LineChart.YRange = .all, _ scale: ScaleKind = .linear) -> LineChart {
        LineChart(series: [ChartSeries(name: "a", values: values)], yScale: scale, yRange: range)
    }

    private func frames(_ charts: [any Chart & Hashable]) -> [ChartFrame] {
        func panel(_ chart: some Chart & Hashable) -> ChartPanel { ChartPanel(chart) }
        return SmallMultiples(panels: charts.map { panel($0) }, sharing: .both).frames()
    }

    private func axis(_ content: AxisContent) -> ValueAxis? {
        if case .values(let axis) = content { return axis }
        return nil
    }

    @Test func `a heat map keeps its axes, whose cells fill the plot, and gives them to nobody`() throws {
        for axes in [HeatAxis.indices, .values(from: -500, to: 500)] {
            let heat = HeatMap(matrix: HeatMatrix(rows: [[1, 2, 3], [4, 5, 6]]), columns: axes, rows: axes)
            let other = HeatMap(matrix: HeatMatrix(rows: [[1]]), columns: axes, rows: axes)
            let shared = frames([heat, line([0, 9]), other, line([2])])
            for (index, chart) in [(0, heat), (2, other)] {
                #expect(shared[index].x == chart.frame.x && shared[index].y == chart.frame.y)
            }
            #expect(shared[1].y == shared[3].y && shared[1].x == shared[3].x)
            #expect(axis(shared[1].y) == ValueAxis(showing: 0...9))
        }
    }

    @Test func `axes that run the other way, or are spread in another, are shared apart`() throws {
        let shared = frames([
            line([1, 2], .all, .logarithmic), line([0, 1]), line([1, 1_000], .all, .logarithmic), line([-5]),
            TurnedChart(range: 0...10), TurnedChart(range: 5...20),
        ])
        let axes = shared.map { axis($0.y) }
        #expect(axes.map { $0?.range } == [1...1_000, -5...1, 1...1_000, -5...1, 0...20, 0...20])
        #expect(axes.map { $0?.isReversed } == [false, false, false, false, true, true])
    }

    @Test func `lines without outliers share the axis of what they keep, and count beyond that`() throws {
        let calm = (0..<100).map { Double($0 % 10) }
        var spiked = calm
        (spiked[10], spiked[20]) = (5_000, 40)
        let wild = calm.map { $0 * 10 }
        let alone = line(spiked, .withoutOutliers)
        #expect(alone.frame.note == "100 points · 2 beyond the axis")
        let shared = frames([alone, line(wild, .withoutOutliers)])
        #expect(shared[0].y == shared[1].y)
        let range = try #require(axis(shared[0].y)?.range)
        #expect(range.contains(40) && !range.contains(5_000))
        #expect(shared.map(\.note) == ["100 points · 1 beyond the axis", "100 points"])
        // An axis that reaches everything leaves nothing beyond it, and dots at its ends are whole.
        let all = frames([alone, line([0, 9_000])])
        #expect(all.map(\.note) == ["100 points", "2 points"])
        #expect(try #require(axis(all[1].y)?.range).upperBound > 9_100)
    }

    @Test func `bars stand on 0 of an axis they share with lines`() throws {
        let multiples = SmallMultiples(
            panels: [
                ChartPanel(BarChart(categories: ["a"], groups: [BarGroup(values: [3])], showsValues: false)),
                ChartPanel(line([-5, 8])),
            ], sharing: .y)
        let inner = SmallMultiplesLayout(multiples, in: ChartLayout(multiples, size: .standard))
        let layout = inner.panels[0].layout
        #expect(layout.yAxis.scale == inner.panels[1].layout.yAxis.scale)
        let picture = try multiples.render()
        let x = Int(inner.panels[0].frame.x + layout.plot.midX)
        func color(_ value: Double) throws -> Color? {
            picture[x, Int(inner.panels[0].frame.y + (try #require(layout.yAxis.position(of: value))))]
        }
        let blue = ChartTheme.light.palette.color(at: 0)
        #expect(try color(2) == blue && color(0.3) == blue)
        #expect(try color(-1.3) == ChartTheme.light.plotBackground && color(3.6) == ChartTheme.light.plotBackground)
    }

    @Test func `heights of histograms are shared where they can be compared`() throws {
        func histogram(_ values: [Double], _ measure: HistogramChart.Measure = .automatic) -> HistogramChart {
            HistogramChart(series: [HistogramSeries(values: values)], measure: measure, binCount: 10)
        }
        let (few, many) = ((0..<50).map(Double.init), (0..<900).map { Double($0 % 100) })
        // Places along the horizontal axis can be compared whatever the bins are; counts in other bins cannot.
        let counts = frames([histogram(few), histogram(many), line([-7, 7])])
        #expect(axis(counts[0].x)?.range == axis(counts[1].x)?.range)
        #expect(counts[0].y == histogram(few).frame.y && counts[1].y == histogram(many).frame.y)
        #expect(axis(counts[2].y)?.range == -7...7)
        let densities = frames([histogram(few, .density), histogram(many, .density), histogram(many)])
        #expect(densities[0].y == densities[1].y && densities[2].y == histogram(many).frame.y)
        #expect(axis(densities[0].y)?.range?.lowerBound == 0)
        let bins = [3.0, 500].map { count in
            HistogramChart(series: [
                HistogramSeries(
                    bins: (0..<4).map { HistogramBin(left: Double($0), right: Double($0) + 1, count: count) })
            ])
        }
        let same = frames(bins)
        #expect(same[0].y == same[1].y && axis(same[0].y)?.range == 0...500)
    }

    @Test func `the frame of each chart is computed once for a picture, also of charts within charts`() throws {
        let counter = FrameCounter()
        func charts() -> SmallMultiples {
            SmallMultiples(
                panels: [ChartPanel(CountedChart(counter: counter)), ChartPanel(CountedChart(counter: counter))],
                sharing: .both)
        }
        _ = try charts().png()
        #expect(counter.count == 2)
        _ = try SmallMultiples(panels: [ChartPanel(charts()), ChartPanel(line([1]))]).render()
        #expect(counter.count == 4)
        // A layout that is asked for by itself has them, too.
        let multiples = charts()
        let outer = ChartLayout(multiples, size: .standard)
        #expect(SmallMultiplesLayout(multiples, in: outer).panels.count == 2)
        #expect(counter.count == 6)
    }
}

/// A chart of one's own with its smallest number on top.
private struct TurnedChart: Chart, Hashable {
    let range: ClosedRange<Double>

    var frame: ChartFrame { ChartFrame(x: .nothing, y: .values(ValueAxis(showing: range, isReversed: true))) }

    func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {}
}

/// How often frames were asked for.
private final class FrameCounter: Sendable {
    private let value = Mutex(0)
    var count: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
}

private struct CountedChart: Chart, Hashable {
    let counter: FrameCounter

    var frame: ChartFrame {
        counter.add()
        return ChartFrame(x: .nothing, y: .values(ValueAxis(showing: 0...1)))
    }

    func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {}

    static func == (one: CountedChart, other: CountedChart) -> Bool { one.counter === other.counter }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(counter)) }
}
