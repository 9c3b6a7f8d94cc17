import RasterGraphics
import Testing

@testable import ChartRendering

/// Labels below and beside plots, where they have little room or are no numbers.
@Suite struct AxisLabelTests {
    @Test func `times and durations have round ticks, also where the values are few`() throws {
        for kind in [ScaleKind.time, .duration] {
            #expect(ParallelAxis("a", numbers: [1_800, 3_600], scale: kind).ticks.isEmpty)
        }
        func labels(_ axis: ValueAxis) throws -> [[String]] {
            let frame = ChartFrame(x: .values(axis), y: .values(axis))
            let layout = ChartLayout(frame, size: try ChartSize(width: 400, height: 300))
            return [layout.xAxis, layout.yAxis].map { $0.ticks.map(\.label) }
        }
        for (kind, range) in [(ScaleKind.duration, 1_800.0...3_600), (.time, 1.7e9...1.8e9)] {
            let ends = [range.lowerBound, range.upperBound]
            let round = try labels(ValueAxis(kind, showing: range))
            #expect(try labels(ValueAxis(kind, showing: range, ticks: ends)) == round)
            #expect(round.allSatisfy { !$0.isEmpty && !$0.contains("1.7G") && !$0.contains("1800") })
        }
        #expect(try labels(ValueAxis(showing: 32...64, ticks: [32, 64])) == [["32", "64"], ["32", "64"]])
    }

    @Test(arguments: [ScaleKind.time, .duration, .linear, .logarithmic])
    func `labels of a narrow axis do not lie over each other`(kind: ScaleKind) throws {
        for width in stride(from: 60, through: 200, by: 5) {
            for span in [3.0, 40, 700, 90_000, 3e6, 9e7] {
                let points = [1.7e9, 1.7e9 + span].map { ChartPoint(x: $0, y: 1) }
                let chart = LineChart(series: [ChartSeries(name: "", points: points)], xScale: kind)
                let layout = ChartLayout(chart, size: try ChartSize(width: width, height: 120))
                var reached = -Double.infinity
                for tick in layout.xAxis.ticks where !tick.label.isEmpty {
                    let half = TextLayout(tick.label, font: layout.metrics.tickFont).width / 2
                    #expect(tick.position - half > reached, "\(kind), \(width) pixels, \(span) s: \(tick.label)")
                    reached = tick.position + half
                }
            }
        }
    }

    @Test func `a name without width does not end the legend`() throws {
        let series = ["a", "\u{200B}", "b", "\u{200B}\u{200B}"].map { ChartSeries(name: $0, values: [1, 2]) }
        let legend = ChartLayout(LineChart(series: series), size: try ChartSize(width: 400, height: 300)).legend
        #expect(legend.entries.map(\.text.text) == ["a", "b"])
        #expect(legend.entries.map(\.seriesIndex) == [0, 2])
        #expect(legend.hiddenCount == 0)
    }

    @Test func `panels that share the vertical axis end at one height, also where names are turned`() throws {
        func bars(_ names: [String]) -> ChartPanel {
            ChartPanel(
                BarChart(
                    categories: names, groups: [BarGroup(name: "", values: names.map { Double($0.count) })],
                    orientation: .vertical))
        }
        let panels = [bars(["a", "b"]), bars((0..<14).map { "a rather long name \($0)" })]
        for (sharing, isEven) in [(SmallMultiples.SharedAxes.y, true), (.both, true), ([], false)] {
            let multiples = SmallMultiples(panels: panels + panels, sharing: sharing, columns: 2)
            let layout = SmallMultiplesLayout(
                multiples, in: ChartLayout(multiples, size: try ChartSize(width: 900, height: 700)))
            for row in [layout.panels.prefix(2), layout.panels.suffix(2)] {
                #expect((Set(row.map(\.layout.plot.height)).count == 1) == isEven)
                #expect(row.allSatisfy { $0.layout.plot.height > 60 })
            }
        }
    }
}
