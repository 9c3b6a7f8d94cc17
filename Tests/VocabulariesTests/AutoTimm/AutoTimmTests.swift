import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog
import Vocabularies

struct AutoTimmTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    private var quiet: LoggerConfiguration {
        LoggerConfiguration(capturesEnvironment: false, systemMetricsInterval: nil, handlesTerminationSignals: false)
    }

    private func folder(_ name: String) -> Value { .string("\(bench.folder.path)/\(name)") }

    private func config(_ backend: String, _ more: [String: Value] = [:]) throws -> LoggerConfig {
        try LoggerConfig(backend: backend, params: ["save_dir": folder(backend)].merging(more) { $1 })
    }

    private func manager(_ configs: [LoggerConfig]) throws -> LoggerManager {
        try LoggerManager(configs: configs, store: bench.store, configuration: quiet)
    }

    @Test func `Every documented parameter is taken, and others are named`() throws {
        _ = try LoggerConfig(
            backend: "tensorboard",
            params: ["save_dir": "l", "name": "e", "version": "v1", "log_graph": true, "default_hp_metric": false])
        _ = try LoggerConfig(
            backend: "csv", params: ["save_dir": "l", "name": "m", "version": .null, "flush_logs_every_n_steps": 100])
        _ = try LoggerConfig(
            backend: "wandb",
            params: [
                "project": "p", "name": "r", "tags": ["a", "b"], "notes": "n", "group": "g", "job_type": "t",
                "save_dir": "w", "offline": false,
            ])
        _ = try LoggerConfig(
            backend: "mlflow",
            params: [
                "experiment_name": "e", "tracking_uri": "http://localhost:5000", "run_name": "r",
                "tags": ["env": "dev"],
                "save_dir": "m",
            ])
        for (backend, params) in [
            ("tensorbord", ["save_dir": "l"]), ("csv", [:]), ("wandb", ["name": "x"]), ("mlflow", [:]),
            ("csv", ["save_dir": "l", "flush": 1]), ("csv", ["save_dir": "l", "flush_logs_every_n_steps": 0]),
            ("csv", ["save_dir": ""]), ("csv", ["save_dir": "l", "version": -1]), ("tensorboard", ["save_dir": 5]),
            ("wandb", ["project": "p", "tags": [1]]),
        ] as [(String, [String: Value])] {
            let error = #expect(throws: RegistryError.self) { try LoggerConfig(backend: backend, params: params) }
            #expect(error?.code == .invalidArgument, "\(backend) \(params)")
        }
        let error = #expect(throws: RegistryError.self) { try LoggerConfig(backend: "tensorbord", params: [:]) }
        #expect(error?.message.contains("Do you mean tensorboard?") == true)
    }

    @Test func `A manager has its loggers in order, and names that lead elsewhere are refused`() async throws {
        let manager = try manager([try config("tensorboard"), try config("csv")])
        #expect(
            manager.count == 2 && manager.loggers.count == 2 && manager.configs.map(\.backend) == [.tensorboard, .csv])
        #expect(manager.map(\.backend) == [.tensorboard, .csv])
        #expect(manager.getLoggerByBackend("csv") === manager[1] && manager.getLoggerByBackend("mlflow") == nil)
        #expect(manager[2] == nil && manager[-1] == nil)
        try await manager.close()
        expectError(.invalidArgument) { _ = try self.manager([]) }
        for name in ["..", "a/../../b"] {
            expectError(.invalidArgument) { _ = try self.manager([try config("csv", ["name": .string(name)])]) }
            expectError(.invalidArgument) { _ = try self.manager([try config("csv", ["version": .string(name)])]) }
        }
    }

    @Test func `Versions count up, and CSV has a row for what is logged together in metrics csv`() async throws {
        for version in 0..<3 {
            let manager = try manager([try config("csv", ["name": "metrics", "flush_logs_every_n_steps": 2])])
            for step in 0..<5 {
                manager.log(["train/loss": Double(step), "val/loss": 1], step: Step(Int64(step)))
            }
            try await manager.close()
            let path = "\(bench.folder.path)/csv/metrics/version_\(version)/metrics.csv"
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
            #expect(lines.count == 6 && lines.first?.contains("train/loss") == true, "\(lines)")
        }
        for round in 1...2 {
            let fixed = try manager([try config("csv", ["version": 7]), try config("tensorboard", ["version": "v1"])])
            let folders = fixed.map { $0.folder.split(separator: "/").suffix(2).joined(separator: "/") }
            #expect(folders == ["lightning_logs/version_7", "lightning_logs/v1"])
            for step in 0..<round { fixed.log("loss", 1, step: Step(Int64(step))) }
            try await fixed.close()
            let table = try String(contentsOfFile: "\(fixed.loggers[0].folder)/metrics.csv", encoding: .utf8)
            #expect(table.split(whereSeparator: \.isNewline).count == round + 1)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `Every so many rows the journal is written, and metrics csv has them while the training goes on`() async throws
    {
        var configuration = quiet
        // Nothing else writes the journal as long as the test goes on.
        configuration.durability = .buffered(.seconds(3_600))
        let manager = try LoggerManager(
            configs: [try config("csv", ["name": "metrics", "flush_logs_every_n_steps": 3])], store: bench.store,
            configuration: configuration)
        let path = "\(bench.folder.path)/csv/metrics/version_0/metrics.csv"
        func rows() -> Int {
            let text = try? String(contentsOfFile: path, encoding: .utf8)
            return max(0, (text ?? "").split(whereSeparator: \.isNewline).count - 1)
        }
        for step in 0..<7 {
            manager.log(["loss": Double(step)], step: Step(Int64(step)))
            let written = (step + 1) / 3 * 3
            while rows() < written { await Task.yield() }
            #expect(rows() == written, "behind step \(step)")
        }
        try await manager.close()
        #expect(rows() == 7)
    }

    @Test(.timeLimit(.minutes(5)))
    func `A manager's loggers are closed at a time, with the status that is said`() async throws {
        var configuration = quiet
        // Whoever closes one behind the other waits for ever.
        configuration.addedSinks = [MeetingSink.added(Meeting(of: 2))]
        let manager = try LoggerManager(
            configs: [try config("csv"), try config("tensorboard")], store: bench.store, configuration: configuration)
        manager.log("loss", 1, step: 0)
        try await manager.close(status: .failed, message: "out of memory", deadline: .seconds(240))
        let run = try #require(await bench.runs().first)
        #expect(run.status == .failed && run.statusMessage == "out of memory")
    }

    @Test(.timeLimit(.minutes(5)))
    func `A manager waits no longer than it is told to, and says what the first of its loggers lacks`() async throws {
        let meeting = Meeting(of: 9)
        var configuration = quiet
        configuration.addedSinks = [MeetingSink.added(meeting)]
        let manager = try LoggerManager(
            configs: [try config("csv"), try config("tensorboard")], store: bench.store, configuration: configuration)
        manager.log("loss", 1, step: 0)
        let error = await #expect(throws: RegistryError.self) { try await manager.close(deadline: .milliseconds(50)) }
        #expect(error?.code == .unavailable && error?.message.contains("meeting") == true, "\(error?.message ?? "")")
        meeting.end()
    }

    @Test func `Stages of one step have a row each, and no number takes the place of a row's own fields`() async throws
    {
        let heard = HeardProblems()
        var configuration = quiet
        configuration.onProblem = { heard.add($0.message) }
        let manager = try LoggerManager(
            configs: [try config("csv", ["name": "rows"])], store: bench.store, configuration: configuration)
        let stages = TrainingStages(manager: manager)
        stages.trainStep(loss: 1, step: 3)
        stages.validation(loss: 2, metrics: [:], step: 3)
        manager.log(["a/loss": 4, "iteration": 9, "ExperimentName": 7, "ArtifactID": 8, "_id": 6], step: 5)
        manager.log("iteration", 0.5, step: 6)
        try await manager.close()
        let path = "\(bench.folder.path)/csv/rows/version_0/metrics.csv"
        let rows = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let heading = try #require(rows.first)
        func column(_ name: String) throws -> [String] {
            let place = try #require(heading.firstIndex(of: name), "\(heading)")
            return rows.dropFirst().map { place < $0.count ? $0[place] : "" }
        }
        #expect(try column("iteration") == ["3", "3", "5"])
        #expect(try column("ExperimentName") == ["metrics", "metrics", "metrics"])
        #expect(try column("train/loss") == ["1.0", "", ""], "\(rows)")
        #expect(try column("val/loss") == ["", "2.0", ""])
        #expect(try column("a/loss") == ["", "", "4.0"])
        #expect(try column("ArtifactID").map(\.count) == [24, 24, 24])
        #expect(!heading.contains("_id"))
        #expect(heard.all.count == 1 && heard.all.first?.contains("ArtifactID, ExperimentName, _id, iteration") == true)
    }

    @Test func `A training has the documented names, and what is configured beside them`() async throws {
        let manager = try manager([try config("tensorboard")])
        let stages = TrainingStages(
            manager: manager,
            config: LoggingConfig(
                logGradientNorm: true, logWeightNorm: true, logConfusionMatrix: true, logPredictions: true,
                predictionsPerEpoch: 1))
        stages.trainStep(
            loss: 0.5, metrics: ["accuracy": 0.75], learningRate: 0.001, gradients: [[3], [0, 4]], weights: [[6, 8]],
            step: 1)
        stages.validation(loss: 0.25, metrics: ["accuracy": 0.5], step: 1)
        stages.validation(.test, loss: 0.125, step: 1)
        stages.confusionMatrix(classes: ["a", "b"], counts: [[3, 1], [0, 4]], step: 1)
        let image = try ImageArray([UInt8](repeating: 9, count: 16), shape: [4, 4])
        stages.predictions(images: [image, image], labels: ["a", "b"], predictions: ["b", "b"], step: 1)
        manager.logHyperparameters(["lr": 0.001])
        let run = manager.loggers[0].logger.runID
        try await manager.close()
        let expected = [
            "train/loss": 0.5, "train/accuracy": 0.75, "train/lr": 0.001, "train/grad_norm": 5, "train/weight_norm": 10,
            "val/loss": 0.25, "val/accuracy": 0.5, "test/loss": 0.125, "hp_metric": -1,
        ]
        for (name, value) in expected {
            #expect(try await bench.points(name, of: run).map(\.value) == [value], "\(name)")
        }
        let record = try #require(await bench.run(run))
        #expect(record.metrics.count == expected.count && record.parameters == ["lr": 0.001])
        let files = try await bench.store.find(in: .files, Query()).elements
        #expect(files.compactMap { $0["label"]?.stringValue }.sorted() == ["val/confusion_matrix", "val/predictions"])
    }

    @Test func `A norm that nobody measured is not logged, which is told once`() async throws {
        let heard = HeardProblems()
        var configuration = quiet
        configuration.onProblem = { heard.add($0.message) }
        let manager = try LoggerManager(
            configs: [try config("tensorboard"), try config("csv")], store: bench.store, configuration: configuration)
        let stages = TrainingStages(
            manager: manager, config: LoggingConfig(logGradientNorm: true, logWeightNorm: true))
        for step in (0 as Int64)..<3 { stages.trainStep(loss: 1, weights: [[], []], step: Step(step)) }
        stages.trainStep(loss: 1, gradients: [[], [0]], weights: [[3, 4]], step: 3)
        let run = manager.loggers[0].logger.runID
        try await manager.close()
        #expect(try await bench.points("train/loss", of: run).count == 4)
        #expect(try await bench.points("train/grad_norm", of: run).map(\.value) == [0])
        #expect(try await bench.points("train/weight_norm", of: run).map(\.step) == [3])
        #expect(heard.all.count == 2, "\(heard.all)")
        #expect(heard.all.contains { $0.hasPrefix("train/grad_norm") && $0.contains("gradients") })
        #expect(heard.all.contains { $0.hasPrefix("train/weight_norm") && $0.contains("weights") })
    }

    @Test func `What is not configured is not logged, nor asked for`() async throws {
        let manager = try manager([try config("tensorboard", ["default_hp_metric": false])])
        let stages = TrainingStages(manager: manager, config: LoggingConfig(logLearningRate: false))
        var isAsked = false
        func gradients() -> [[Float]] {
            isAsked = true
            return [[1]]
        }
        stages.trainStep(loss: 1, learningRate: 1, gradients: gradients(), step: 0)
        stages.confusionMatrix(classes: ["a"], counts: [[1]], step: 0)
        manager.logHyperparameters(["lr": 1])
        let run = manager.loggers[0].logger.runID
        try await manager.close()
        #expect(try await bench.run(run)?.metrics.keys.sorted() == ["train/loss"])
        #expect(!isAsked)
        #expect(TrainingStages.norm([]) == 0 && TrainingStages.norm([[.nan]]).isNaN)
        #expect(TrainingStages.norm([[.greatestFiniteMagnitude, .greatestFiniteMagnitude]]).isFinite)
    }
}
