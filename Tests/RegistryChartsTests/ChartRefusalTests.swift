import ArtifactRegistry
import ChartRendering
import RegistryCharts
import RegistryCore
import Testing

/// What a chart cannot show is refused, and what is named twice is drawn once.
@Suite struct ChartRefusalTests {
    private let registry: DataManager

    init() async throws {
        registry = try await DataManager(url: "memory:")
        let run = try await registry.createRun(name: "first")
        let points = (0..<3).map {
            SeriesPoint(step: Step($0), time: run.startTime, value: Double($0) + 1, sequence: $0)
        }
        try await registry.appendPoints([SeriesAppend(series: SeriesID(run: run.id, metric: "loss"), points: points)])
    }

    @Test func `A scale of a horizontal axis that a chart does not have is refused`() async throws {
        var query = ChartQuery(metrics: ["loss"])
        query.xScale = .logarithmic
        let bars = await #expect(throws: RegistryError.self) { try await registry.charts.barChart(query) }
        #expect(bars?.code == .invalidArgument)
        #expect(bars?.message.contains("a scale of the horizontal axis") == true)
        await #expect(throws: RegistryError.self) { try await registry.charts.parallelCoordinates(query) }
        for along in [ChartQuery.Along.wallTime, .relativeTime] {
            query.along = along
            let times = await #expect(throws: RegistryError.self) { try await registry.charts.lineChart(query) }
            #expect(times?.code == .invalidArgument)
            await #expect(throws: RegistryError.self) { try await registry.charts.scatterPlot(query) }
        }
        query.along = .step
        #expect(try await registry.charts.lineChart(query).xScale == .logarithmic)
        // The scale that it has anyway may be named.
        query.along = .relativeTime
        query.xScale = .duration
        #expect(try await registry.charts.lineChart(query).xScale == .duration)
    }

    @Test func `A metric that is named twice is drawn once`() async throws {
        var query = ChartQuery(metrics: ["loss", "loss"])
        #expect(query.metrics == ["loss"])
        query.metrics = ["loss", "loss", "loss"]
        let chart = try await registry.charts.lineChart(query)
        #expect(chart.series.map(\.name) == ["first"] && chart.title == "loss")
    }
}
