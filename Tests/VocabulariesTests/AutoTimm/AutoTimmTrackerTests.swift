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

    @Test(arguments: [true, false])
    func `comet and neptune write offline what their parameters say, and tell it`(_ offline: Bool) async throws {
        let heard = HeardProblems()
        let folder = bench.folder.path
        let manager = try manager(
            [
                try LoggerConfig(
                    backend: "comet",
                    params: [
                        "project": "p", "workspace": "w", "name": "n", "tags": ["a", "b"], "offline": .bool(offline),
                        "offline_directory": .string("\(folder)/zips"), "save_dir": .string("\(folder)/c"),
                    ]),
                try LoggerConfig(
                    backend: "neptune",
                    params: [
                        "project": "w/q", "name": "m", "tags": ["t"], "mode": offline ? "offline" : "async",
                        "save_dir": .string("\(folder)/n"),
                    ]),
            ], heard)
        for step in 0..<3 { manager.log("train/loss", Double(step), step: Step(Int64(step))) }
        try await manager.close()
        let zips = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/zips").filter { $0.hasSuffix(".zip") }
        let zip = try ZipReader("\(folder)/zips/\(try #require(zips.first))")
        let entry = try #require(zip.entry(named: "experiment.json"))
        let described = try Document(json: try zip.bytes(of: entry, limit: 1 << 20))
        #expect(described["project_name"] == "p" && described["workspace"] == "w")
        #expect(Set(described["tags"]?.arrayValue?.compactMap(\.stringValue) ?? []) == ["a", "b"])
        let runs = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/n/.neptune/offline")
        let log = "\(folder)/n/.neptune/offline/\(try #require(runs.first))/data-1.log"
        let lines = try String(contentsOfFile: log, encoding: .utf8)
        #expect(lines.contains(#""value": "m""#) && lines.contains(#"["t"]"#) && lines.contains(#"["w/q"]"#))
        #expect(heard.all.contains { $0.contains("comet upload") } == !offline, "\(heard.all)")
        #expect(heard.all.contains { $0.contains("hosted service has ended") } == !offline, "\(heard.all)")
        #expect(manager[0]?.folder == "\(folder)/c/comet_logs/version_0")
        #expect(try await bench.runs().map { [$0.experiment, $0.name] } == [["p", "n"]])
    }

    @Test func `aim goes to the server of repo`() async throws {
        let config = try LoggerConfig(
            backend: "aim",
            params: ["repo": "aim://127.0.0.1:1/base", "experiment": "e", "run_name": "r", "tags": ["t"]])
        let asked = try manager([config])
        let logger = try #require(asked[0]?.logger)
        logger.logScalar("loss", 1, step: 0)
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(300)) }
        #expect(error?.message.contains("http://127.0.0.1:1/base") == true, "\(error?.message ?? "")")
        #expect(asked[0]?.folder == "\(bench.folder.path)/root/aim_logs/version_0")
        #expect(try await bench.runs().map { [$0.experiment, $0.name] } == [["e", "r"]])
    }

    @Test(arguments: [
        ("comet", "projekt", "project"), ("neptune", "mod", "mode"), ("aim", "experimen", "experiment"),
        ("aim", "run_nam", "run_name"),
    ]) func `a parameter that there is not is refused with the one that was meant`(
        _ backend: String, _ wrong: String, _ right: String
    ) {
        let error = #expect(throws: RegistryError.self) { try LoggerConfig(backend: backend, params: [wrong: "x"]) }
        #expect(error?.code == .invalidArgument && error?.message.contains("Do you mean \(right)?") == true)
    }

    @Test(
        arguments: [
            ("aim", ["repo": ".aim"]), ("aim", ["repo": "/srv/aim"]),
            ("neptune", ["project": "p", "mode": "read-only"]),
        ] as [(String, [String: Value])])
    func `what other trackers cannot be told is refused before any folder is made`(
        _ backend: String, _ params: [String: Value]
    ) throws {
        let first = try LoggerConfig(backend: "csv", params: ["save_dir": .string("\(bench.folder.path)/csv")])
        let second = try LoggerConfig(backend: backend, params: params)
        expectError(.unsupported) { _ = try self.manager([first, second]) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder.path).isEmpty)
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
