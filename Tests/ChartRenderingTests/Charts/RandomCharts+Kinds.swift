import RasterGraphics

@testable import ChartRendering

extension RandomCharts {
    mutating func chart(_ kind: Kind) throws -> any Chart & Hashable {
        switch kind {
        case .line: try lineChart()
        case .bands: bandChart()
        case .buckets: bucketChart()
        case .scatter: scatterChart()
        case .bars: barChart()
        case .histogram: histogram()
        case .ridge: ridge()
        case .heatMap: try heatMap()
        case .confusion: try confusion()
        case .parallel: parallel()
        case .multiples: try multiples()
        }
    }

    private mutating func lineChart() throws -> LineChart {
        let many = integer(0...9) == 0
        let series = (0..<integer(0...(many ? 60 : 5))).map { _ in
            ChartSeries(name: label(), points: many ? Array(points().prefix(20)) : points(), color: color())
        }
        let weight = one(of: [0, 0.5, 0.999, 1 - 1e-16], otherwise: 0)
        let smoothing = try ExponentialAverage(weight: weight, kind: flag() ? .byPoint : .byDistance)
        return LineChart(
            title: label(), xLabel: label(), yLabel: label(), series: series, xScale: scale(), yScale: scale(),
            yRange: flag() ? .all : .withoutOutliers, smoothing: flag() ? smoothing : nil,
            markers: flag() ? .automatic : .never, showsPointCount: flag())
    }

    private mutating func bandChart() -> LineChart {
        let bands = (0..<integer(1...4)).map { _ in
            let edges = points().map { LineBand.Edge(x: $0.x, lower: $0.y, upper: number()) }
            return LineBand(edges: edges, seriesIndex: integer(-2...12), color: color(), opacity: number())
        }
        return LineChart(
            title: label(), series: [ChartSeries(name: label(), points: points())], bands: bands, xScale: scale(),
            yScale: scale(), yRange: flag() ? .all : .withoutOutliers)
    }

    /// A count of points as a damaged store may have it.
    private mutating func count() -> Int {
        switch integer(0...19) {
        case 0: .max
        case 1: .min
        case 2...9: integer(-2...1_000_000)
        default: integer(-1...9)
        }
    }

    private mutating func bucketChart() -> LineChart {
        let buckets = numbers(atMost: 1_000).map { value in
            ChartBucket(
                firstX: number(), lastX: number(), first: value, last: number(), minimum: number(), maximum: number(),
                count: count(), nanCount: count(), positiveInfinityCount: count(), negativeInfinityCount: count())
        }
        return LineChart(
            title: label(), series: [ChartSeries(name: label(), buckets: buckets)], xScale: scale(), yScale: scale())
    }

    private mutating func scatterChart() -> ScatterChart {
        let series = (0..<integer(0...4)).map { _ in
            ScatterSeries(name: label(), points: points(), values: flag() ? [] : numbers(), color: color())
        }
        return ScatterChart(
            title: label(), xLabel: label(), yLabel: label(), series: series, xScale: scale(), yScale: scale(),
            radius: flag() ? nil : number(), opacity: flag() ? nil : number(), valueScale: scale())
    }

    private mutating func barChart() -> BarChart {
        let groups = (0..<integer(0...5)).map { _ in
            let values = numbers(atMost: 400)
            let errors = values.prefix(30).map { _ in
                flag() ? nil : BarGroup.ErrorRange(low: number(), high: number())
            }
            return BarGroup(name: label(), values: values, errors: errors, color: color())
        }
        let orientations: [BarChart.Orientation] = [.automatic, .vertical, .horizontal]
        return BarChart(
            title: label(), categoryLabel: label(), valueLabel: label(), categories: labels(integer(0...30)),
            groups: groups, arrangement: flag() ? .grouped : .stacked,
            orientation: one(of: orientations, otherwise: .automatic), scale: scale(), showsValues: flag())
    }

    private mutating func content() -> HistogramContent {
        if flag() { return .values(numbers()) }
        return .bins(
            numbers(atMost: 200).map { left in
                let right = flag() ? number() : left + Double(integer(0...3))
                return HistogramBin(left: left, right: right, count: flag() ? number() : Double(integer(0...99)))
            })
    }

    private mutating func histogram() -> HistogramChart {
        HistogramChart(
            title: label(), xLabel: label(), yLabel: label(),
            series: (0..<integer(0...4)).map { _ in
                HistogramSeries(name: label(), content: content(), color: color())
            },
            measure: one(of: [.automatic, .count, .density], otherwise: .count),
            binCount: flag() ? nil : integer(-1...3_000), xScale: scale(), yScale: scale())
    }

    private mutating func ridge() -> RidgeChart {
        RidgeChart(
            title: label(), xLabel: label(), yLabel: label(),
            rows: (0..<integer(0...12)).map { _ in RidgeRow(step: number(), content: content()) },
            arrangement: flag() ? .offset : .overlay, heights: flag() ? .common : .eachRow)
    }

    private mutating func axis() -> HeatAxis {
        switch integer(0...2) {
        case 0: .indices
        case 1: .categories(labels(integer(0...40)))
        default: .values(from: number(), to: number())
        }
    }

    private mutating func heatMap() throws -> HeatMap {
        let width = integer(0...60)
        let rows = (0..<integer(0...40)).map { _ in
            (0..<max(0, width - integer(0...2))).map { _ in number() }
        }
        let (low, high) = (number(), number())
        return HeatMap(
            title: label(), xLabel: label(), yLabel: label(), matrix: HeatMatrix(rows: rows), columns: axis(),
            rows: axis(), colorMap: flag() ? .viridis : .diverging, scale: scale(),
            range: low <= high && flag() ? low...high : nil, reduction: flag() ? .mean : .largestMagnitude)
    }

    private mutating func confusion() throws -> ConfusionMatrix {
        let count = [0, 1, 2, 10, integer(11...90)][integer(0...4)]
        let largest = [0, 9, 1_000, ConfusionMatrix.maximumSamples / max(1, count * count)][integer(0...3)]
        let counts = (0..<count).map { _ in (0..<count).map { _ in integer(0...largest) } }
        return try ConfusionMatrix(title: label(), classes: labels(count), counts: counts)
    }

    private mutating func parallel() -> ParallelCoordinates {
        let count = [0, 1, 30, integer(31...600)][integer(0...3)]
        let axes = (0..<integer(0...(integer(0...9) == 0 ? 80 : 7))).map { _ in
            if integer(0...2) == 0 {
                let names = labels(integer(1...12))
                return ParallelAxis(label(), categories: (0..<count).map { _ in flag() ? names.first : names.last })
            }
            let numbers: [Double?] = (0..<count).map { _ in integer(0...9) == 0 ? nil : number() }
            return ParallelAxis(label(), numbers: numbers, scale: integer(0...3) == 0 ? nil : scale())
        }
        return ParallelCoordinates(title: label(), axes: axes, colorAxis: flag() ? nil : integer(-1...8))
    }

    private mutating func multiples() throws -> SmallMultiples {
        let others = Kind.allCases.filter { $0 != .multiples }
        let panels = try (0..<integer(0...6)).map { _ in
            func panel(_ chart: some Chart & Hashable, _ title: String) -> ChartPanel {
                ChartPanel(title: title, chart)
            }
            return panel(try chart(one(of: others, otherwise: .line)), label())
        }
        let sharing: [SmallMultiples.SharedAxes] = [[], .x, .y, .both]
        return SmallMultiples(
            title: label(), panels: panels, sharing: one(of: sharing, otherwise: []),
            columns: flag() ? nil : integer(-1...9))
    }
}
