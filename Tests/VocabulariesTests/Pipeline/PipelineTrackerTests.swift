import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog

@testable import Vocabularies

/// Pipelines whose interface is another tracker.
struct PipelineTrackerTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    private func file(_ interface: String, _ params: String) -> String {
        """
        logger:
          \(interface):
            \(params.isEmpty ? "{}" : params)
            config: {loggers: [metric], tracked_variables: {metric: [loss]}}
        """.replacingOccurrences(of: "    {}\n", with: "")
    }

    private func base(_ heard: HeardProblems) -> LoggerConfiguration {
        LoggerConfiguration(
            logsRoot: bench.folder.path, capturesEnvironment: false, systemMetricsInterval: nil,
            handlesTerminationSignals: false, onProblem: { heard.add($0.message) })
    }

    @Test func `wandb in the file has the run written for it`() async throws {
        let heard = HeardProblems()
        let configuration = try PipelineConfiguration(yaml: file("wandb", "params: {project: p, offline: true}"))
        #expect(configuration.interface == "wandb" && configuration.params == ["project": "p", "offline": true])
        let pipeline = try LogPipeline(
            configuration: configuration, logDir: "run", store: bench.store, loggerConfiguration: base(heard))
        pipeline.logIter(["loss": .number(1)])
        try await pipeline.endLog()
        let names = try FileManager.default.subpathsOfDirectory(atPath: "\(bench.folder.path)/wandb")
        #expect(names.contains { $0.hasPrefix("offline-run-") && $0.hasSuffix(".wandb") })
        #expect(heard.all.isEmpty, "\(heard.all)")
        #expect(try await bench.runs().map(\.experiment) == ["p"])
    }

    @Test func `a logger that does not reach the interface is told, and logs all the same`() async throws {
        let interfaces = [
            ("mlflow", "MLflow"), ("wandb", "W&B"), ("aim", "Aim"), ("comet", "Comet"), ("neptune", "Neptune"),
            ("visdom", "visdom is none that pipelines log to"),
        ]
        for (interface, word) in interfaces {
            let heard = HeardProblems()
            let configuration = try PipelineConfiguration(yaml: file(interface, ""))
            let logger = Logger(logDir: interface, store: bench.store, configuration: base(heard))
            let pipeline = try LogPipeline(logger: logger, configuration: configuration)
            pipeline.logIter(["loss": .number(1)])
            try await pipeline.endLog()
            #expect(heard.all.count == 1 && heard.all.first?.contains(word) == true, "\(heard.all)")
        }
        #expect(try await bench.runs().count == interfaces.count)
    }

    @Test func `mlflow takes its server from the file or the environment, and what is wrong is said`() throws {
        let environment = ["MLFLOW_TRACKING_URI": "http://127.0.0.1:5000"]
        let plain = try PipelineConfiguration(yaml: file("mlflow", ""))
        let reaching = try plain.loggerConfiguration(LoggerConfiguration(), environment: environment)
        #expect(reaching.addedSinks.map(\.name) == ["MLflow"])
        expectError(.unsupported) { _ = try plain.loggerConfiguration(LoggerConfiguration(), environment: [:]) }
        let named = try PipelineConfiguration(
            yaml: file("mlflow", "params: {experiment_name: e, run_name: r, tracking_uri: \"https://h\", tags: {a: b}}")
        )
        let configuration = try named.loggerConfiguration(LoggerConfiguration(), environment: [:])
        #expect(configuration.experiment == "e" && configuration.runName == "r" && configuration.addedSinks.count == 1)
        let error = #expect(throws: RegistryError.self) {
            try PipelineConfiguration(yaml: file("mlflow", "params: {experiment_nam: e}"))
        }
        #expect(error?.message.hasPrefix("Line 3: ") == true && error?.message.contains("experiment_name") == true)
        let made = PipelineConfiguration(interface: "wandb", trackedVariables: [:], params: ["tags": 5])
        expectError(.invalidArgument) { _ = try made.loggerConfiguration() }
    }

    @Test func `what was left for one tracker goes to no other, and who has it not is told once`() async throws {
        let heard = HeardProblems()
        func train(_ interface: String, _ params: String, deadline: Duration = .seconds(30)) async throws {
            let pipeline = try LogPipeline(
                configuration: PipelineConfiguration(yaml: file(interface, params)), logDir: "run", store: bench.store,
                loggerConfiguration: base(heard))
            pipeline.logIter(["loss": .number(1)])
            try await pipeline.endLog(deadline: deadline)
        }
        await #expect(throws: RegistryError.self) {
            try await train(
                "mlflow", "params: {experiment_name: e, tracking_uri: \"http://127.0.0.1:1\"}",
                deadline: .milliseconds(300))
        }
        try await train("wandb", "params: {project: p, offline: true}")
        let folders = try FileManager.default.contentsOfDirectory(atPath: "\(bench.folder.path)/wandb")
        #expect(folders.count { $0.hasPrefix("offline-run-") } == 1, "\(folders)")
        func told() -> Int { heard.all.count { $0.contains("does not have: MLflow at http://127.0.0.1:1.") } }
        #expect(told() == 1, "\(heard.all)")
        try await train("tensorboard", "")
        #expect(told() == 2, "\(heard.all)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(bench.folder.path)/run/journal").count == 1)
        #expect(try await bench.runs().count == 3)
    }

    @Test(arguments: [
        ("comet", "", "Comet", "", ""),
        ("comet", "params: {project: p, workspace: w, name: n, offline: true}", "Comet", "p", "n"),
        ("neptune", "params: {project: w/p, name: n, mode: offline, tags: [a]}", "Neptune", "w/p", "n"),
        ("aim", "params: {repo: \"aim://h:5\", experiment: e, run_name: r}", "Aim", "e", "r"),
    ]) func `other trackers' parameters are those of their own clients`(
        _ interface: String, _ params: String, _ sink: String, _ experiment: String, _ name: String
    ) throws {
        let base = LoggerConfiguration(runName: "", experiment: "")
        let configuration = try PipelineConfiguration(yaml: file(interface, params)).loggerConfiguration(base)
        #expect(configuration.addedSinks.map(\.name) == [sink])
        #expect(configuration.experiment == experiment && configuration.runName == name)
        #expect(configuration.tags == (interface == "neptune" ? ["a": "true"] : [:]))
    }

    @Test(arguments: ["", "params: {experiment: e}", "params: {repo: .aim}", "params: {repo: \"\"}"])
    func `aim needs the address of a server, and what is wrong is said`(_ params: String) throws {
        let error = #expect(throws: RegistryError.self) {
            try PipelineConfiguration(yaml: self.file("aim", params)).loggerConfiguration(LoggerConfiguration())
        }
        #expect(error?.code == (params.hasSuffix("\"}") ? .invalidArgument : .unsupported))
        #expect(error?.message.contains("repo") == true)
    }
}
