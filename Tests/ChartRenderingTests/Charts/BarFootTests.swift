import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct BarFootTests {
    @Test func `Bars on a logarithmic axis say where they begin, others do not`() {
        var chart = BarChart(
            categories: ["a", "b"], groups: [BarGroup(values: [0.02, 30])], scale: .logarithmic,
            remarks: ["last values"])
        #expect(chart.frame.note == "2 bars · last values · bars begin at 0.01")
        chart.scale = .linear
        #expect(chart.frame.note == "2 bars · last values")
    }

    @Test func `No line at a tick goes through a number at a bar`() throws {
        var theme = ChartTheme.light
        theme.typeface = .builtIn
        let size = ChartSize.standard
        func chart(_ value: Double) -> BarChart {
            BarChart(categories: ["a", "b"], groups: [BarGroup(values: [1_000, value])], orientation: .vertical)
        }
        let axis = ChartLayout(chart(1), size: size, typeface: .builtIn).yAxis
        let metrics = ChartMetrics(scale: size.scale, typeface: .builtIn)
        let tick = try #require(axis.ticks.first { $0.label == "400" }).position
        // A bar whose number has its middle at the tick.
        let end = tick + 3 * metrics.unit + metrics.noteFont.capitalHeight / 2
        let value = axis.scale.value(at: (end - axis.start) / (axis.end - axis.start)).rounded()
        let layout = ChartLayout(chart(value), size: size, typeface: .builtIn)
        let text = TextLayout(ValueText.text(value), font: metrics.noteFont)
        let middle = layout.plot.x + layout.plot.width * 0.75
        let picture = try chart(value).render(size: size, theme: theme)
        let row = Int((tick - metrics.unit / 2).rounded())
        let columns = Int(middle - text.width / 2)...Int(middle + text.width / 2)
        #expect(columns.allSatisfy { picture[$0, row] != theme.grid })
        #expect(picture[columns.lowerBound - 20, row] == theme.grid)
    }
}
