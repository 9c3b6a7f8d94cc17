import RegistryCore
import RegistryTestKit
import Testing
import Vocabularies

struct MLLogsTests {
    private struct Broken: Error, CustomStringConvertible {
        let description = "the loss is NaN"
    }

    private let bench: MLBench

    init() throws { bench = try MLBench() }

    @Test func `Lines of the level and above are in the run's log, with their context`() async throws {
        let experiment = try bench.logger()
        experiment.logs.debug("passed over: the level is info")
        experiment.logs.setLevel(.warning)
        experiment.info("passed over")
        experiment.logs.setLevel(.debug)
        experiment.debug("Operation result: 1")
        experiment.logs.warning("Low GPU memory")
        experiment.error(
            "Failed at step", ["step": 7, "input_shape": [32, 3], "note": "a \"b\"", "loss": .double(.nan)])
        experiment.logs.critical("The end")
        try await experiment.close()
        let lines = try await bench.lines(of: experiment.runID)
        #expect(lines.map(\.level) == [.debug, .warning, .error, .critical])
        #expect(
            lines.map(\.text) == [
                "Operation result: 1", "Low GPU memory",
                #"Failed at step step=7 input_shape=[32,3] note="a \"b\"" loss={"$numberDouble":"NaN"}"#, "The end",
            ])
        let logs = experiment.getLogs(level: .error, limit: 50)
        #expect(logs.map(\.message) == ["Failed at step", "The end"] && logs.first?.context["step"] == 7)
        #expect(experiment.getLogs().map(\.text) == lines.map(\.text))
        #expect(experiment.getLogs(limit: 1).map(\.text) == ["The end"] && experiment.getLogs(limit: -1).isEmpty)
    }

    @Test func `A message that is passed over is not made`() throws {
        let logs = try bench.logger().logs
        var made = 0
        logs.debug("\({ made += 1 }())")
        #expect(made == 0 && logs.getLogs().isEmpty)
    }

    @Test func `An exception has the error's type, description and the calls that led to it`() async throws {
        let experiment = try bench.logger()
        experiment.exception("Operation failed", Broken(), ["step": 3])
        experiment.exception("Once more", Broken(), withStack: false)
        try await experiment.close()
        let lines = try await bench.lines(of: experiment.runID)
        #expect(lines.map(\.level) == [.error, .error])
        #expect(lines.first?.text.hasPrefix("Operation failed: Broken: the loss is NaN\n  at ") == true)
        #expect(lines.first?.text.hasSuffix(" step=3") == true)
        #expect(lines.last?.text == "Once more: Broken: the loss is NaN")
    }

    @Test func `A flood of one level does not push out what another said`() throws {
        let logs = try bench.logger().logs
        logs.error("the one")
        for line in 0..<5_000 { logs.info("\(line)") }
        #expect(logs.getLogs(level: .error).map(\.message) == ["the one"])
        let all = logs.getLogs(limit: .max)
        #expect(all.count == MLLogs.keptLines + 1 && all.first?.message == "the one" && all.last?.message == "4999")
        logs.warning(String(repeating: "x", count: 3 << 20))
        logs.warning("short")
        #expect(logs.getLogs(level: .warning).last?.message == "short")
    }

    @Test func `A line that is longer than a store takes is kept whole, in parts`() async throws {
        let experiment = try bench.logger()
        let text = String(repeating: "é👩‍👩‍👧x", count: 10_000)
        experiment.logs.info(text)
        experiment.logs.info(String(repeating: "y", count: (4 << 20) + 1))
        await #expect(throws: RegistryError.self) { try await experiment.close() }
        let lines = try await bench.lines(of: experiment.runID)
        #expect(lines.count == 4 && lines.map(\.text).joined() == text)
        #expect(bench.problems.contains { $0.contains("too long to be logged") })
    }
}
