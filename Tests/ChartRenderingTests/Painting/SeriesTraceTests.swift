import Foundation
import RasterGraphics
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct SeriesTraceTests {
    private func trace(_ chart: LineChart) throws -> (trace: SeriesTrace, layout: ChartLayout) {
        let layout = ChartLayout(chart, size: try ChartSize(width: 400, height: 300))
        return (SeriesTrace(chart.series[0], layout: layout, markers: .automatic), layout)
    }

    @Test func `no spike is hidden among a hundred thousand points`() throws {
        var values = (0..<100_000).map { sin(Double($0) / 3_000) }
        values[33_333] = 50
        values[66_666] = -40
        let (trace, layout) = try trace(LineChart(series: [ChartSeries(name: "", values: values)]))
        let points = trace.lines.flatMap(\.points)
        #expect(points.count <= 4 * 400)
        let top = try #require(layout.yAxis.position(of: 50))
        let bottom = try #require(layout.yAxis.position(of: -40))
        #expect(points.map(\.y).min() == top)
        #expect(points.map(\.y).max() == bottom)
    }

    @Test func `every column spans the smallest and the largest of its points`() throws {
        var generator = SeededGenerator(seed: 21)
        let values = (0..<20_000).map { _ in Double.random(in: -1...1, using: &generator) }
        let (trace, layout) = try trace(LineChart(series: [ChartSeries(name: "", values: values)]))
        var expected: [Int: ClosedRange<Double>] = [:]
        for (index, value) in values.enumerated() {
            let x = try #require(layout.xAxis.position(of: Double(index)))
            let y = try #require(layout.yAxis.position(of: value))
            let old = expected[Int(x)] ?? y...y
            expected[Int(x)] = min(old.lowerBound, y)...max(old.upperBound, y)
        }
        var drawn: [Int: ClosedRange<Double>] = [:]
        for point in trace.lines.flatMap(\.points) {
            let old = drawn[Int(point.x)] ?? point.y...point.y
            drawn[Int(point.x)] = min(old.lowerBound, point.y)...max(old.upperBound, point.y)
        }
        #expect(drawn == expected)
    }

    @Test func `NaN and infinities break the line and leave their marks`() throws {
        let values: [Double] = [1, 2, .nan, 3, 4, .infinity, 5, -.infinity, 6, 7]
        let (trace, _) = try trace(LineChart(series: [ChartSeries(name: "", values: values)]))
        #expect(trace.lines.map(\.points.count) == [2, 2, 2])
        #expect(trace.lonePoints.count == 1)
        #expect(trace.marks.map(\.gap) == [.notANumber, .aboveEverything, .belowEverything])
        #expect(trace.markers.count == 7)
    }

    @Test func `a spike between two gaps in one pixel is still drawn`() throws {
        var values = [Double](repeating: 0, count: 50_000)
        values[24_999] = .nan
        values[25_000] = 9
        values[25_001] = .nan
        let (trace, layout) = try trace(LineChart(series: [ChartSeries(name: "", values: values)]))
        let top = try #require(layout.yAxis.position(of: 9))
        #expect((trace.lines.flatMap(\.points) + trace.lonePoints).contains { $0.y == top })
        #expect(trace.marks.count == 1)
    }

    @Test func `points out of order are drawn in the order of x`() throws {
        let points = [3.0, 1, 2, 0].map { ChartPoint(x: $0, y: $0) }
        let (trace, _) = try trace(LineChart(series: [ChartSeries(name: "", points: points)]))
        let xs = trace.lines[0].points.map(\.x)
        #expect(xs == xs.sorted() && xs.count == 4)
    }

    @Test func `a bucket reaches its extremes`() throws {
        var buckets: [ChartBucket] = []
        for index in 0..<50 {
            let start = Double(index) * 10
            buckets.append(
                ChartBucket(
                    firstX: start, lastX: start + 9, first: 1, last: 1, minimum: 0.5, maximum: 1.5, count: 1_000))
        }
        buckets[20].minimum = -5
        buckets[30].maximum = 8
        buckets[40].nanCount = 3
        let chart = LineChart(series: [ChartSeries(name: "", buckets: buckets)])
        let (trace, layout) = try trace(chart)
        let ys = trace.lines.flatMap(\.points).map(\.y)
        #expect(ys.min() == layout.yAxis.position(of: 8))
        #expect(ys.max() == layout.yAxis.position(of: -5))
        #expect(trace.marks.map(\.gap) == [.notANumber])
        #expect(layout.note?.text.text == "50,000 points · 3 not finite")
    }

    @Test func `a bucket with infinities has their marks beside its finite spikes`() throws {
        var buckets = (0..<50).map { index in
            ChartBucket(
                firstX: Double(index) * 10, lastX: Double(index) * 10 + 9, first: 1, last: 1, minimum: 0.5,
                maximum: 1.5, count: 1_000)
        }
        buckets[10].positiveInfinityCount = 2
        buckets[10].maximum = 8
        buckets[20].negativeInfinityCount = 1
        buckets[30].nanCount = 1
        buckets[30].positiveInfinityCount = 1
        let (trace, layout) = try trace(LineChart(series: [ChartSeries(name: "", buckets: buckets)]))
        #expect(trace.marks.map(\.gap) == [.aboveEverything, .belowEverything, .notANumber, .aboveEverything])
        #expect(trace.lines.flatMap(\.points).map(\.y).min() == layout.yAxis.position(of: 8))
        #expect(layout.note?.text.text == "50,000 points · 5 not finite")
    }

    @Test func `values not above zero are marked below a logarithmic axis`() throws {
        let chart = LineChart(
            series: [ChartSeries(name: "", values: [1, 10, 0, 100, -3, 1_000])], yScale: .logarithmic)
        let (trace, layout) = try trace(chart)
        #expect(trace.marks.map(\.gap) == [.notPositive, .notPositive])
        #expect(layout.note?.text.text == "6 points · 2 not above 0")
        // Minus infinity has another mark.
        let infinite = LineChart(series: [ChartSeries(name: "", values: [1, -.infinity, 2])], yScale: .logarithmic)
        #expect(try self.trace(infinite).trace.marks.map(\.gap) == [.belowEverything])
        let zero = LineChart(series: [ChartSeries(name: "", values: [1, 0, 2])], yScale: .logarithmic)
        #expect(try self.trace(zero).trace.marks.map(\.gap) == [.notPositive])
        let size = try ChartSize(width: 400, height: 300)
        var (one, other) = (infinite, zero)
        (one.showsPointCount, other.showsPointCount) = (false, false)
        #expect(try one.render(size: size) != other.render(size: size))
    }
}
