import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing
import TrackerFiles
import TrainingLog

@testable import Vocabularies

/// AutoTimm's backends that are other trackers.
struct AutoTimmTrackerTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    private func manager(
        _ configs: [LoggerConfig], _ heard: HeardProblems = HeardProblems(), environment: [String: String] = [:]
    ) throws -> LoggerManager {
        let configuration = LoggerConfiguration(
            logsRoot: "\(bench.folder.path)/root", capturesEnvironment: false, systemMetricsInterval: nil,
            handlesTerminationSignals: false, onProblem: { heard.add($0.message) })
        return try LoggerManager(
            configs: configs, store: bench.store, configuration: configuration, environment: environment)
    }

    private func mlflow(_ more: [String: Value]) throws -> LoggerConfig {
        try LoggerConfig(backend: "mlflow", params: ["experiment_name": "e"].merging(more) { $1 })
    }

    @Test(arguments: [true, false])
    func `wandb writes an offline run with everything that its parameters say`(_ offline: Bool) async throws {
        let heard = HeardProblems()
        let folder = "\(bench.folder.path)/w"
        let manager = try manager(
            [
                try LoggerConfig(
                    backend: "wandb",
                    params: [
                        "project": "p", "name": "n", "tags": ["a", "b"], "notes": "words", "group": "g",
                        "job_type": "train", "save_dir": .string(folder), "offline": .bool(offline),
                    ])
            ], heard)
        for step in 0..<3 { manager.log("train/loss", Double(step), step: Step(Int64(step))) }
        try await manager.close()
        let names = try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/wandb")
        let file = try #require(names.first { $0.hasPrefix("offline-run-") && $0.hasSuffix(".wandb") })
        let reader = try WandBFileReader("\(folder)/wandb/\(file)")
        var records: [WandBRecord] = []
        while case .record(let record)? = try reader.next() { records.append(record) }
        let runs = records.compactMap { if case .run(let run) = $0 { run } else { nil } }
        let run = try #require(runs.first)
        #expect(run.project == "p" && run.displayName == "n" && run.notes == "words" && run.tags == ["a", "b"])
        #expect(run.group == "g" && run.jobType == "train")
        #expect(records.count { if case .history = $0 { true } else { false } } == 3)
        #expect(manager[0]?.folder == "\(folder)/wandb_logs/version_0")
        #expect(heard.all.contains { $0.contains("wandb sync") } == !offline, "\(heard.all)")
        #expect(try await bench.runs().map(\.experiment) == ["p"])
    }

    @Test func `mlflow goes to the server of tracking_uri, or to that of the environment`() async throws {
        // Nothing listens on the port that nobody may have.
        let asked = try manager([try mlflow(["tracking_uri": "http://127.0.0.1:1/base", "run_name": "r"])])
        let logger = try #require(asked[0]?.logger)
        logger.logScalar("loss", 1, step: 0)
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(300)) }
        #expect(error?.message.contains("http://127.0.0.1:1/base") == true, "\(error?.message ?? "")")
        #expect(asked[0]?.folder == "\(bench.folder.path)/root/mlflow_logs/version_0")
        #expect(try await bench.runs().map { [$0.experiment, $0.name] } == [["e", "r"]])
        let plan = try BackendPlan(
            try mlflow([:]), folder: "f",
            environment: ["MLFLOW_TRACKING_URI": "https://h:5000", "MLFLOW_TRACKING_TOKEN": "t"])
        #expect(plan.tracker?.sink.name == "MLflow")
    }

    @Test(arguments: ["", "file:///tmp/x", "mlruns", "sqlite:///mlflow.db", "databricks"])
    func `a place that is not written to is refused before any folder is made`(_ address: String) throws {
        let first = try LoggerConfig(backend: "csv", params: ["save_dir": .string("\(bench.folder.path)/csv")])
        let second = try mlflow(address.isEmpty ? [:] : ["tracking_uri": .string(address)])
        expectError(.unsupported) { _ = try self.manager([first, second]) }
        let third = try LoggerConfig(backend: "csv", params: ["save_dir": "x", "name": ".."])
        expectError(.invalidArgument) { _ = try self.manager([first, third]) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder.path).isEmpty)
    }
}

/// What loggers complained about.
final class HeardProblems: Sendable {
    private let messages = Mutex<[String]>([])
    var all: [String] { messages.withLock { $0 } }
    func add(_ message: String) { messages.withLock { $0.append(message) } }
}
