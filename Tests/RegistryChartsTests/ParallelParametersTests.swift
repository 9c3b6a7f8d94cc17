import ArtifactRegistry
import ChartRendering
import RegistryCharts
import RegistryCore
import Testing

/// Which parameters and metrics have an axis in parallel coordinates.
@Suite struct ParallelParametersTests {
    private let registry: DataManager

    init() async throws { registry = try await DataManager(url: "memory:") }

    /// A run whose parameters `p10`, `p11`, … all have its number as their value.
    private func run(_ number: Int, loss: Double, parameters: Int = 1) async throws {
        let run = try await registry.createRun(name: "\(number)")
        for index in 0..<parameters {
            let path = try FieldPath("parameters.p\(10 + index)")
            _ = try await registry.updateRun(run.id, RecordChange(set: [path: Value(number)]))
        }
        let point = SeriesPoint(step: 0, time: run.startTime, value: loss, sequence: 0)
        try await registry.appendPoints([SeriesAppend(series: SeriesID(run: run.id, metric: "loss"), points: [point])])
    }

    @Test func `However many parameters differ, the metrics have their axes, and the note counts what has none`()
        async throws
    {
        for number in 1...2 { try await run(number, loss: Double(number), parameters: 70) }
        let chart = try await registry.charts.parallelCoordinates(ChartQuery(metrics: ["loss"]))
        #expect(chart.axes.count == ParallelCoordinates.maximumAxes)
        #expect(chart.axes.last?.title == "loss" && chart.colorAxis == chart.axes.count - 1)
        #expect(chart.frame.note == "2 runs · last values · 7 parameters without an axis")
    }

    @Test func `A parameter that no run has is told with those that there are`() async throws {
        for number in 1...2 { try await run(number, loss: 1) }
        let query = ChartQuery(metrics: ["loss"])
        let error = await #expect(throws: RegistryError.self) {
            try await registry.charts.parallelCoordinates(query, parameters: ["p10", "P1O"])
        }
        #expect(error?.code == .notFound)
        #expect(error?.message == #"None of the 2 runs has a parameter "P1O". There is "p10"."#)
        let chart = try await registry.charts.parallelCoordinates(query, parameters: ["p10", "p10"])
        #expect(chart.axes.map(\.title) == ["p10", "loss"])
    }

    @Test func `The axis of a metric is logarithmic where that suits it, unless a scale was chosen`() async throws {
        for (number, loss) in [0.001, 0.1, 10].enumerated() { try await run(number, loss: loss) }
        var query = ChartQuery(metrics: ["loss"])
        func scale() async throws -> ScaleKind? {
            let axes = try await registry.charts.parallelCoordinates(query).axes
            guard case .numbers(_, let scale)? = axes.last?.content else { return nil }
            return scale
        }
        #expect(try await scale() == .logarithmic)
        query.yScale = .linear
        #expect(try await scale() == .linear)
        query.yScale = nil
        #expect(try await registry.charts.lineChart(query).yScale == .linear)
    }
}
