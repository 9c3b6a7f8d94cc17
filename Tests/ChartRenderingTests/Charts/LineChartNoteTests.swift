import Testing

@testable import ChartRendering

@Suite struct LineChartNoteTests {
    private func bucket(_ index: Int, _ range: ClosedRange<Double>, count: Int = 100) -> ChartBucket {
        ChartBucket(
            firstX: Double(index) * 100, lastX: Double(index) * 100 + 99, first: range.upperBound,
            last: range.upperBound, minimum: range.lowerBound, maximum: range.upperBound, count: count)
    }

    private func frame(_ buckets: [ChartBucket], x: ScaleKind = .linear) -> ChartFrame {
        LineChart(series: [ChartSeries(name: "", buckets: buckets)], xScale: x, yScale: .logarithmic).frame
    }

    @Test func `buckets of zeros on a logarithmic axis are told by their true reason`() {
        let frame = frame((0..<30).map { bucket($0, 0...0) })
        #expect(frame.emptyMessage == "No values above 0")
        #expect(frame.note == "3,000 points · 3,000 not above 0")
    }

    @Test func `buckets that reach below a logarithmic axis are counted at least`() {
        let frame = frame([bucket(0, 1...2), bucket(1, 0...2), bucket(2, -1...2), bucket(3, -2 ... -1, count: 7)])
        #expect(frame.emptyMessage == nil)
        #expect(frame.note == "307 points · at least 9 not above 0")
        // Of two values one is the smallest and the other the largest: nothing is left open.
        #expect(self.frame([bucket(1, 0...2, count: 2)]).note == "2 points · 1 not above 0")
        #expect(self.frame([bucket(1, 1...2)], x: .logarithmic).note == "100 points")
        #expect(self.frame([bucket(0, 1...2)], x: .logarithmic).note == "100 points · at least 1 not above 0")
    }

    @Test func `NaN in buckets is not counted as not above 0`() {
        var one = bucket(0, 0...0)
        one.nanCount = 40
        #expect(frame([one]).note == "100 points · 40 not finite · 60 not above 0")
    }

    @Test func `counts that are too large for a sum end at the largest number`() {
        var one = bucket(0, 1...2, count: .max)
        one.nanCount = .max
        let series = [ChartSeries(name: "", buckets: [one, one]), ChartSeries(name: "", values: [1, .nan, 0])]
        let frame = LineChart(series: series, yScale: .logarithmic).frame
        let most = TickLabel.grouped(.max)
        #expect(frame.note == "\(most) points · \(most) not finite · 1 not above 0")
    }

    @Test func `a point without a place along the axis is not beyond it, too`() {
        var points = (-1...200).map { ChartPoint(x: Double($0), y: Double(abs($0) % 7)) }
        // At 0, which the axis does not show, and at 100.
        for index in [1, 101] { points[index].y = 1e9 }
        let chart = LineChart(
            series: [ChartSeries(name: "", points: points)], xScale: .logarithmic, yRange: .withoutOutliers)
        #expect(chart.frame.note == "202 points · 2 not above 0 · 1 beyond the axis")
    }

    @Test func `bands alone have ticks at their own places`() {
        func ticks(_ xs: [Double]) -> [String] {
            let edges = xs.map { LineBand.Edge(x: $0, lower: 0, upper: 1) }
            let chart = LineChart(series: [], bands: [LineBand(edges: edges)])
            return ChartLayout(chart, size: .standard).xAxis.ticks.map(\.label)
        }
        #expect(ticks([0, 0.3, 0.6, 0.9]).count > 3)
        #expect(ticks([0, 1, 2]) == ["0", "1", "2"])
    }

    @Test func `remarks stand after the count, and are said without it`() {
        var chart = LineChart(
            series: [ChartSeries(name: "", values: [1, 2])], remarks: ["3 left out", "", "a second one"])
        #expect(chart.frame.note == "2 points · 3 left out · a second one")
        chart.yRange = .withoutOutliers
        #expect(chart.frame.note == "2 points · 3 left out · a second one")
        chart.showsPointCount = false
        #expect(chart.frame.note == "3 left out · a second one")
    }
}
