import Foundation
import RasterGraphics
import RegistryTestKit
import Testing

@testable import ChartRendering

/// What a chart is for: a value that is far from its neighbours is seen, however many neighbours there are.
@Suite struct LineChartSpikeTests {
    private static let red = Color(hex: 0xFF0000)

    /// Small noise around a slow wave, with one-step spikes.
    private func values(_ count: Int, spikes: [Int: Double], seed: UInt64) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        // A few thousand numbers again and again: ten million of their own would take most of the test's time.
        let noise = (0..<4_099).map { _ in Double.random(in: -0.2...0.2, using: &generator) }
        var values = (0..<count).map { noise[$0 % 4_099] }
        for (index, height) in spikes { values[index] = height }
        return values
    }

    /// Places over the whole width, the first and the last point too, with heights to both sides.
    private func spikes(in count: Int, using generator: inout SeededGenerator) -> [Int: Double] {
        var spikes = [0: 3.0, count - 1: -3.0]
        for part in 1...6 {
            let index = count / 8 * part + Int.random(in: 0..<max(1, count / 16), using: &generator)
            spikes[index] = Double.random(in: 1...5, using: &generator) * (Bool.random(using: &generator) ? 1 : -1)
        }
        return spikes
    }

    private func buckets(_ values: [Double], size: Int) -> [ChartBucket] {
        stride(from: 0, to: values.count, by: size).map { start in
            let part = values[start..<min(start + size, values.count)]
            return ChartBucket(
                firstX: Double(start), lastX: Double(part.endIndex - 1), first: part.first ?? 0, last: part.last ?? 0,
                minimum: part.min() ?? 0, maximum: part.max() ?? 0, count: part.count)
        }
    }

    /// Paints the chart once and looks for each spike: red at its height in its pixel column or the next.
    private func expectSeen(
        _ spikes: [Int: Double], in chart: LineChart, columns slack: Int, _ size: ChartSize, _ comment: Comment
    ) throws {
        let layout = ChartLayout(chart, size: size)
        var canvas = Canvas(
            try Pixmap(width: size.pixelWidth, height: size.pixelHeight, color: ChartTheme.light.background))
        canvas.clip = layout.plot
        chart.paint(on: &canvas, in: layout, theme: .light)
        for (index, height) in spikes {
            let x = Int(try #require(layout.xAxis.position(of: Double(index))))
            let y = Int(try #require(layout.yAxis.position(of: height)))
            let isSeen = (x - slack...x + slack).contains { column in
                (y - 1...y + 1).contains { canvas.pixmap[column, $0].map { $0.red == 255 && $0.green < 190 } ?? false }
            }
            #expect(isSeen, "\(comment): the spike of \(height) at \(index)")
        }
    }

    @Test func `a spike of one step in ten million points reaches its height`() throws {
        let count = 10_000_000
        var generator = SeededGenerator(seed: 1)
        let spikes = spikes(in: count, using: &generator)
        let values = values(count, spikes: spikes, seed: 2)
        let size = try ChartSize(width: 640, height: 400)
        let points = LineChart(series: [ChartSeries(name: "", values: values, color: Self.red)])
        try expectSeen(spikes, in: points, columns: 1, size, "points")
        // A bucket says that it has a spike, not where: it is drawn in the bucket's middle, here within two pixels.
        let summed = LineChart(series: [ChartSeries(name: "", buckets: buckets(values, size: 20_000), color: Self.red)])
        try expectSeen(spikes, in: summed, columns: 3, size, "buckets")
    }

    @Test(arguments: 0..<8)
    func `a spike reaches its height at every size, density and number of points`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let count = Int.random(in: 1_000...60_000, using: &generator)
        let spikes = spikes(in: count, using: &generator)
        let values = values(count, spikes: spikes, seed: seed)
        let size = try ChartSize(
            width: Int.random(in: 200...900, using: &generator), height: Int.random(in: 150...500, using: &generator),
            scale: Int.random(in: 1...2, using: &generator))
        let comment = Comment(rawValue: "\(count) points at \(size)")
        let series = ChartSeries(name: "", values: values, color: Self.red)
        try expectSeen(spikes, in: LineChart(series: [series]), columns: 2, size, comment)
        let summed = ChartSeries(name: "", buckets: buckets(values, size: max(1, count / 800)), color: Self.red)
        try expectSeen(spikes, in: LineChart(series: [summed]), columns: 4, size, comment)
    }
}
