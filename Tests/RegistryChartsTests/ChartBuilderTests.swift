import ArtifactRegistry
import ChartRendering
import Foundation
import RasterGraphics
import RegistryCharts
import RegistryCore
import Testing

@Suite struct ChartBuilderTests {
    private let registry: DataManager

    init() async throws { registry = try await DataManager(url: "memory:") }

    /// A run with two metrics of ten steps, a second apart.
    private func run(named name: String, from value: Double = 0, experiment: String = "digits") async throws -> Run {
        let run = try await registry.createRun(experiment: experiment, name: name)
        for (metric, factor) in [("loss", 1.0), ("accuracy", -1.0)] {
            let points = (0..<10).map { step in
                SeriesPoint(
                    step: Step(Int64(step)),
                    time: WallTime(millisecondsSince1970: run.startTime.millisecondsSince1970 + Int64(step) * 1_000),
                    value: value + factor * Double(step), sequence: Int64(step))
            }
            try await registry.appendPoints([
                SeriesAppend(series: SeriesID(run: run.id, metric: metric), points: points)
            ])
        }
        return run
    }

    private func points(_ series: ChartSeries) -> [ChartPoint] {
        if case .points(let points) = series.content { points } else { [] }
    }

    @Test func `A metric that no run has is told with those that there are, the likely one first`() async throws {
        let run = try await run(named: "first")
        for index in 0..<20 {
            let point = SeriesPoint(step: 0, time: run.startTime, value: 1, sequence: 0)
            let name = index == 0 ? String(repeating: "n", count: 500) : "a\(index)"
            try await registry.appendPoints([SeriesAppend(series: SeriesID(run: run.id, metric: name), points: [point])]
            )
        }
        let error = await #expect(throws: RegistryError.self) {
            try await registry.charts.lineChart(ChartQuery(metrics: ["LOSS"]))
        }
        #expect(error?.code == .notFound)
        #expect(
            error?.message.contains(#"no metric "LOSS". There is "loss", "a1","#) == true,
            "\(String(describing: error))")
        #expect(error?.message.hasSuffix(" and 12 more.") == true)
        #expect((error?.message.count ?? 0) < 400)
    }

    @Test func `Metrics of different runs cannot be drawn along each other, and an empty picture is no answer`()
        async throws
    {
        for metric in ["loss", "error"] {
            let run = try await registry.createRun(name: metric)
            let point = SeriesPoint(step: 0, time: run.startTime, value: 1, sequence: 0)
            try await registry.appendPoints([
                SeriesAppend(series: SeriesID(run: run.id, metric: metric), points: [point])
            ])
        }
        var query = ChartQuery(metrics: ["loss"])
        query.along = .metric("error")
        let error = await #expect(throws: RegistryError.self) { try await registry.charts.lineChart(query) }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains(#"No run has both "loss" and "error""#) == true)
    }

    @Test func `Every run that meets the condition has a line, called by its name`() async throws {
        _ = try await run(named: "first")
        _ = try await run(named: "second", from: 5)
        _ = try await run(named: "other", experiment: "else")
        var query = ChartQuery(metrics: ["loss"])
        query.runs = try Filter(expression: #"experiment = "digits""#)
        let chart = try await registry.charts.lineChart(query)
        #expect(Set(chart.series.map(\.name)) == ["first", "second"])
        #expect(chart.title == "loss" && chart.yLabel == "loss" && chart.xLabel == "step")
        let second = try #require(chart.series.first { $0.name == "second" })
        #expect(points(second).map(\.y) == (0..<10).map { 5 + Double($0) })
    }

    @Test func `Lines are called as briefly as they can be told apart`() async throws {
        let first = try await run(named: "same")
        let one = try await registry.charts.lineChart(ChartQuery(metrics: ["loss", "accuracy"], of: first.id))
        #expect(one.series.map(\.name) == ["loss", "accuracy"])
        let second = try await run(named: "same")
        let two = try await registry.charts.lineChart(ChartQuery(metrics: ["loss", "accuracy"]))
        #expect(Set(two.series.map(\.name)).count == 4)
        #expect(two.series.contains { $0.name == "same \(second.id.description.suffix(8)) · loss" })
    }

    @Test func `Along the time since the start, each run begins at its own start`() async throws {
        _ = try await run(named: "first")
        var query = ChartQuery(metrics: ["loss"])
        query.along = .relativeTime
        let relative = try await registry.charts.lineChart(query)
        #expect(points(try #require(relative.series.first)).map(\.x) == (0..<10).map { Double($0) })
        query.along = .wallTime
        let absolute = try await registry.charts.lineChart(query)
        #expect(points(try #require(absolute.series.first)).allSatisfy { $0.x > 1_700_000_000 })
    }

    @Test func `Along another metric, points stand where both have a step`() async throws {
        let found = try await run(named: "first")
        let late = (5..<15).map {
            SeriesPoint(step: Step(Int64($0)), time: found.startTime, value: Double($0) * 10, sequence: Int64($0))
        }
        try await registry.appendPoints([SeriesAppend(series: SeriesID(run: found.id, metric: "late"), points: late)])
        var query = ChartQuery(metrics: ["loss"])
        query.along = .metric("late")
        let chart = try await registry.charts.lineChart(query)
        #expect(
            points(try #require(chart.series.first)) == (5..<10).map { ChartPoint(x: Double($0) * 10, y: Double($0)) })
        #expect(chart.frame.note == "5 points · 5 left out: no value along the axis")
        let dots = try await registry.charts.scatterPlot(query)
        #expect(dots.frame.note == chart.frame.note)
        query.steps = 0...4
        #expect(try await registry.charts.lineChart(query).frame.note == "5 left out: no value along the axis")
    }

    @Test func `Runs that find no room are counted in the title`() async throws {
        for number in 0..<5 { _ = try await run(named: "\(number)") }
        var query = ChartQuery(metrics: ["loss"])
        query.maximumRuns = 2
        let chart = try await registry.charts.lineChart(query)
        #expect(chart.series.count == 2)
        #expect(chart.title == "loss (2 of 5 runs)")
    }

    @Test func `A title counts the runs that are drawn, not those that were only taken`() async throws {
        for number in 0..<4 { _ = try await run(named: "\(number)") }
        let last = try await run(named: "last")
        let noise = SeriesPoint(step: 0, time: last.startTime, value: 1, sequence: 0)
        try await registry.appendPoints([SeriesAppend(series: SeriesID(run: last.id, metric: "noise"), points: [noise])]
        )
        var query = ChartQuery(metrics: ["noise"])
        query.sort = [SortKey("name", .descending)]
        query.maximumRuns = 3
        let chart = try await registry.charts.lineChart(query)
        #expect(chart.series.count == 1 && chart.title == "noise (1 of the first 3 of 5 runs)")
        #expect(try await registry.charts.scatterPlot(query).title == chart.title)
        #expect(try await registry.charts.barChart(query).title == chart.title)
        // A run without the metric has its parameters, and a line between them.
        #expect(try await registry.charts.parallelCoordinates(query).title == "noise (3 of 5 runs)")
        query.metrics = ["loss", "noise"]
        #expect(try await registry.charts.lineChart(query).title == "loss, noise (3 of 5 runs)")
        // What the runs that are taken lack, others may have.
        (query.metrics, query.sort) = (["noise"], [SortKey("name")])
        let asked = query
        let error = await #expect(throws: RegistryError.self) { _ = try await registry.charts.lineChart(asked) }
        let words = "Of the 5 runs that match, only the first 3 are looked at, and none of them has a metric \"noise\"."
        #expect(error?.message == "\(words) There is \"accuracy\", \"loss\".")
    }

    @Test func `What cannot be drawn is said with what can`() async throws {
        await #expect(throws: RegistryError.self) { try await registry.charts.lineChart(ChartQuery(metrics: ["loss"])) }
        let found = try await run(named: "first")
        let missing = await #expect(throws: RegistryError.self) {
            try await registry.charts.lineChart(ChartQuery(metrics: ["nope"], of: found.id))
        }
        #expect(missing?.code == .notFound)
        #expect(missing?.message.contains(#""accuracy", "loss""#) == true)
        let slip = await #expect(throws: RegistryError.self) {
            try await registry.charts.lineChart(ChartQuery(metrics: ["loss", "acuracy"]))
        }
        #expect(slip?.message.contains(#"metric "acuracy". There"#) == true)
        var smooth = ChartQuery(metrics: ["loss"])
        smooth.smoothing = 1
        let wrong = await #expect(throws: RegistryError.self) { try await registry.charts.lineChart(smooth) }
        #expect(wrong?.code == .invalidArgument)
    }

    @Test func `Smoothed lines have the raw ones behind them, and times have axes of their own`() async throws {
        _ = try await run(named: "first")
        var query = ChartQuery(metrics: ["loss"])
        query.smoothing = 0.6
        query.along = .relativeTime
        query.clipsOutliers = true
        let chart = try await registry.charts.lineChart(query)
        #expect(chart.smoothing?.weight == 0.6)
        #expect(chart.xScale == .duration)
        #expect(chart.yRange == .withoutOutliers)
        query.along = .wallTime
        #expect(try await registry.charts.lineChart(query).xScale == .time)
    }

    @Test func `Dots stand at every point, one colour a run`() async throws {
        _ = try await run(named: "first")
        _ = try await run(named: "second", from: 5)
        var query = ChartQuery(metrics: ["loss"])
        query.along = .metric("accuracy")
        let chart = try await registry.charts.scatterPlot(query)
        #expect(Set(chart.series.map(\.name)) == ["first", "second"])
        let first = try #require(chart.series.first { $0.name == "first" })
        #expect(first.points == (0..<10).map { ChartPoint(x: -Double($0), y: Double($0)) })
    }

    @Test(arguments: [
        (ChartBuilder.RunValue.last, 9.0, -9.0), (.minimum, 0, -9), (.maximum, 9, 0),
    ])
    func `Bars compare runs by one value of each metric`(
        value: ChartBuilder.RunValue, loss: Double, accuracy: Double
    ) async throws {
        _ = try await run(named: "first")
        _ = try await registry.createRun(name: "empty")
        let chart = try await registry.charts.barChart(
            ChartQuery(metrics: ["loss", "accuracy"]), showing: value)
        #expect(chart.categories == ["first"])
        #expect(chart.groups.map(\.name) == ["loss", "accuracy"])
        #expect(chart.groups.map(\.values) == [[loss], [accuracy]])
    }

    @Test func `Parallel axes show the parameters in which runs differ, and the metrics`() async throws {
        for (name, rate) in [("first", Value.double(0.1)), ("second", .double(0.01)), ("third", .string("auto"))] {
            let made = try await run(named: name)
            _ = try await registry.updateRun(
                made.id,
                RecordChange(set: [
                    "parameters.rate": rate, "parameters.same": 1, "parameters.optimizer": .string(name),
                ]))
        }
        let chart = try await registry.charts.parallelCoordinates(ChartQuery(metrics: ["loss"]))
        #expect(chart.axes.map(\.title) == ["optimizer", "rate", "loss"])
        #expect(chart.colorAxis == 2)
        guard case .categories(let rates) = chart.axes[1].content else {
            Issue.record("A parameter with a text among its values is no axis of numbers.")
            return
        }
        #expect(Set(rates.compactMap { $0 }) == ["0.1", "0.01", "auto"])
    }

    @Test func `Pictures that records name are shown by their steps, and none outside the folder is opened`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pictures-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let png = try PNGEncoder().encode(try Pixmap(width: 2, height: 2, color: .black))
        let inside = folder.appending(path: "a.png")
        try Data(png).write(to: inside)
        for (step, path) in [(2, inside.path), (1, "/etc/hostname"), (3, folder.path + "/missing.png")] {
            _ = try await registry.store.insert(
                [["TrainingIteration": Value(step), "ImageInfo": ["ImagePath": .string(path), "Tag": "digits"]]],
                into: .artifacts)
        }
        _ = try await registry.store.insert([["Loss": 1]], into: .artifacts)
        let grid = try await registry.charts.images(matching: .everything, in: folder)
        #expect(grid.items.map(\.step) == [1, 2, 3])
        #expect(grid.items.map { if case .image = $0.content { true } else { false } } == [false, true, false])
        #expect(grid.items.allSatisfy { $0.title == "digits" })
        await #expect(throws: RegistryError.self) {
            try await registry.charts.images(matching: .everything, in: folder.appending(path: "nowhere"))
        }
    }

    @Test func `What a kind of chart cannot show is refused and not left out`() async throws {
        _ = try await run(named: "first")
        var query = ChartQuery(metrics: ["loss"])
        query.steps = 0...5
        query.smoothing = 0.5
        let bars = await #expect(throws: RegistryError.self) { try await registry.charts.barChart(query) }
        #expect(bars?.code == .invalidArgument)
        #expect(bars?.message.contains("smoothing, a range of steps") == true)
        await #expect(throws: RegistryError.self) { try await registry.charts.parallelCoordinates(query) }
        await #expect(throws: RegistryError.self) { try await registry.charts.scatterPlot(query) }
        query.smoothing = 0
        #expect(try await registry.charts.scatterPlot(query).series.first?.points.count == 6)
    }
}
