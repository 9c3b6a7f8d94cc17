import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct BarChartTests {
    private let small: ChartSize
    private let red = Color(hex: 0xFF0000)

    init() throws { small = try ChartSize(width: 300, height: 200) }

    @Test(arguments: AwkwardNumbers.all.indices, [BarChart.Arrangement.grouped, .stacked])
    func `awkward values are drawn or counted without harm`(index: Int, arrangement: BarChart.Arrangement) throws {
        let numbers = AwkwardNumbers.all[index]
        for (kind, orientation) in [
            (ScaleKind.linear, BarChart.Orientation.vertical), (.logarithmic, .horizontal), (.linear, .horizontal),
            (.logarithmic, .automatic), (.symmetricLogarithmic(threshold: nil), .vertical),
        ] {
            let errors = numbers.map { BarGroup.ErrorRange?.some(.init(around: $0, by: abs($0))) }
            let chart = BarChart(
                title: AwkwardNumbers.longLabel, categories: [AwkwardNumbers.longLabel, "b"],
                groups: [
                    BarGroup(name: AwkwardNumbers.longLabel, values: numbers, errors: errors),
                    BarGroup(values: numbers.reversed()),
                ],
                arrangement: arrangement, orientation: orientation, scale: kind)
            for size in [small, try ChartSize(width: 32, height: 32)] {
                #expect(try chart.render(size: size).width == size.width)
            }
            let plan = BarPlan(chart)
            #expect(plan.bars.count + plan.tally.nonFiniteCount + plan.tally.notPositiveCount == 2 * numbers.count)
            #expect(plan.gaps.count == plan.tally.nonFiniteCount)
            #expect((chart.frame.emptyMessage == nil) == !plan.bars.isEmpty)
            #expect(plan.bars.allSatisfy { $0.end.isFinite })
        }
    }

    @Test func `the axis includes 0, a logarithmic one a power of ten below every bar`() throws {
        func scale(_ values: [Double], _ kind: ScaleKind = .linear) -> Scale {
            let chart = BarChart(
                categories: [], groups: [BarGroup(values: values)], orientation: .vertical, scale: kind)
            return chart.layout(size: .standard).yAxis.scale
        }
        #expect(scale([90, 100]).lower == 0)
        #expect(scale([-90, -100]).upper >= 0 && scale([-90, -100]).lower < -100)
        #expect(scale([-1, 100]).lower < -1)
        #expect(abs(scale([0.5, 3_000], .logarithmic).lower - 0.1) < 1e-12)
        #expect(abs(scale([1, 10], .logarithmic).lower - 0.1) < 1e-12)
    }

    @Test func `a bar reaches from 0 to its value in its colour, a negative one downwards`() throws {
        let chart = BarChart(
            categories: ["a", "b"], groups: [BarGroup(values: [4, -2], color: red)], showsValues: false)
        let layout = chart.layout(size: small)
        let picture = try chart.render(size: small)
        for (category, inside, outside) in [(0, [0.3, 3.7], [4.3, -0.3]), (1, [-0.3, -1.7], [0.3, -2.3])] {
            let band = try #require(layout.xAxis.band(of: category))
            let x = Int((band.lowerBound + band.upperBound) / 2)
            for value in inside { #expect(try picture[x, Int(#require(layout.yAxis.position(of: value)))] == red) }
            for value in outside {
                #expect(try picture[x, Int(#require(layout.yAxis.position(of: value)))] != red)
            }
        }
    }

    @Test func `groups stand side by side without touching each other's pixels`() throws {
        let groups = (0..<7).map { BarGroup(name: "\($0)", values: [1, 2, 3]) }
        for orientation in [BarChart.Orientation.vertical, .horizontal] {
            let chart = BarChart(categories: ["a", "b", "c"], groups: groups, orientation: orientation)
            let plan = BarPlan(chart)
            let geometry = BarGeometry(plan: plan, layout: chart.layout(size: .standard))
            let rects = try plan.bars.map { bar in
                let along = try #require(geometry.along(bar))
                return geometry.rect(
                    across: try #require(geometry.across(category: bar.category, group: bar.group)), from: along.start,
                    to: along.end)
            }
            for (index, rect) in rects.enumerated() {
                #expect(!rect.isEmpty && rects[(index + 1)...].allSatisfy { !$0.overlaps(rect) })
            }
        }
    }

    @Test func `parts of a stack stand on each other, negative ones hang below 0`() {
        let chart = BarChart(
            categories: ["a"],
            groups: [[3.0], [-1], [.nan], [4], [-2]].map { BarGroup(values: $0) }, arrangement: .stacked)
        let plan = BarPlan(chart)
        #expect(plan.bars.map(\.start) == [nil, nil, 3, -1])
        #expect(plan.bars.map(\.end) == [3, -1, 7, -3])
        #expect(plan.tally.range == -3...7)
        #expect(chart.frame.note == "5 bars · 1 not finite")
    }

    @Test func `long names lie the bars down, short ones do not`() {
        func isHorizontal(_ names: [String]) -> Bool {
            BarPlan(BarChart(categories: names, groups: [BarGroup(values: names.map { _ in 1 })])).isHorizontal
        }
        #expect(!isHorizontal(["a", "b", "c"]))
        #expect(isHorizontal((0..<8).map { "optimizer.parameter_group.\($0)" }))
        #expect(!isHorizontal((0..<500).map { "optimizer.parameter_group.\($0)" }))
        #expect(!isHorizontal([]))
    }

    @Test func `the highest of ten thousand bars is seen, and every group's`() throws {
        var values = [Double](repeating: 1, count: 10_000)
        values[7_777] = 10
        let blue = Color(hex: 0x0000FF)
        let chart = BarChart(
            categories: [],
            groups: [
                BarGroup(values: values, color: red), BarGroup(values: values.map { $0 / 2 }, color: blue),
            ])
        let layout = chart.layout(size: small)
        let picture = try chart.render(size: small)
        let band = try #require(layout.xAxis.band(of: 7_777))
        let y = Int(try #require(layout.yAxis.position(of: 8)))
        let x = Int(band.lowerBound)
        #expect((x - 1...x + 1).contains { picture[$0, y] == red })
        let low = Int(try #require(layout.yAxis.position(of: 0.25)))
        #expect(picture[x, low] == blue)
        #expect(chart.frame.note == "20,000 bars")
    }

    @Test func `a value too small for a pixel still has one, 0 has none`() throws {
        let chart = BarChart(
            categories: ["a", "b", "c"], groups: [BarGroup(values: [1e9, 1, 0], color: red)], showsValues: false)
        let layout = chart.layout(size: small)
        let picture = try chart.render(size: small)
        let y = Int(layout.plot.maxY) - 1
        for (category, isSeen) in [(1, true), (2, false)] {
            let band = try #require(layout.xAxis.band(of: category))
            #expect((picture[Int((band.lowerBound + band.upperBound) / 2), y] == red) == isSeen)
        }
    }

    @Test func `error bars stretch the axis, and those that are not numbers in order are counted`() {
        let chart = BarChart(
            categories: ["a", "b", "c"],
            groups: [
                BarGroup(
                    values: [1, 2, 3],
                    errors: [.init(low: 0.5, high: 9), .init(low: 4, high: 1), .init(low: .nan, high: 1)])
            ])
        #expect(BarPlan(chart).tally.range == 0.5...9)
        #expect(chart.frame.note == "3 bars · 2 error bars not drawn")
    }

    @Test func `missing values are counted, further ones have no name`() {
        let chart = BarChart(
            categories: ["a"], groups: [BarGroup(values: [1, 2, 3]), BarGroup(values: [1])], orientation: .vertical)
        #expect(chart.frame.x == .categories(["a", "", ""]))
        #expect(chart.frame.note == "4 bars · 2 missing")
    }

    @Test func `values are written exactly where whole, else with four digits`() {
        #expect(ValueText.text(123_456) == "123456")
        #expect(ValueText.text(-12) == "−12")
        #expect(ValueText.text(0.913749) == "0.9137")
        #expect(ValueText.text(-1.5e-7) == "−1.5e−7")
        #expect(ValueText.text(2e22) == "2e22")
        #expect(ValueText.text(3_145_728) == "3.146M")
        #expect(ValueText.text(-2e9) == "−2G")
        #expect(ValueText.text(.nan) == "NaN" && ValueText.text(-.infinity) == "−∞")
    }

    @Test func `a value that is not there is missing, and one that is no number is not`() {
        let plan = BarPlan(BarChart(categories: ["a", "b", "c"], groups: [BarGroup(values: [1, nil, .nan])]))
        #expect(plan.note.contains("1 missing") && plan.note.contains("1 not finite"))
        #expect(plan.gaps.map(\.category) == [2])
    }
}

extension BarChartTests {
    /// The colours of a category's bar, from the foot's end, each once for each unbroken piece, with its length in pixels.
    private func pieces(
        _ chart: BarChart, _ size: ChartSize, category: Int = 0, theme: ChartTheme = .light
    ) throws -> [(color: Color, length: Int)] {
        let layout = chart.layout(size: size)
        let picture = try chart.render(size: size, theme: theme)
        let isHorizontal = chart.orientation == .horizontal
        let band = try #require((isHorizontal ? layout.yAxis : layout.xAxis).band(of: category))
        let middle = Int((band.lowerBound + band.upperBound) / 2)
        let (start, end) =
            isHorizontal ? (layout.plot.x, layout.plot.maxX) : (layout.plot.y, layout.plot.maxY)
        let along = Int(start.rounded())..<Int(end.rounded())
        let colors = along.compactMap { isHorizontal ? picture[$0, middle] : picture[middle, $0] }
        var pieces: [(color: Color, length: Int)] = []
        for color in isHorizontal ? colors : colors.reversed() {
            if pieces.last?.color == color { pieces[pieces.count - 1].length += 1 } else { pieces.append((color, 1)) }
        }
        return pieces
    }

    private static let hues = [0xFF0000, 0x00FF00, 0x0000FF, 0xFF00FF, 0x00FFFF].map(Color.init(hex:))

    private func stack(_ values: [Double], _ orientation: BarChart.Orientation) -> BarChart {
        BarChart(
            categories: ["a"],
            groups: values.enumerated().map { BarGroup(values: [$1], color: Self.hues[$0 % Self.hues.count]) },
            arrangement: .stacked, orientation: orientation, showsValues: false)
    }

    @Test(arguments: [BarChart.Orientation.vertical, .horizontal], [1, 2])
    func `a part of a stack that is thinner than a pixel has one, and the stack keeps its length`(
        orientation: BarChart.Orientation, scale: Int
    ) throws {
        let size = try ChartSize(width: 300, height: 200, scale: scale)
        for values in [
            [500, 0.01, 300, 0.01, 200], [0.01, 0.01, 0.01, 0.01, 999], [999, 0.01, 0.01, 0.01, 0.01],
            [0.01, 400, 0, 600, 0.01], [0.4, 0.4, 0.4, 0.4, 600],
        ] as [[Double]] {
            let total = values.reduce(0, +)
            let alone = try pieces(stack([total], orientation), size)
            let length = try #require(alone.first { $0.color == Self.hues[0] }).length
            let found = try pieces(stack(values, orientation), size).filter { Self.hues.contains($0.color) }
            let wanted = values.indices.filter { values[$0] > 0 }
            #expect(found.map(\.color) == wanted.map { Self.hues[$0] }, "\(values)")
            #expect(found.reduce(0) { $0 + $1.length } == length, "\(values)")
            for (piece, index) in zip(found, wanted) {
                #expect(abs(Double(piece.length) - values[index] / total * Double(length)) <= 4, "\(values)")
            }
        }
    }

    @Test(arguments: [BarChart.Orientation.vertical, .horizontal])
    func `thin parts on both sides of 0 are seen beside its line`(orientation: BarChart.Orientation) throws {
        let chart = stack([0.01, -0.01, 500, -400, -0.01], orientation)
        let found = try pieces(chart, small).filter { Self.hues.contains($0.color) }.map(\.color)
        #expect(found == [Self.hues[4], Self.hues[3], Self.hues[1], Self.hues[0], Self.hues[2]])
    }

    @Test func `a stack of more parts than pixels shows the largest of them`() throws {
        var values = [Double](repeating: 1, count: 3_000)
        values[1_234] = 3
        let red = Color(hex: 0xFE0000)
        let groups = values.map { BarGroup(values: [$0], color: $0 > 1 ? red : Self.hues[1]) }
        let chart = BarChart(
            categories: ["a"], groups: groups, arrangement: .stacked, orientation: .vertical, showsValues: false)
        let found = try pieces(chart, small)
        #expect(found.contains { $0.color == red })
        let alone = try pieces(stack([values.reduce(0, +)], .vertical), small)
        let length = try #require(alone.first { $0.color == Self.hues[0] }).length
        #expect(found.filter { $0.color == red || $0.color == Self.hues[1] }.reduce(0) { $0 + $1.length } == length)
    }

    @Test func `ends of parts move no farther than they must`() {
        #expect(StackPixels.ends([10, 10, 20], keeping: [true, true, true]) == [10, 11, 20])
        #expect(StackPixels.ends([0, 10, 20], keeping: [true, true, true]) == [1, 10, 20])
        #expect(StackPixels.ends([0, 0, 10, 20], keeping: [false, true, true, true]) == [0, 1, 10, 20])
        #expect(StackPixels.ends([19, 20, 20, 20], keeping: [true, true, true, true]) == [17, 18, 19, 20])
        #expect(StackPixels.ends([0, 0, 2], keeping: [true, false, true]) == [1, 1, 2])
        #expect(StackPixels.ends([], keeping: []) == [])
    }
}
