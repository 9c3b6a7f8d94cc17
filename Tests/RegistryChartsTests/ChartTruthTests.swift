import ArtifactRegistry
import ChartRendering
import RegistryCore
import Testing

@testable import RegistryCharts

@Suite struct ChartTruthTests {
    @Test func `A finite spike beside an infinity stays in the chart, and both are told`() async throws {
        let registry = try await DataManager(url: "memory:")
        let run = try await registry.createRun(name: "first")
        var values = [Double](repeating: 1, count: 20_000)
        values[5_000] = 1e6
        values[5_001] = .infinity
        values[5_002] = .infinity
        let points = values.enumerated().map { index, value in
            SeriesPoint(step: Step(Int64(index)), time: run.startTime, value: value, sequence: Int64(index))
        }
        try await registry.appendPoints([SeriesAppend(series: SeriesID(run: run.id, metric: "loss"), points: points)])
        let chart = try await registry.charts.lineChart(ChartQuery(metrics: ["loss"]))
        guard case .buckets(let buckets) = try #require(chart.series.first).content else {
            Issue.record("20,000 points are drawn in buckets.")
            return
        }
        #expect(buckets.map(\.maximum).max() == 1e6)
        #expect(buckets.map(\.positiveInfinityCount).reduce(0, +) == 2)
        #expect(buckets.allSatisfy { $0.nanCount == 0 && $0.first.isFinite && $0.last.isFinite })
        #expect(chart.frame.note == "20,000 points · 2 not finite")
    }

    @Test func `Few lines are drawn finely, very many coarsely, and more than 10,000 not at all`() throws {
        #expect(try ChartBudget(series: 1, runs: 1).bucketsPerSeries == 2_000)
        #expect(try ChartBudget(series: 2_000, runs: 20).bucketsPerSeries == 2_000)
        #expect(try ChartBudget(series: 10_000, runs: 100).bucketsPerSeries == 400)
        let error = #expect(throws: RegistryError.self) { try ChartBudget(series: 10_001, runs: 200) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("10,001 series of 200 runs match") == true)
    }

    @Test func `Exact points are counted over all series of a chart`() throws {
        var budget = try ChartBudget(series: 50, runs: 1)
        for _ in 0..<40 { try budget.take(points: 100_000) }
        let error = #expect(throws: RegistryError.self) { try budget.take(points: 1) }
        #expect(error?.code == .invalidArgument && error?.message.contains("50 series") == true)
    }

    @Test func `A query that more than 10,000 series match is refused before any point is read`() async throws {
        let registry = try await DataManager(url: "memory:")
        let names = (0..<100).map { "m\($0)" }
        for number in 0..<101 {
            let run = try await registry.createRun(name: "\(number)")
            let point = SeriesPoint(step: 0, time: run.startTime, value: 1, sequence: 0)
            try await registry.appendPoints(
                names.map { SeriesAppend(series: SeriesID(run: run.id, metric: $0), points: [point]) })
        }
        var query = ChartQuery(metrics: names)
        query.maximumRuns = 1_000
        let error = await #expect(throws: RegistryError.self) { try await registry.charts.lineChart(query) }
        #expect(error?.code == .invalidArgument && error?.message.contains("10,100 series of 101 runs") == true)
        await #expect(throws: RegistryError.self) { try await registry.charts.scatterPlot(query) }
    }

    @Test func `The metric along the axis is read once for each run`() async throws {
        let registry = try await DataManager(url: "memory:")
        let run = try await registry.createRun(name: "first")
        for metric in ["a", "b", "c", "x"] {
            let points = (0..<3).map {
                SeriesPoint(step: Step(Int64($0)), time: run.startTime, value: Double($0), sequence: Int64($0))
            }
            try await registry.appendPoints([
                SeriesAppend(series: SeriesID(run: run.id, metric: metric), points: points)
            ])
        }
        let reader = SeriesReadCounter(registry.store)
        var query = ChartQuery(metrics: ["a", "b", "c"])
        query.along = .metric("x")
        let chart = try await ChartBuilder(reader).lineChart(query)
        #expect(chart.series.count == 3)
        #expect(reader.reads(of: "x") == 1 && reader.reads(of: "a") == 1)
    }
}
