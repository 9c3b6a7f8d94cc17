import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct ScatterChartTests {
    private let small: ChartSize

    init() throws { small = try ChartSize(width: 300, height: 200) }

    @Test(
        arguments: AwkwardNumbers.all.indices, [ScaleKind.linear, .logarithmic, .symmetricLogarithmic(threshold: nil)])
    func `awkward points are drawn or counted without harm`(index: Int, kind: ScaleKind) throws {
        let numbers = AwkwardNumbers.all[index]
        for values in [[], numbers, Array(numbers.dropLast())] {
            let chart = ScatterChart(
                title: AwkwardNumbers.longLabel, xLabel: "x", yLabel: "y",
                series: [
                    ScatterSeries(name: AwkwardNumbers.longLabel, x: numbers, y: numbers.reversed(), values: values)
                ],
                xScale: kind, yScale: kind, valueScale: kind)
            for size in [small, try ChartSize(width: 32, height: 32)] {
                #expect(try chart.render(size: size).width == size.width)
            }
            let extent = ScatterExtent(chart)
            #expect(extent.pointCount == numbers.count)
            let drawn = zip(numbers, numbers.reversed()).filter { kind.canShow($0) && kind.canShow($1) }.count
            #expect(extent.pointCount - extent.nonFiniteCount - extent.notPositiveCount == drawn)
            #expect((chart.frame.emptyMessage == nil) == (drawn > 0))
        }
    }

    @Test func `a point that is not drawn is counted in the note`() {
        let chart = ScatterChart(
            series: [
                ScatterSeries(
                    points: [
                        ChartPoint(x: 1, y: .nan), ChartPoint(x: -1, y: 1), ChartPoint(x: 1, y: 1),
                        ChartPoint(x: 2, y: 2),
                    ], values: [0, 0, 7])
            ], xScale: .logarithmic)
        #expect(
            chart.frame.note == "4 points · 1 not finite · 1 not above 0 · 1 without a colour (grey)")
    }

    @Test func `one outlier beside a hundred thousand points is seen, and so is where they are dense`() throws {
        var random = Randomness(seed: 7)
        var points = (0..<100_000).map { _ in
            ChartPoint(x: random.unit() + random.unit() + random.unit(), y: random.unit() + random.unit())
        }
        points.append(ChartPoint(x: 8, y: 8))
        let chart = ScatterChart(series: [ScatterSeries(points: points, color: .black)])
        let layout = chart.layout(size: small)
        let picture = try chart.render(size: small)
        func darkness(_ x: Double, _ y: Double) throws -> Int {
            let column = Int(try #require(layout.xAxis.position(of: x)))
            let row = Int(try #require(layout.yAxis.position(of: y)))
            return (-1...1).flatMap { dy in (-1...1).map { 255 - Int(picture[column + $0, row + dy]?.red ?? 255) } }
                .max() ?? 0
        }
        // The opacity of one dot is 0.45 of 255, a little less where it lies between pixels.
        #expect(try darkness(8, 8) > 80)
        #expect(try darkness(1.5, 1) > 200)
        #expect(try darkness(1.5, 1) > darkness(0.4, 0.3) + 20)
        #expect(try darkness(5, 5) < 40)
    }

    @Test func `a small series lies above a large one, in whatever order they come`() throws {
        let crowd = ScatterSeries(points: [ChartPoint](repeating: ChartPoint(x: 1, y: 1), count: 50), color: .black)
        let few = ScatterSeries(points: [ChartPoint(x: 1, y: 1)], color: Color(hex: 0xFF0000))
        for series in [[crowd, few], [few, crowd]] {
            let chart = ScatterChart(series: series, opacity: 1)
            let layout = chart.layout(size: small)
            let picture = try chart.render(size: small)
            let color = picture[Int(layout.plot.midX), Int(layout.plot.midY)]
            #expect(color == Color(hex: 0xFF0000))
        }
    }

    @Test func `a third number gives the colour of the scale, overlapping dots that of their mean`() throws {
        let points = [0.0, 5, 5, 10].map { ChartPoint(x: $0, y: $0) }
        let chart = ScatterChart(series: [ScatterSeries(points: points, values: [0, 0, 1, 1])], opacity: 1)
        let layout = chart.layout(size: small)
        let picture = try chart.render(size: small)
        for (place, part) in [(0.0, 0.0), (5, 0.5), (10, 1)] {
            let x = Int(try #require(layout.xAxis.position(of: place)))
            let y = Int(try #require(layout.yAxis.position(of: place)))
            #expect(picture[x, y] == ColorMap.viridis.color(at: part))
        }
        let bar = try #require(layout.colorScale)
        #expect(
            picture[Int(bar.frame.midX), Int(bar.frame.y)] == ColorMap.viridis.color(at: 1 - 0.5 / bar.frame.height))
        #expect(!bar.frame.overlaps(layout.plot))
    }

    @Test func `ten thousand series are drawn`() throws {
        let series = (0..<10_000).map { ScatterSeries(name: "s\($0)", x: [Double($0 % 101)], y: [Double($0 % 97)]) }
        let chart = ScatterChart(series: series)
        #expect(try chart.render(size: small).height == 200)
        #expect(chart.frame.note == "10,000 points")
    }

    @Test func `the opacity of a pixel rises with every dot and never falls below that of one`() {
        for most in [1.0, 2, 50, 1e6] {
            let curve = DotOpacity.adaptive.curve(most: most)
            let steps = stride(from: 0.0, through: most, by: most / 64).map(curve)
            #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 })
            #expect(curve(1) >= DotOpacity.least && curve(most) <= 1)
        }
        #expect(abs(DotOpacity.glass(0.5).curve(most: 9)(2) - 0.75) < 1e-12)
    }

    @Test func `a stamp covers the area of its dot wherever its middle is`() {
        for radius in [0.5, 1.25, 3, 9.7] {
            let stamp = DotStamp(radius: radius)
            for place in [Point(x: 5, y: 5), Point(x: 5.26, y: 7.77), Point(x: -3.4, y: 0.5)] {
                let placed = stamp.placed(at: place)
                let area = Double(placed.coverage.reduce(0, +))
                #expect(abs(area - Double.pi * radius * radius) < 0.06 * Double.pi * radius * radius + 0.05)
                let x = placed.coverage.enumerated().reduce(0.0) {
                    $0 + Double($1.element) * (Double(placed.column + $1.offset % stamp.side) + 0.5)
                }
                #expect(abs(x / area - place.x) < 0.2)
            }
        }
    }

    @Test func `the same points give the same bytes`() throws {
        let chart = ScatterChart(series: [ScatterSeries(x: [1, 2, 2.5], y: [3, 1, .nan])])
        #expect(try chart.png(size: small) == chart.png(size: small))
        #expect(try chart.png(size: small) != chart.png(size: small, theme: .dark))
    }

    @Test func `the legend has the colour of the dots with a third number on both themes`() throws {
        let chart = ScatterChart(
            series: [ScatterSeries(name: "runs", points: [ChartPoint(x: 0, y: 0)], values: [1])])
        let item = try #require(chart.frame.legend.first)
        let scale = try #require(chart.frame.colorScale)
        for theme in [ChartTheme.light, .dark] {
            #expect(item.color(in: theme) == scale.map(in: theme).color(at: 0.5))
        }
        #expect(item.color(in: .dark) != item.color(in: .light))
    }

    @Test func `the legend of a crowd has a single dot's colour and that of the crowd`() throws {
        func sample(_ count: Int, opacity: Double? = nil, values: [Double] = []) -> LegendItem.Sample? {
            let points = (0..<count).map { ChartPoint(x: Double($0 % 97), y: Double($0 % 89)) }
            let series = ScatterSeries(name: "one", points: points, values: values)
            return ScatterChart(series: [series], opacity: opacity).frame.legend.first?.sample
        }
        #expect(sample(300) == .dot && sample(3_000) != .dot)
        #expect(sample(5) == .dot && sample(5, values: [1]) == .dot && sample(5, opacity: 1) == .dot)
        #expect(sample(40_000) == .crowd(single: DotOpacity.least))
        #expect(sample(40_000, values: [1]) == .dot)
        #expect(sample(5, opacity: 0.3) == .crowd(single: 0.3) && sample(5, opacity: .nan) == .dot)

        let points = [ChartPoint](repeating: ChartPoint(x: 0, y: 0), count: 40_000) + [ChartPoint(x: 9, y: 9)]
        let chart = ScatterChart(series: [ScatterSeries(name: "one", points: points)], radius: 8)
        let layout = chart.layout(size: small)
        let picture = try chart.render(size: small)
        let x = Int(try #require(layout.xAxis.position(of: 9)))
        let y = Int(try #require(layout.yAxis.position(of: 9)))
        let alone = try #require(picture[x, y])
        let frame = layout.legend.entries[0].frame
        let seen = (Int(frame.x)..<Int(frame.x + 22)).compactMap { picture[$0, Int(frame.midY)] }
        #expect(seen.contains(ChartTheme.light.palette.color(at: 0)))
        #expect(
            seen.contains { abs(Int($0.red) - Int(alone.red)) < 12 && abs(Int($0.blue) - Int(alone.blue)) < 12 })
    }

    @Test func `the eleventh series has other dots than the first, in the plot and in the legend`() throws {
        func picture(_ index: Int) throws -> (dots: Set<Color>, legend: Pixmap) {
            let empty = (0..<index).map { _ in ScatterSeries(points: []) }
            let chart = ScatterChart(
                series: empty + [ScatterSeries(name: "one", points: [ChartPoint(x: 0, y: 0)])], radius: 8, opacity: 1)
            let picture = try chart.render(size: small)
            let layout = chart.layout(size: small)
            let (x, y) = (Int(layout.plot.midX), Int(layout.plot.midY))
            return (Set([picture[x, y]].compactMap(\.self)), picture)
        }
        let (first, ring) = (try picture(0), try picture(10))
        #expect(first.dots == [ChartTheme.light.palette.color(at: 0)])
        #expect(!ring.dots.contains(ChartTheme.light.palette.color(at: 0)))
        #expect(Set(try [0, 10, 20, 30].map { try picture($0).legend.bytes }).count == 4)
    }
}
