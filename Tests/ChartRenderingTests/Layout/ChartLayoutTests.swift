import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct ChartLayoutTests {
    private func chart(_ count: Int = 3, name: String = "run") -> LineChart {
        LineChart(
            title: "Loss Over Iterations", xLabel: "iteration", yLabel: "loss",
            series: (0..<count).map { ChartSeries(name: "\(name) \($0)", values: [1, 2, 4, Double($0)]) })
    }

    @Test func `everything lies inside the picture and nothing over the plot`() throws {
        for (width, height, scale) in [(800, 500, 1), (800, 500, 2), (400, 300, 1), (250, 190, 1), (1_600, 400, 2)] {
            let layout = ChartLayout(chart(), size: try ChartSize(width: width, height: height, scale: scale))
            #expect(layout.bounds.intersection(layout.plot) == layout.plot)
            // One name, or all three, as the width allows; those without room are counted.
            #expect(layout.legend.entries.filter { $0.seriesIndex != nil }.count + layout.legend.hiddenCount == 3)
            for entry in layout.legend.entries {
                #expect(!entry.frame.overlaps(layout.plot))
                #expect(layout.bounds.intersection(entry.frame) == entry.frame)
            }
            let title = try #require(layout.title)
            #expect(title.point.y < layout.legend.entries[0].frame.y)
            #expect(title.point.x - title.text.width / 2 >= 0)
            #expect(try #require(layout.xLabel).point.y > layout.plot.maxY)
            #expect(try #require(layout.yLabel).point.x < layout.plot.x)
            #expect(layout.note?.text.text == "12 points")
        }
    }

    @Test func `twice the density doubles the places`() throws {
        let single = ChartLayout(chart(), size: try ChartSize(width: 800, height: 500))
        let double = ChartLayout(chart(), size: try ChartSize(width: 800, height: 500, scale: 2))
        #expect(abs(double.plot.x - 2 * single.plot.x) < 8)
        #expect(abs(double.plot.height - 2 * single.plot.height) < 12)
        #expect(double.yAxis.ticks.map(\.label) == single.yAxis.ticks.map(\.label))
    }

    @Test func `an axis with room for several labels has at least two ticks, so that distances can be read`() throws {
        for height in stride(from: 150, through: 400, by: 10) {
            for lowest in [0.15, 0.21, 0.3, 1.2, 3.4, -7.3, 51] {
                for span in [0.7, 0.83, 1.7, 2.6, 4.4, 9.1] {
                    let chart = LineChart(series: [ChartSeries(name: "", values: [lowest, lowest + span])])
                    let layout = ChartLayout(chart, size: try ChartSize(width: 300, height: height))
                    #expect(layout.yAxis.ticks.count >= 2, "\(lowest) and \(span) more, \(height) pixels")
                    for (one, next) in zip(layout.yAxis.ticks, layout.yAxis.ticks.dropFirst()) {
                        #expect(one.position - next.position >= layout.metrics.tickFont.lineHeight)
                    }
                }
            }
        }
    }

    @Test func `labels of ticks do not touch each other`() throws {
        let points = (0..<10).map { ChartPoint(x: 1_000_000 + Double($0) * 0.001, y: 1) }
        for width in [150, 300, 800, 2_000] {
            let chart = LineChart(series: [ChartSeries(name: "", points: points)])
            let layout = ChartLayout(chart, size: try ChartSize(width: width, height: 200))
            var reached = -Double.infinity
            for tick in layout.xAxis.ticks where layout.xAxis.ticks.count > 2 {
                let half = TextLayout(tick.label, font: layout.metrics.tickFont).width / 2
                #expect(tick.position - half > reached)
                reached = tick.position + half
            }
        }
    }

    @Test func `small charts leave things out and keep the plot`() throws {
        let tiny = ChartLayout(chart(), size: try ChartSize(width: 32, height: 32))
        #expect(tiny.plot.width >= 8 && tiny.plot.height >= 8)
        #expect(tiny.title == nil && tiny.legend.entries.isEmpty && tiny.note == nil)
        #expect(tiny.xAxis.ticks.allSatisfy { $0.label.isEmpty })
        let small = ChartLayout(chart(), size: try ChartSize(width: 160, height: 130))
        #expect(small.title != nil && small.xLabel == nil)
        #expect(small.xAxis.ticks.contains { !$0.label.isEmpty })
    }

    @Test func `a legend of thousands counts those without room`() throws {
        let layout = ChartLayout(chart(10_000), size: try ChartSize(width: 800, height: 500))
        let last = try #require(layout.legend.entries.last)
        #expect(last.seriesIndex == nil)
        #expect(last.text.text == "+\(TickLabel.grouped(layout.legend.hiddenCount)) more")
        #expect(layout.legend.hiddenCount + layout.legend.entries.count - 1 == 10_000)
        #expect(layout.plot.height > 250)
        #expect(
            layout.legend.entries.allSatisfy { $0.frame.maxX <= layout.bounds.width && $0.frame.maxY <= layout.plot.y })
    }

    @Test func `labels of five hundred characters are cut`() throws {
        let long = String(repeating: "Wide ", count: 100)
        var chart = chart(2, name: long)
        chart.title = long
        chart.xLabel = long
        chart.yLabel = long
        let layout = ChartLayout(chart, size: try ChartSize(width: 640, height: 360))
        for text in [layout.title?.text, layout.xLabel?.text, layout.yLabel?.text] + layout.legend.entries.map(\.text) {
            #expect(text?.text.hasSuffix("…") == true)
        }
        #expect(try #require(layout.yLabel).text.width <= layout.plot.height)
        #expect(layout.plot.width > 400)
    }

    @Test func `series without a name are not listed`() throws {
        let chart = LineChart(series: [ChartSeries(name: "", values: [1]), ChartSeries(name: "b", values: [1])])
        let layout = ChartLayout(chart, size: .standard)
        #expect(layout.legend.entries.map(\.seriesIndex) == [1])
    }

    @Test func `impossible sizes are refused with the limit`() {
        for (width, height, scale) in [
            (0, 500, 1), (500, 0, 1), (-5, 500, 1), (31, 500, 1), (500, 500, 0), (500, 500, 5),
        ] {
            let error = #expect(throws: ChartError.self) { try ChartSize(width: width, height: height, scale: scale) }
            #expect(error?.code == .invalidArgument)
        }
        for (width, height, scale) in [
            (100_000, 500, 1), (500, 100_000, 1), (5_000, 500, 2), (8_192, 8_192, 1), (.max, .max, 4),
        ] {
            let error = #expect(throws: ChartError.self) { try ChartSize(width: width, height: height, scale: scale) }
            #expect(error?.code == .tooLarge)
            #expect(error?.message.contains("8192") == true)
        }
    }

    @Test func `an axis of whole steps has no halves`() throws {
        func labels(_ values: [Double]) throws -> [String] {
            let series = ChartSeries(name: "a", points: values.map { ChartPoint(x: $0, y: $0) })
            return ChartLayout(LineChart(series: [series]), size: .standard).xAxis.ticks.map(\.label)
        }
        #expect(try labels([1, 2, 3, 4]) == ["1", "2", "3", "4"])
        #expect(try labels([7]) == ["7"])
        #expect(try labels([1, 1.5, 2]).contains("1.5") || labels([1, 1.5, 2]).contains("1.50"))
    }

    @Test func `a note too long for its chart loses its end, not its beginning`() throws {
        var frame = chart().frame
        frame.note = "1,234,567 points · 3 not finite · 12 not above 0 · 4 beyond the axis"
        for width in [240, 300, 400, 800] {
            let layout = ChartLayout(frame, size: try ChartSize(width: width, height: 200), typeface: .builtIn)
            let note = try #require(layout.note)
            #expect(note.text.text.hasPrefix("1,234,567 points"))
            #expect(note.point.x - note.text.width >= 0)
        }
    }
}
