import ArtifactRegistry
import ChartRendering
import RegistryCore
import Testing

@testable import RegistryCharts

/// What charts say of runs beyond their points: when time begins, what is not drawn, whose line it is.
@Suite struct RunFactsTests {
    private let registry: DataManager
    private let run: Run

    /// A run with points of `early` before its start, and of `loss` after it, the last step logged twice.
    init() async throws {
        registry = try await DataManager(url: "memory:")
        run = try await registry.createRun(name: "baseline")
        let start = run.startTime.millisecondsSince1970
        func points(_ times: [Int64], steps: [Int64]) -> [SeriesPoint] {
            zip(times, steps).enumerated().map { index, place in
                SeriesPoint(
                    step: Step(place.1), time: WallTime(millisecondsSince1970: start + place.0), value: Double(index),
                    sequence: Int64(index))
            }
        }
        try await registry.appendPoints([
            SeriesAppend(
                series: SeriesID(run: run.id, metric: "early"), points: points([-60_000, 5_000], steps: [0, 1])),
            SeriesAppend(
                series: SeriesID(run: run.id, metric: "loss"), points: points([1_000, 2_000, 3_000], steps: [0, 1, 1])),
        ])
    }

    private func places(_ series: ChartSeries?) throws -> [Double] {
        guard case .points(let points) = try #require(series).content else { return [] }
        return points.map(\.x)
    }

    @Test func `Relative time begins at the first point of the run where that is before its start, for all metrics`()
        async throws
    {
        var query = ChartQuery(metrics: ["early", "loss"])
        query.along = .relativeTime
        let chart = try await registry.charts.lineChart(query)
        #expect(try places(chart.series.first) == [0, 65])
        #expect(try places(chart.series.last) == [61, 63])
        query.metrics = ["loss"]
        #expect(try places(try await registry.charts.lineChart(query).series.first) == [61, 63])
        #expect(try await registry.charts.scatterPlot(query).series.first?.points.map(\.x) == [61, 63])
    }

    @Test func `Points whose step was logged again are counted in the note`() async throws {
        let lines = try await registry.charts.lineChart(ChartQuery(metrics: ["loss"]))
        #expect(lines.frame.note == "2 points · 1 logged again later, not drawn")
        let dots = try await registry.charts.scatterPlot(ChartQuery(metrics: ["loss", "early"]))
        #expect(dots.frame.note == "4 points · 1 logged again later, not drawn")
        #expect(try await registry.charts.lineChart(ChartQuery(metrics: ["early"])).frame.note == "2 points")
    }

    @Test func `The name of the only run is in the chart, once`() async throws {
        let one = try await registry.charts.lineChart(ChartQuery(metrics: ["loss"]))
        #expect(one.title == "loss" && one.series.map(\.name) == ["baseline"])
        let two = ChartQuery(metrics: ["loss", "early"])
        #expect(try await registry.charts.lineChart(two).title == "loss, early · baseline")
        #expect(try await registry.charts.scatterPlot(two).title == "loss, early · baseline")
        #expect(try await registry.charts.parallelCoordinates(two).title == "loss, early · baseline")
        var titled = two
        titled.title = "mine"
        #expect(try await registry.charts.lineChart(titled).title == "mine")
    }

    @Test func `Bars and parallel axes say which values they show`() async throws {
        let query = ChartQuery(metrics: ["loss"])
        #expect(try await registry.charts.barChart(query).frame.note == "1 bar · last values")
        #expect(try await registry.charts.barChart(query, showing: .minimum).frame.note == "1 bar · smallest values")
        #expect(try await registry.charts.parallelCoordinates(query).frame.note == "1 run · last values")
    }

    @Test func `An empty answer says whether there are runs, and which name is none`() async throws {
        let empty = try await DataManager(url: "memory:")
        let nothing = await #expect(throws: RegistryError.self) {
            try await empty.charts.lineChart(ChartQuery(metrics: ["loss"]))
        }
        #expect(nothing?.message == "No run matches. The store holds no runs yet.")
        let path = FieldPath("parameters.lr")
        _ = try await registry.updateRun(run.id, RecordChange(set: [path: .double(0.1)]))
        var query = ChartQuery(metrics: ["loss"])
        query.runs = try Filter(expression: "params.lrr = '3'", in: .runs)
        let slip = await #expect(throws: RegistryError.self) { try await registry.charts.lineChart(query) }
        #expect(slip?.message == #"No run matches. No run has a field "params.lrr"; did you mean "params.lr"?"#)
        query.runs = try Filter(expression: "params.lr = '3'", in: .runs)
        let value = await #expect(throws: RegistryError.self) { try await registry.charts.lineChart(query) }
        #expect(value?.message == "No run matches.")
    }

    @Test func `Parameters within others have axes of their own, and null is a missing value`() async throws {
        let other = try await registry.createRun(
            name: "tuned",
            parameters: [
                "optimizer": .document(["lr": .double(0.2), "name": .string("sgd")]), "seed": .null, "none": .null,
            ])
        let path = FieldPath("parameters.optimizer")
        let inner: Document = ["lr": .double(0.1), "name": .string("adam"), "warmup": .null]
        _ = try await registry.updateRun(run.id, RecordChange(set: [path: .document(inner)]))
        _ = try await registry.updateRun(run.id, RecordChange(set: [FieldPath("parameters.seed"): .int(7)]))
        let point = SeriesPoint(step: 0, time: other.startTime, value: 1, sequence: 0)
        try await registry.appendPoints([SeriesAppend(series: SeriesID(run: other.id, metric: "loss"), points: [point])]
        )
        let chart = try await registry.charts.parallelCoordinates(ChartQuery(metrics: ["loss"]))
        #expect(chart.axes.map(\.title) == ["optimizer.lr", "optimizer.name", "seed", "loss"])
        guard case .numbers(let rates, _) = chart.axes[0].content, case .numbers(let seeds, _) = chart.axes[2].content
        else {
            Issue.record("Rates and seeds are numbers.")
            return
        }
        #expect(Set(rates) == [0.1, 0.2] && Set(seeds) == [7, nil])
        let named = try await registry.charts.parallelCoordinates(
            ChartQuery(metrics: ["loss"]), parameters: ["optimizer.lr", "none"])
        #expect(named.axes.map(\.title) == ["optimizer.lr", "none", "loss"])
    }
}
