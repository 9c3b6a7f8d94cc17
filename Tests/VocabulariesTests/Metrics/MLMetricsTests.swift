import RegistryCore
import RegistryTestKit
import Testing
import Vocabularies

struct MLMetricsTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    @Test func `What is logged is a point of the run's series, namespaces before the name`() async throws {
        let experiment = try bench.logger()
        experiment.metrics.log(step: 100, ["loss": 0.523, "accuracy": 0.95])
        try experiment.metrics("train").log(step: 100, ["loss": 0.5])
        try experiment.metrics("val")("small").log("accuracy", 0.9, step: 7)
        experiment.scalars.log("loss", 0.4)
        experiment.logMetric("loss", 0.3)
        experiment.logMetrics(["loss": 0.2], step: -5)
        try await experiment.close()
        let run = experiment.runID
        // Without a step: how often the metric was logged before.
        #expect(try await bench.points("loss", of: run).map(\.step.rawValue) == [100, 1, 2, -5])
        #expect(try await bench.points("loss", of: run).map(\.value) == [0.523, 0.4, 0.3, 0.2])
        #expect(try await bench.points("accuracy", of: run).map(\.value) == [0.95])
        #expect(try await bench.points("train/loss", of: run).map(\.value) == [0.5])
        #expect(try await bench.points("val/small/accuracy", of: run).map(\.step) == [7])
    }

    @Test func `A run that is continued counts its steps on`() async throws {
        let first = try bench.logger()
        for value in 0..<50 { first.metrics.log("m", Double(value)) }
        try first.metrics("val").log("m", 1, step: 9)
        try await first.close()
        try await first.run(first.runID) { run in
            run.metrics.log("m", 7)
            try run.metrics("val").log("m", 2)
            run.metrics.log(["m": 8, "new": 1])
            run.metrics.log("new", 2)
            run.metrics.log("other", 3)
        }
        let id = first.runID
        #expect(try await bench.points("m", of: id).map(\.step.rawValue) == Array(Int64(0)...51))
        #expect(try await bench.run(id)?.metrics["m"]?.summary.last == 8)
        #expect(try await bench.points("val/m", of: id).map(\.step) == [9, 1])
        // Logged together with one that was logged 51 times.
        #expect(try await bench.points("new", of: id).map(\.step) == [51, 1])
        #expect(try await bench.points("other", of: id).map(\.step) == [0])
        #expect(bench.problems.isEmpty, "\(bench.problems)")
    }

    @Test func `That nobody knows how often the metrics of a continued run were logged is told once, when it matters`()
        async throws
    {
        let first = try bench.logger()
        for value in 0..<3 { first.metrics.log("m", Double(value)) }
        try await first.close()
        let id = first.runID
        for counts in [false, true] {
            let away = try MLLogger(store: WrittenStore(bench.store), configuration: bench.configuration)
            try await away.run(id) { run in
                run.metrics.log("m", 7, step: 100)
                run.step(101) { run.metrics.log(["m": 8]) }
                guard counts else { return }
                run.metrics.log("n", 9)
                run.metrics.log(["n": 10])
            }
        }
        #expect(bench.problems.count { $0.hasPrefix("How often the metrics of the run \(id)") } == 1)
        #expect(try await bench.points("n", of: id).map(\.step) == [0, 1])
    }

    @Test(arguments: zip(MetricAggregation.allCases, [2.5, 10, 1, 4, 3]))
    func `What is collected becomes one value when it is flushed`(
        aggregation: MetricAggregation, expected: Double
    ) async throws {
        let experiment = try bench.logger()
        for (step, value) in [1.0, 2, 4, 3].enumerated() {
            experiment.metrics.collect(step: Step(Int64(step)), ["loss": value])
        }
        #expect(experiment.metrics.flush(aggregation: aggregation, step: 100) == ["loss": expected])
        experiment.metrics.collect("loss", 8, step: 200)
        experiment.metrics.flush(aggregation: aggregation)
        try await experiment.close()
        let points = try await bench.points("loss", of: experiment.runID)
        #expect(points.map(\.value) == [expected, 8], "what was flushed is not there any more")
        #expect(points.map(\.step) == [100, 200], "the given step, or the last collected one")
    }

    @Test func `Any NaN among the collected values is seen, and the last one is just the last`() throws {
        let metrics = try bench.logger().metrics
        for aggregation in MetricAggregation.allCases {
            for value in [1, Double.nan, 2] { metrics.collect("loss", value) }
            let flushed = try #require(metrics.flush(aggregation: aggregation, step: 0)["loss"])
            #expect(aggregation == .last ? flushed == 2 : flushed.isNaN, "\(aggregation)")
        }
        for value in [1e100, 1, -1e100, Double.infinity] { metrics.collect("x", value) }
        #expect(metrics.flush(aggregation: .sum, step: 0) == ["x": .infinity])
        for value in [1e100, 1, -1e100] { metrics.collect("x", value) }
        #expect(metrics.flush(aggregation: .sum, step: 0) == ["x": 1], "nothing is lost to rounding")
    }

    @Test func `Flushing without having collected logs nothing and says so`() async throws {
        let experiment = try bench.logger()
        #expect(experiment.metrics.flush(step: 3).isEmpty)
        #expect(try experiment.metrics("train").flush().isEmpty)
        #expect(bench.problems.count == 2 && bench.problems.allSatisfy { $0.contains("nothing was collected") })
        #expect(bench.problems.last?.contains("\"train\"") == true)
        try await experiment.close()
        #expect(try await bench.runs().isEmpty)
    }

    @Test func `A namespace flushes what is in it, and nothing else`() throws {
        let metrics = try bench.logger().metrics
        metrics.collect("loss", 1)
        try metrics("train").collect("loss", 2)
        try metrics("train/deep").collect("loss", 3)
        try metrics("training").collect("loss", 4)
        #expect(try metrics("train").flush() == ["train/loss": 2, "train/deep/loss": 3])
        #expect(metrics.flush() == ["loss": 1, "training/loss": 4])
    }

    @Test(arguments: [
        "", "/train", "train/", "..", "a/../b", "a//b", ".", "a\nb", "/", String(repeating: "x", count: 1_025),
    ])
    func `A namespace that leads elsewhere is refused`(namespace: String) throws {
        let metrics = try bench.logger().metrics
        expectError(.invalidArgument) { _ = try metrics(namespace) }
    }

    @Test func `Statistics are of every value that is logged or collected, whatever it is called by`() throws {
        let metrics = try bench.logger(window: 3).metrics
        #expect(metrics.getStats("loss") == nil)
        #expect(try metrics.getPercentile("loss", 95) == nil && metrics.getSummary("loss", frequency: 1).isEmpty)
        for value in [100.0, 1, 2] { try metrics("train").collect("loss", value) }
        try metrics("train").flush()
        metrics.log("train/loss", 3)
        let stats = try #require(metrics.getStats("train/loss"))
        #expect(stats == (try metrics("train").getStats("loss")))
        #expect(stats.mean == 2 && stats.min == 1 && stats.max == 3 && stats.count == 3 && stats.valueCount == 4)
        #expect(try metrics.getPercentile("train/loss", 25) == 1.5)
        #expect(metrics.getPercentiles("train/loss")[50] == 2)
        expectError(.invalidArgument) { _ = try metrics.getPercentile("nothing", 101) }
    }

    @Test func `A summary is of so many values one after the other, as far as they are kept`() throws {
        let metrics = try bench.logger(keptValues: 100).metrics
        for value in 0..<207 { metrics.collect("loss", Double(value)) }
        let summaries = try metrics.getSummary("loss", frequency: 50)
        #expect(summaries.map(\.values) == [150..<200], "107..<207 are kept, and 200..<250 is not complete")
        #expect(summaries.first?.statistics?.mean == 174.5 && summaries.first?.percentiles[100] == 199)
        #expect(try metrics.getSummary("loss", frequency: 1).map(\.values.lowerBound) == Array(107..<207))
        for frequency in [0, -5, 2, 120, Int.min, .max] {
            expectError(.invalidArgument) { _ = try metrics.getSummary("loss", frequency: frequency) }
        }
    }

    @Test func `Many tasks collect, and nothing is lost`() async throws {
        let metrics = try bench.logger().metrics
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for _ in 0..<500 { metrics.collect("m\(task % 2)", 1) }
                }
            }
        }
        #expect(metrics.flush(aggregation: .sum) == ["m0": 2_000, "m1": 2_000])
    }
}
