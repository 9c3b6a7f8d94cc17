import RasterGraphics
import Testing

@testable import ChartRendering

/// Charts of more than any picture has room for, with the names and numbers that are worst.
@Suite struct CrowdedChartTests {
    private static let count = 10_000
    private static let names = [
        "", "a", "שלום עולם", "مرحبا (12) بالعالم", "e" + String(repeating: "\u{301}", count: 400), "👩‍👩‍👧‍👧🇩🇪🏴‍☠️",
        "\u{0}\u{1B}[2J\n\r\t",
        "\u{202E}abc\u{2066}", String(repeating: "long ", count: 2_000), String(repeating: "\u{200B}", count: 10_000),
        String(repeating: "漢", count: 10_000),
    ]
    private static let numbers: [Double] = [
        1e308, -1e308, 0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1, .greatestFiniteMagnitude, .nan, .infinity,
        -.infinity, .leastNonzeroMagnitude * 3, .leastNormalMagnitude / 2,
    ]

    enum Kind: String, CaseIterable, Sendable {
        case lines, bands, dots, groups, stacks, categories, histograms, rows, axes, runs, runNames, panels, cells
    }

    private static func name(_ index: Int) -> String { names[index % names.count] }
    private static func number(_ index: Int) -> Double { numbers[index % numbers.count] }
    private static func points(_ index: Int) -> [ChartPoint] {
        (0..<3).map { ChartPoint(x: number(index + 5 * $0), y: number(index / 7 + $0)) }
    }

    private static func chart(_ kind: Kind) -> any Chart & Hashable {
        let all = 0..<count
        switch kind {
        case .lines:
            return LineChart(title: name(8), series: all.map { ChartSeries(name: name($0), points: points($0)) })
        case .bands:
            let bands = all.map { index in
                LineBand(
                    edges: points(index).map { LineBand.Edge(x: $0.x, lower: $0.y, upper: number(index + 1)) },
                    seriesIndex: index)
            }
            return LineChart(title: name(9), series: [], bands: bands, yRange: .withoutOutliers)
        case .dots:
            return ScatterChart(title: name(4), series: all.map { ScatterSeries(name: name($0), points: points($0)) })
        case .groups, .stacks:
            return BarChart(
                title: name(2), categories: (0..<3).map(name),
                groups: all.map { BarGroup(name: name($0), values: (0..<3).map { number($0 + 4) } + [number($0)]) },
                arrangement: kind == .groups ? .grouped : .stacked)
        case .categories:
            return BarChart(
                title: name(3), categories: all.map(name), groups: [BarGroup(name: name(5), values: all.map(number))],
                orientation: .horizontal, scale: .symmetricLogarithmic(threshold: nil))
        case .histograms:
            return HistogramChart(
                title: name(6),
                series: all.map { index in
                    HistogramSeries(name: name(index), content: .values((0..<3).map { number(index + $0) }))
                })
        case .rows:
            return RidgeChart(
                title: name(7), rows: all.map { RidgeRow(step: number($0), content: .values([number($0 + 1), 1])) })
        case .axes:
            return ParallelCoordinates(
                title: name(10), axes: all.map { ParallelAxis(name($0), numbers: [number($0), 1]) })
        case .runs, .runNames:
            let axes = [
                ParallelAxis(name(8), numbers: all.map(number)), ParallelAxis(name(9), categories: all.map { "\($0)" }),
                ParallelAxis(name(3), categories: all.map(name)),
            ]
            return ParallelCoordinates(axes: axes, colorAxis: kind == .runs ? 0 : 1)
        case .panels:
            return SmallMultiples(
                title: name(4),
                panels: all.map {
                    ChartPanel(
                        title: name($0),
                        LineChart(series: [
                            ChartSeries(name: name($0), points: points($0))
                        ]))
                }, sharing: .both)
        case .cells:
            return HeatMap(
                title: name(5), matrix: HeatMatrix(rows: (0..<100).map { row in (0..<100).map { number(row + $0) } }),
                columns: .categories(all.map(name)), rows: .categories(all.map(name)))
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: Kind.allCases)
    func `ten thousand series with hostile names and numbers are a picture in a few seconds`(kind: Kind) throws {
        let chart = CrowdedChartTests.chart(kind)
        for (width, height, typeface) in [(32, 32, Typeface.builtIn), (240, 180, .standard)] {
            var theme = ChartTheme.dark
            theme.typeface = typeface
            let start = ContinuousClock.now
            let picture = try chart.render(size: ChartSize(width: width, height: height), theme: theme)
            let time = ContinuousClock.now - start
            #expect(picture.width == width && picture.height == height)
            // For a debug build on a busy machine: others take a twentieth of it.
            #expect(time < .seconds(60), "\(kind) at \(width)×\(height)")
        }
        let text = try BrailleChart(columns: 60, rows: 8, hasColors: false).text(of: chart)
        #expect(text.split(separator: "\n").allSatisfy { TerminalWidth.of($0) <= 60 })
        #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    }
}
