import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct SmallMultiplesTests {
    private func line(_ values: [Double], name: String = "run", scale: ScaleKind = .linear) -> LineChart {
        LineChart(title: "own title", series: [ChartSeries(name: name, values: values)], yScale: scale)
    }

    private func layout(
        _ multiples: SmallMultiples, _ size: ChartSize = .standard
    ) -> (outer: ChartLayout, inner: SmallMultiplesLayout) {
        let outer = ChartLayout(multiples, size: size)
        return (outer, SmallMultiplesLayout(multiples, in: outer))
    }

    @Test func `charts have places of one size that do not overlap`() throws {
        for count in [1, 2, 5, 12, 60] {
            for scale in [1, 2] {
                let panels = (0..<count).map { ChartPanel(title: "chart \($0)", line([0, Double($0)])) }
                let size = try ChartSize(width: 900, height: 600, scale: scale)
                let (outer, inner) = layout(SmallMultiples(title: "All", panels: panels), size)
                #expect(inner.panels.count == count && inner.note == nil)
                for (index, panel) in inner.panels.enumerated() {
                    #expect(outer.plot.inset(by: -1).intersection(panel.frame) == panel.frame)
                    #expect(panel.frame.width == inner.panels[0].frame.width)
                    #expect(panel.frame.height == inner.panels[0].frame.height)
                    #expect(panel.titlePoint.y <= panel.frame.y && panel.title.width <= panel.frame.width)
                    for other in inner.panels.dropFirst(index + 1) { #expect(!panel.frame.overlaps(other.frame)) }
                }
            }
        }
    }

    @Test func `shared axes reach what any of the charts needs`() throws {
        let panels = [ChartPanel(line([0, 1])), ChartPanel(line([5, 9, 100])), ChartPanel(line([-3]))]
        let own = layout(SmallMultiples(panels: panels)).inner.panels.map(\.layout)
        #expect(Set(own.map(\.yAxis.scale)).count == 3)
        let shared = layout(SmallMultiples(panels: panels, sharing: .y)).inner.panels.map(\.layout)
        #expect(Set(shared.map(\.yAxis.scale)).count == 1 && Set(shared.map(\.xAxis.scale)).count > 1)
        #expect(shared[0].yAxis.scale.lower <= -3 && shared[0].yAxis.scale.upper >= 100)
        for case .values(let axis) in SmallMultiples(panels: panels, sharing: .y).frames().map(\.y) {
            #expect(axis.range == -3...100)
        }
        // The same value lies at the same height in every chart.
        #expect(Set(shared.map { $0.yAxis.position(of: 5) }).count == 1)
        let both = layout(SmallMultiples(panels: panels, sharing: .both)).inner.panels.map(\.layout)
        #expect(Set(both.map(\.xAxis.scale)).count == 1)
    }

    @Test func `axes of another kind keep their own range`() throws {
        let classes = ["a", "b"]
        let matrix = try ConfusionMatrix(classes: classes, counts: [[1, 2], [3, 4]])
        let panels = [
            ChartPanel(line([0, 1])), ChartPanel(matrix), ChartPanel(line([1, 1_000], scale: .logarithmic)),
            ChartPanel(line([0, 50])),
        ]
        let frames = SmallMultiples(panels: panels, sharing: .both).frames()
        #expect(frames[1].y == .categories(classes))
        guard case .values(let first) = frames[0].y, case .values(let logarithmic) = frames[2].y,
            case .values(let last) = frames[3].y
        else {
            Issue.record("an axis of numbers is gone")
            return
        }
        #expect(first.range == 0...50 && last == first)
        #expect(logarithmic.range == 1...1_000 && logarithmic.kind == .logarithmic)
    }

    /// A chart of another kind whose note depends on the vertical axis.
    private struct Counter: Chart, Hashable {
        var reach: Double

        var frame: ChartFrame {
            ChartFrame(
                x: .values(ValueAxis(showing: 0...1)), y: .values(ValueAxis(showing: 0...reach)), note: "own axis")
        }

        func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {}

        func note(onVertical axis: ValueAxis) -> String? { "up to \(axis.range?.upperBound ?? 0)" }
    }

    @Test func `any chart may say another note on a common axis`() {
        let panels = [ChartPanel(Counter(reach: 5)), ChartPanel(Counter(reach: 9)), ChartPanel(line([1]))]
        #expect(
            SmallMultiples(panels: panels, sharing: .y).frames().map(\.note) == [
                "up to 9.0", "own axis", "1 point",
            ])
        #expect(SmallMultiples(panels: panels).frames().map(\.note) == ["own axis", "own axis", "1 point"])
    }

    @Test func `one legend names every line once`() {
        let panels = ["adam", "sgd", "adam"].map { ChartPanel(line([0, 1], name: $0)) }
        let (outer, inner) = layout(SmallMultiples(panels: panels))
        #expect(outer.legend.entries.map(\.text.text) == ["adam", "sgd"])
        #expect(inner.panels.allSatisfy { $0.layout.legend.entries.isEmpty })
        #expect(outer.note?.text.text == "2 points each")
    }

    @Test func `a chart without a title in the grid has its own`() {
        let (_, inner) = layout(
            SmallMultiples(panels: [ChartPanel(line([1])), ChartPanel(title: "other", line([1]))]))
        #expect(inner.panels.map(\.title.text) == ["own title", "other"])
        #expect(inner.panels.allSatisfy { $0.layout.title == nil })
    }

    @Test func `every chart is painted in its place as it is alone`() throws {
        let multiples = SmallMultiples(panels: [ChartPanel(line([0, 1])), ChartPanel(line([1, 0]))])
        let (_, inner) = layout(multiples)
        let picture = try multiples.render()
        for (index, panel) in inner.panels.enumerated() {
            let chart = [line([0, 1]), line([1, 0])][index]
            let alone = try ChartPainter(chart: chart, layout: panel.layout, theme: .light).paint()
            for y in 0..<alone.height {
                for x in stride(from: 0, to: alone.width, by: 7) {
                    #expect(picture[Int(panel.frame.x) + x, Int(panel.frame.y) + y] == alone[x, y])
                }
            }
        }
    }

    @Test func `charts without room are counted`() throws {
        let panels = (0..<500).map { ChartPanel(title: "\($0)", line([Double($0)])) }
        for size in [
            ChartSize.standard, try ChartSize(width: 32, height: 32), try ChartSize(width: 4_000, height: 4_000),
        ] {
            let multiples = SmallMultiples(panels: panels, columns: 3)
            let (_, inner) = layout(multiples, size)
            #expect(inner.panels.count + inner.hiddenCount == 500)
            #expect(inner.panels.count <= SmallMultiples.maximumPanels)
            #expect(inner.hiddenCount == 0 || inner.note != nil)
        }
        let (_, inner) = layout(SmallMultiples(panels: panels))
        #expect(inner.note?.text == "+\(inner.hiddenCount) more charts")
    }

    @Test func `no charts, and charts without data, are drawn`() throws {
        #expect(layout(SmallMultiples(panels: [])).outer.emptyMessage == "No charts")
        let empty = SmallMultiples(
            panels: [ChartPanel(LineChart(series: [])), ChartPanel(line([.nan])), ChartPanel(line([1e308, -1e308]))],
            sharing: .both, columns: -4)
        for size in [ChartSize.standard, try ChartSize(width: 32, height: 32)] {
            #expect(try empty.render(size: size).width == size.width)
            #expect(try SmallMultiples(panels: []).render(size: size).width == size.width)
        }
    }

    @Test func `small multiples in small multiples are drawn`() throws {
        let inner = SmallMultiples(panels: [ChartPanel(line([0, 1])), ChartPanel(line([1, 0]))])
        let outer = SmallMultiples(panels: [ChartPanel(title: "a", inner), ChartPanel(title: "b", inner)])
        #expect(try outer.png() == outer.png())
        #expect(outer == SmallMultiples(panels: [ChartPanel(title: "a", inner), ChartPanel(title: "b", inner)]))
        #expect(ChartPanel(inner) != ChartPanel(line([0, 1])))
    }
}
