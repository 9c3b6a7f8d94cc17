import Foundation
import RasterGraphics
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct ParallelCoordinatesTests {
    private func layout(
        _ chart: ParallelCoordinates, _ size: ChartSize = .standard
    ) -> (outer: ChartLayout, inner: ParallelCoordinatesLayout) {
        let outer = ChartLayout(chart, size: size)
        return (outer, ParallelCoordinatesLayout(chart, in: outer))
    }

    private let sweep = ParallelCoordinates(
        title: "Sweep",
        axes: [
            ParallelAxis("learning_rate", numbers: [1e-4, 1e-3, 1e-2], scale: .logarithmic),
            ParallelAxis("optimizer", categories: ["adam", "sgd", "adam"]),
            ParallelAxis("accuracy", numbers: [0.5, nil, 0.9]),
        ], colorAxis: 2)

    @Test func `every run lies on each axis where its value is`() throws {
        let (outer, inner) = layout(sweep)
        #expect(inner.axes.map(\.title.text) == ["learning_rate", "optimizer", "accuracy"])
        #expect(inner.axes[0].x < inner.axes[1].x && inner.axes[1].x < inner.axes[2].x)
        let rates = inner.axes[0].places.compactMap { $0 }
        // Equal ratios are equally far apart on a logarithmic axis, larger values higher.
        #expect(abs((rates[0] - rates[1]) - (rates[1] - rates[2])) < 1e-6 && rates[0] > rates[1])
        let optimizers = inner.axes[1].places
        #expect(optimizers[0] == optimizers[2] && optimizers[0] != optimizers[1])
        #expect(inner.axes[2].places[1] == nil && inner.axes.map(\.missingCount) == [0, 0, 1])
        for axis in inner.axes {
            for place in axis.places.compactMap({ $0 }) {
                #expect(place >= inner.area.y && place <= inner.area.maxY)
            }
        }
        #expect(outer.note?.text.text == "3 runs · 1 with missing values")
        #expect(outer.colorScale != nil)
    }

    @Test func `few different numbers have a tick each and no others`() {
        func ticks(_ numbers: [Double?], scale: ScaleKind? = nil) -> [String] {
            layout(ParallelCoordinates(axes: [ParallelAxis("a", numbers: numbers, scale: scale)])).inner.axes[0].axis
                .ticks.map(\.label)
        }
        #expect(ticks([32, 64, 64, nil, .nan]) == ["32", "64"])
        #expect(ticks([0.1, 0.25, 0.5]) == ["0.10", "0.25", "0.50"])
        #expect(ticks([7, 7]) == ["7"])
        #expect(ticks([1e-4, 3e-4, 1e-3], scale: .logarithmic) == ["1e−4", "3e−4", "1e−3"])
        // Too many of them, and too long to write.
        #expect(ticks([16, 32, 48, 64, 80, 96, 113]).contains("20"))
        #expect(!ticks([0.123_456_789, 0.2, 0.3]).contains { $0.count > 7 })
        // Those without room between the ends have no label, and still a tick.
        #expect(ticks([1, 2, 1_000, 999], scale: .linear) == ["1", "", "", "1000"])
    }

    @Test func `positive numbers over more than two decades are spread by ratios, unless said otherwise`() {
        func kind(_ numbers: [Double?], _ scale: ScaleKind? = nil) -> ScaleKind? {
            guard case .numbers(_, let kind) = ParallelAxis("a", numbers: numbers, scale: scale).content else {
                return nil
            }
            return kind
        }
        #expect(kind([1e-5, 1e-1, nil, .nan, .infinity]) == .logarithmic)
        #expect(kind([1e-5, 1e-1], .linear) == .linear)
        #expect(kind([1, 100]) == .linear && kind([1, 101]) == .logarithmic)
        #expect(kind([0, 1e-5, 1]) == .linear && kind([-1, 1_000]) == .linear && kind([]) == .linear)
        #expect(kind([1, 2], .logarithmic) == .logarithmic)
    }

    @Test func `no line cuts through a label`() throws {
        // From the lowest on the left to the highest on the right, through the labels of the middle axis.
        let axes = (0..<2).map { axis in
            ParallelAxis("a", numbers: (0...60).map { Double(axis == 0 ? 60 - $0 : $0) })
        }
        let chart = ParallelCoordinates(axes: axes)
        let (_, inner) = layout(chart)
        let picture = try chart.render()
        let text = ChartTheme.light.text
        let axis = inner.axes[1]
        let tick = try #require(axis.axis.ticks.dropFirst().first { !$0.label.isEmpty })
        let (right, y) = (Int(axis.x) - 8, Int(tick.position))
        // Around the dark pixels of the label there are no pixels of lines.
        func isText(_ x: Int, _ y: Int) -> Bool { picture[x, y] == text }
        var seen = 0
        for x in right - 14..<right {
            for row in y - 3...y + 3 where isText(x, row) {
                seen += 1
                for (dx, dy) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
                    let color = try #require(picture[x + dx, row + dy])
                    let spread =
                        Int(max(color.red, color.green, color.blue)) - Int(min(color.red, color.green, color.blue))
                    #expect(spread < 40)
                }
            }
        }
        #expect(seen > 3)
    }

    @Test func `a missing value makes a gap`() throws {
        let red = Color(hex: 0xFF0000)
        func picture(_ middle: Double?) throws -> Pixmap {
            let axes = [
                ParallelAxis("a", numbers: [1, 0]), ParallelAxis("b", numbers: [middle, 0]),
                ParallelAxis("c", numbers: [1, 0]),
            ]
            return try ParallelCoordinates(axes: axes, colorAxis: 0, colorMap: ColorMap(through: [.white, red]))
                .render()
        }
        func reds(_ picture: Pixmap, _ columns: Range<Int>) -> Int {
            columns.count { x in
                (0..<picture.height).contains { (picture[x, $0].map { $0.red > 200 && $0.green < 90 }) == true }
            }
        }
        let axes = layout(ParallelCoordinates(axes: sweep.axes)).inner.axes
        let between = Int(axes[0].x) + 20..<Int(axes[1].x) - 60
        #expect(reds(try picture(1), between) > 50)
        #expect(reds(try picture(nil), between) == 0)
        #expect(reds(try picture(.nan), between) == 0)
    }

    @Test func `runs without a value on the axis of the colours are gray`() throws {
        let axes = [
            ParallelAxis("a", numbers: [1, 2]), ParallelAxis("b", numbers: [1, 2]),
            ParallelAxis("colour", numbers: [nil, nil]),
        ]
        let picture = try ParallelCoordinates(axes: axes, colorAxis: 2).render()
        let (outer, inner) = layout(ParallelCoordinates(axes: axes))
        let x = Int((inner.axes[0].x + inner.axes[1].x) / 2)
        let seen = (Int(outer.plot.y)..<Int(outer.plot.maxY)).compactMap { picture[x, $0] }
        let muted = ChartTheme.light.mutedText
        #expect(seen.contains { abs(Int($0.red) - Int(muted.red)) < 70 && abs(Int($0.blue) - Int($0.red)) < 30 })
    }

    @Test func `names as colours are in the legend`() {
        var chart = sweep
        chart.colorAxis = 1
        let (outer, _) = layout(chart)
        #expect(outer.legend.entries.map(\.text.text) == ["adam", "sgd"])
        #expect(outer.colorScale == nil)
        chart.colorAxis = 99
        #expect(layout(chart).outer.legend.entries.isEmpty)
    }

    @Test func `titles do not touch each other and stay in the plot`() throws {
        for count in [1, 2, 5, 9, 20, 64] {
            for width in [200, 500, 800, 1_600] {
                let axes = (0..<count).map { ParallelAxis("a parameter with a long name \($0)", numbers: [1, 2]) }
                let (outer, inner) = layout(
                    ParallelCoordinates(axes: axes), try ChartSize(width: width, height: 400))
                var reached: [Double: Double] = [:]
                for axis in inner.axes where axis.title.width > 0 {
                    // A turned title takes its height beside the others.
                    let width = inner.turnsTitles ? axis.title.font.capitalHeight : axis.title.width
                    let start = axis.titlePoint.x - width / 2
                    #expect(start >= (reached[axis.titlePoint.y] ?? -.infinity))
                    reached[axis.titlePoint.y] = start + width
                    #expect(start >= outer.plot.x - 0.5 && start + width <= outer.plot.maxX + 0.5)
                    #expect(axis.titlePoint.y <= inner.area.y)
                }
            }
        }
    }

    @Test(arguments: [ScaleKind.linear, .logarithmic])
    func `awkward values are drawn without harm`(kind: ScaleKind) throws {
        let tiny = Double.leastNonzeroMagnitude
        let columns: [[Double?]] = [
            [], [nil], [.nan, .nan], [.infinity, -.infinity], [5, 5, 5], [1e308, -1e308, 1.7e308],
            [tiny, tiny * 1e14], [0, -1, nil], [3],
        ]
        let foreign = ParallelAxis("صف 列", categories: ["貓", nil, "قط", String(repeating: "x", count: 500)])
        for column in columns {
            let axes = [ParallelAxis("a", numbers: column, scale: kind), foreign]
            for set in [axes, axes.reversed(), [axes[0]], []] {
                for colors in [nil, 0, 1, -1] as [Int?] {
                    let chart = ParallelCoordinates(axes: set, colorAxis: colors)
                    for size in [try ChartSize(width: 32, height: 32), try ChartSize(width: 300, height: 200)] {
                        #expect(try chart.render(size: size).width == size.width)
                    }
                }
            }
        }
        #expect(layout(ParallelCoordinates(axes: [])).outer.emptyMessage == "No runs")
    }

    @Test func `ten thousand runs are drawn, and those beyond the limits are counted`() throws {
        var generator = SeededGenerator(seed: 11)
        let axes = (0..<3).map { index in
            ParallelAxis("p\(index)", numbers: (0..<10_000).map { _ in Double.random(in: 0...1, using: &generator) })
        }
        let chart = ParallelCoordinates(axes: axes, colorAxis: 2)
        #expect(try chart.render(size: ChartSize(width: 120, height: 90)).height == 90)
        let many = ParallelCoordinates(
            axes: (0..<70).map { ParallelAxis("\($0)", numbers: [Double?](repeating: 1, count: 30_000)) })
        #expect(layout(many).inner.runCount == ParallelCoordinates.maximumRuns)
        #expect(layout(many).inner.axes.count == ParallelCoordinates.maximumAxes)
        #expect(many.frame.note == "30,000 runs · the first 20,000 drawn · +6 more axes")
    }
}

extension ParallelCoordinatesTests {
    @Test(arguments: [ChartTheme.light, .dark])
    func `lines of every colour are told apart from the background`(theme: ChartTheme) throws {
        let axes = ["a", "b"].map { ParallelAxis($0, numbers: (0...10).map(Double.init)) }
        let chart = ParallelCoordinates(axes: axes, colorAxis: 0)
        let outer = ChartLayout(chart, size: .standard)
        let inner = ParallelCoordinatesLayout(chart, in: outer)
        let picture = try chart.render(theme: theme)
        let x = Int((inner.axes[0].x + inner.axes[1].x) / 2)
        let background = theme.plotBackground
        for place in inner.axes[0].places.compactMap({ $0 }) {
            let colors = (-1...1).compactMap { picture[x, Int(place) + $0] }
            let farthest = colors.map { color in
                abs(Int(color.red) - Int(background.red)) + abs(Int(color.green) - Int(background.green))
                    + abs(Int(color.blue) - Int(background.blue))
            }.max()
            #expect(try #require(farthest) > 150)
        }
    }

    @Test func `missing, NaN, infinite and not above 0 are told apart`() throws {
        let axes = [
            ParallelAxis("loss", numbers: [1, .nan, .infinity, -.infinity, nil, .nan], scale: .linear),
            ParallelAxis("rate", numbers: [1, 0, 2, 3, -4], scale: .logarithmic),
            ParallelAxis("name", categories: ["a", nil, "b", "a", "a", "a"]),
        ]
        let chart = ParallelCoordinates(axes: axes)
        let outer = ChartLayout(chart, size: .standard)
        let inner = ParallelCoordinatesLayout(chart, in: outer)
        #expect(
            inner.axes.map(\.gapCounts) == [
                [.missing: 1, .notANumber: 2, .aboveEverything: 1, .belowEverything: 1],
                [.missing: 1, .notPositive: 2], [.missing: 1],
            ])
        #expect(inner.axes.map(\.missingCount) == [1, 1, 1])
        #expect(
            chart.frame.note
                == "6 runs · 3 with missing values · 2 with NaN · 2 with infinite values · 2 with values not above 0")
        let metric = ParallelCoordinates(axes: [ParallelAxis("loss", numbers: [1, .nan])])
        #expect(metric.frame.note == "2 runs · 1 with NaN")
    }

    @Test(arguments: [1, 2])
    func `each kind of gap has a mark of its own below its axis, with words or without`(scale: Int) throws {
        for size in [
            try ChartSize(width: 400, height: 300, scale: scale), try ChartSize(width: 90, height: 60, scale: scale),
        ] {
            var pictures: Set<[Color?]> = []
            for value in [nil, .nan, .infinity, -.infinity, -1] as [Double?] {
                let axes = [
                    ParallelAxis("a", numbers: [1, value], scale: .logarithmic),
                    ParallelAxis("b", numbers: [1, 2]),
                ]
                let chart = ParallelCoordinates(axes: axes)
                let outer = ChartLayout(chart, size: size)
                let area = ParallelCoordinatesLayout(chart, in: outer).area
                #expect(area.maxY < outer.plot.maxY)
                let picture = try chart.render(size: size)
                var colors: [Color?] = []
                for y in Int(area.maxY)..<Int(outer.plot.maxY) {
                    for x in 0..<picture.width { colors.append(picture[x, y]) }
                }
                #expect(Set(colors).count > 1)
                pictures.insert(colors)
            }
            #expect(pictures.count == 5)
        }
    }

    @Test func `the eleventh name has another line than the first`() throws {
        let names = (0..<40).map { "name \($0)" }
        func picture(_ index: Int) throws -> [UInt8] {
            // One run at the same height each time, coloured by a name of that place.
            let chart = ParallelCoordinates(
                axes: [
                    ParallelAxis("a", numbers: names.indices.map { $0 == index ? 1 : nil }),
                    ParallelAxis("b", numbers: names.indices.map { $0 == index ? 1 : nil }),
                    ParallelAxis("", categories: names),
                ], colorAxis: 2)
            var shown = chart
            shown.axes[2].content = .categories(names.indices.map { $0 <= index ? names[$0] : nil })
            return try shown.render().bytes
        }
        #expect(Set(try [0, 10, 20, 30].map { try picture($0) }).count == 4)
    }
}
