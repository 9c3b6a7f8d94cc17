import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct BucketTraceTests {
    private static let day = 86_400.0

    /// 500 buckets of 100 steps each, a second a step: begun on Monday, and resumed on Wednesday from the 400th bucket on.
    private func resumed() -> [ChartBucket] {
        (0..<500).map { index in
            let start = Double(index) * 100
            let again = index < 400 ? 0 : 2 * Self.day - 40_000
            return ChartBucket(
                firstX: start, lastX: start + 99 + again, first: 1, last: 1, minimum: 0.5, maximum: 1.5, count: 100)
        }
    }

    private func trace(_ buckets: [ChartBucket], width: Int = 600) throws -> (trace: SeriesTrace, layout: ChartLayout) {
        let chart = LineChart(series: [ChartSeries(name: "", buckets: buckets)], xScale: .time)
        let layout = ChartLayout(chart, size: try ChartSize(width: width, height: 300))
        return (SeriesTrace(chart.series[0], layout: layout, markers: .automatic), layout)
    }

    @Test func `along the time of a resumed run the line never runs backwards`() throws {
        let (trace, _) = try trace(resumed())
        let xs = trace.lines.flatMap(\.points).map(\.x)
        #expect(zip(xs, xs.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(xs.count > 100)
    }

    @Test func `nothing is drawn at a time where a resumed run logged nothing`() throws {
        let (trace, layout) = try trace(resumed())
        // From Monday's last point to Wednesday's first one.
        let end = try #require(layout.xAxis.position(of: 50_000))
        let begin = try #require(layout.xAxis.position(of: 2 * Self.day))
        #expect(begin - end > 100)
        let between = trace.lines.flatMap(\.points).filter { $0.x > end + 1 && $0.x < begin - 1 }
        #expect(between.isEmpty, "\(between)")
    }

    @Test func `a bucket with a pause in it is not drawn in the pause, and reaches its extremes`() throws {
        var buckets = (0..<100).map { index in
            let start = Double(index) * 100 + (index > 50 ? 2 * Self.day : 0)
            return ChartBucket(
                firstX: start, lastX: start + 99, first: 1, last: 1, minimum: 0.5, maximum: 1.5, count: 100)
        }
        buckets[50].lastX += 2 * Self.day
        buckets[50].maximum = 7
        let (trace, layout) = try trace(buckets)
        let end = try #require(layout.xAxis.position(of: 6_000))
        let begin = try #require(layout.xAxis.position(of: 2 * Self.day))
        let points = trace.lines.flatMap(\.points)
        #expect(points.filter { $0.x > end && $0.x < begin }.isEmpty)
        #expect(points.map(\.y).min() == layout.yAxis.position(of: 7))
    }

    @Test func `a NaN of a resumed run has its mark, whichever came first`() throws {
        var buckets = resumed()
        buckets[450].nanCount = 1
        let (trace, layout) = try trace(buckets)
        let places = try [45_000, 2 * Self.day + 5_099].map { try #require(layout.xAxis.position(of: $0)).rounded() }
        #expect(trace.marks.map(\.x) == places)
        // Given in any order, they are the same.
        #expect(try self.trace(buckets.reversed()).trace.marks == trace.marks)
    }

    @Test func `marks left of the last one are kept on an axis that runs leftwards`() throws {
        let values = (0..<100).map { $0 % 30 == 0 ? Double.nan : 1 }
        let scale = Scale(.linear, showing: 0...99)
        func axis(_ start: Double, _ end: Double) -> ChartAxis {
            ChartAxis(scale: scale, start: start, end: end, plan: TickPlan(scale, atMost: 2), showsLabels: false)
        }
        let trace = SeriesTrace(
            ChartSeries(name: "", values: values), xAxis: axis(600, 0), yAxis: axis(300, 0), unit: 1, markers: .never)
        #expect(trace.marks.count == 4)
    }
}
