import RasterGraphics
import Testing

@testable import ChartRendering

/// Axes that reach to the smallest or the largest numbers that there are, or that show none.
@Suite struct EndsOfNumbersTests {
    private func layout(_ values: [Double], _ kind: ScaleKind, _ size: ChartSize = .standard) -> ChartLayout {
        ChartLayout(LineChart(series: [ChartSeries(name: "", values: values)], yScale: kind), size: size)
    }

    /// The smallest number, in units of which smaller ones than 2.2e-308 are written.
    private static let tiny = Double.leastNonzeroMagnitude

    @Test(arguments: [[tiny, tiny * 2_000, tiny * 1e12, 1], [tiny], [tiny * 2, tiny * 1e13]])
    func `The smallest numbers have places of their own on a logarithmic axis, and ticks beside them`(
        values: [Double]
    ) throws {
        let axis = layout(values, .logarithmic).yAxis
        let places = try values.map { try #require(axis.position(of: $0)) }
        for (lower, upper) in zip(places, places.dropFirst()) { #expect(lower - upper > 1) }
        #expect(axis.ticks.count { !$0.label.isEmpty } >= 2)
    }

    @Test(arguments: [ScaleKind.linear, .logarithmic])
    func `A dot at the largest or the smallest number is whole`(kind: ScaleKind) throws {
        let least = kind == .linear ? -Double.greatestFiniteMagnitude : .leastNonzeroMagnitude
        let layout = layout([least, 1, .greatestFiniteMagnitude], kind)
        let radius = layout.metrics.markerRadius
        let top = try #require(layout.yAxis.position(of: .greatestFiniteMagnitude))
        let bottom = try #require(layout.yAxis.position(of: least))
        #expect(top - layout.plot.y > radius && layout.plot.maxY - bottom > radius)
    }

    @Test(arguments: [ScaleKind.logarithmic, .symmetricLogarithmic(threshold: 1e-300)])
    func `Fine lines among hundreds of powers of ten stay apart`(kind: ScaleKind) throws {
        let axis = layout([1e-300, 1e300], kind).yAxis
        let lines = (axis.minorPositions + axis.ticks.map(\.position)).sorted()
        #expect(lines.count > 10)
        for (one, next) in zip(lines, lines.dropFirst()) where next - one > 0.01 { #expect(next - one >= 6) }
    }

    @Test func `An axis without numbers has none`() {
        for values in [[], [.nan, .infinity]] as [[Double]] {
            let lines = layout(values, .linear)
            #expect(lines.yAxis.ticks.isEmpty && lines.emptyMessage != nil)
            #expect(lines.xAxis.ticks.isEmpty == values.isEmpty)
            let dots = ScatterChart(series: [ScatterSeries(points: values.map { ChartPoint(x: 3, y: $0) })])
            let scatter = ChartLayout(dots, size: .standard)
            #expect(scatter.yAxis.ticks.isEmpty && scatter.xAxis.ticks.isEmpty == values.isEmpty)
        }
    }
}
