import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog
import Vocabularies

struct MLLoggerScopeTests {
    private struct Diverged: Error {}
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    @Test
    func `Runs of an experiment have its name, their own, their parameters and tags, and return what the closure does`()
        async throws
    {
        let logger = try bench.logger()
        let train = logger.run { (run: MLLogger, config: [String: Double]) in
            try run.metrics("val").log(step: 1, ["accuracy": config["lr"] ?? 0])
            return run.runID
        }
        let ids = try await logger.experiment("model_comparison") { experiment in
            var ids: [RunID] = []
            for (name, lr) in [("CNN", 0.1), ("ResNet", 0.2)] {
                ids.append(
                    try await train(
                        ["lr": lr], runName: name, hyperparameters: ["optimizer": ["lr": .double(lr)]],
                        tags: ["baseline", name.lowercased()], in: experiment))
            }
            return ids
        }
        #expect(ids.count == 2)
        let runs = try await bench.runs()
        #expect(runs.count == 2, "what logs nothing is no run")
        let first = try #require(try await bench.run(ids[0]))
        #expect(first.experiment == "model_comparison" && first.name == "CNN" && first.status == .finished)
        #expect(first.parameters == ["optimizer.lr": 0.1] && first.tags == ["baseline": "true", "cnn": "true"])
        #expect(try await bench.points("val/accuracy", of: ids[1]).map(\.value) == [0.2])
    }

    @Test func `A run whose closure throws has failed, and one that was cancelled is killed`() async throws {
        let logger = try bench.logger()
        await #expect(throws: Diverged.self) {
            try await logger.run("bad") { run in
                run.info("begun")
                throw Diverged()
            }
        }
        await #expect(throws: CancellationError.self) {
            try await logger.experiment("stopped") { run in
                run.info("begun")
                throw CancellationError()
            }
        }
        let status = Dictionary(uniqueKeysWithValues: try await bench.runs().map { ($0.experiment, $0.status) })
        #expect(status == ["default": .failed, "stopped": .killed])
    }

    @Test func `What has no step in a step's scope stands at it, for this logger and as long as it lasts`() async throws
    {
        let logger = try bench.logger()
        let other = try bench.logger()
        logger.step(7) {
            logger.metrics.log("loss", 1)
            other.metrics.log("loss", 1)
            logger.step(8) { logger.metrics.log("loss", 2) }
            logger.metrics.log("loss", 3, step: 99)
        }
        await logger.step(20) {
            logger.metrics.collect("mean", 1)
            await Task.yield()
            logger.metrics.flush()
        }
        logger.metrics.log("loss", 4)
        try await logger.close()
        try await other.close()
        #expect(try await bench.points("loss", of: logger.runID).map(\.step.rawValue) == [7, 8, 99, 3])
        #expect(try await bench.points("mean", of: logger.runID).map(\.step) == [20])
        #expect(try await bench.points("loss", of: other.runID).map(\.step) == [0])
    }

    @Test func `A run that is continued by its identifier has its own folder and experiment`() async throws {
        let logger = try bench.logger()
        let id = try await logger.experiment("digits") { experiment in
            try await experiment.run("a") { run in
                run.files.save(bytes: [1], "w.bin")
                run.readme.write("# Digits")
                return run.runID
            }
        }
        try await logger.run(id) { run in
            let bytes = try await run.files.load("w.bin")
            #expect(bytes == [1])
            run.readme.append("More")
            run.metrics.log("loss", 1)
        }
        #expect(
            try String(contentsOfFile: bench.folder.path + "/digits/a/files/README.md", encoding: .utf8)
                == "# Digits\n\nMore")
        #expect(!FileManager.default.fileExists(atPath: bench.folder.path + "/files"))
        let run = try #require(try await bench.run(id))
        #expect(run.experiment == "digits" && run.name == "a" && run.status == .finished)
        #expect(try await bench.runs().count == 1)
    }

    /// A logger that knows nothing of the runs of others, as in another process: it calls the folder of all logs otherwise.
    private func stranger() throws -> MLLogger {
        let folder = bench.folder.path
        return try bench.logger { $0.logsRoot = folder + "/" }
    }

    @Test func `A run of another process is continued by its name`() async throws {
        let id = try await bench.logger().run("a") { run in
            run.files.save(bytes: [1], "w.bin")
            return run.runID
        }
        let other = try stranger()
        #expect(try await other.run(id, name: "a") { try await $0.files.load("w.bin") } == [1])
        #expect(try await other.run(id) { try await $0.files.load("w.bin") } == [1])
        await #expect(throws: RegistryError.self) { try await other.run(id, name: "../a") { _ in } }
        // Without a name nobody knows where it lies: its own folder is the logger's.
        let error = await #expect(throws: RegistryError.self) {
            try await bench.logger { [folder = bench.folder.path] in $0.logsRoot = folder + "//" }
                .run(id) { try await $0.files.load("w.bin") }
        }
        #expect(error?.code == .notFound)
    }

    @Test func `A run whose journal is left is found by it`() async throws {
        let logger = try bench.logger { $0.keepsJournal = true }
        let id = try await logger.experiment("digits") { experiment in
            try await experiment.run("a b") { run in
                run.files.save(bytes: [1], "w.bin")
                return run.runID
            }
        }
        #expect(RunSearch.logDir(ofJournalOf: id, logsRoot: bench.folder.path) == "digits/a b")
        #expect(RunSearch.logDir(ofJournalOf: logger.runID, logsRoot: bench.folder.path) == nil)
        #expect(RunSearch.logDir(ofJournalOf: id, logsRoot: bench.folder.path + "/nothing") == nil)
        #expect(try await stranger().run(id) { try await $0.files.load("w.bin") } == [1])
    }

    @Test(arguments: ["", "..", "a/../../b", "/etc"])
    func `A scope whose folder would be elsewhere is refused`(name: String) async throws {
        let logger = try bench.logger()
        await #expect(throws: RegistryError.self) { try await logger.run(name) { _ in } }
        await #expect(throws: RegistryError.self) { try await logger.experiment(name) { _ in } }
    }

    @Test func `A name that is too long is refused with the limit, and called what it is`() async throws {
        let logger = try bench.logger()
        let name = String(repeating: "ä", count: 513)
        let id = logger.runID
        func message(_ work: () async throws -> Void) async -> String {
            let error = await #expect(throws: RegistryError.self) { try await work() }
            #expect(error?.code == .invalidArgument)
            return error?.message ?? ""
        }
        let messages = [
            await message { try await logger.run(name) { _ in } },
            await message { try await logger.run(id, name: name) { _ in } },
            await message { try await logger.experiment(name) { _ in } },
            await message { _ = try logger.metrics(name) },
            await message { _ = try logger.files(name) },
        ]
        let subjects = ["a run", "a run", "an experiment", "metrics", "files"]
        for (message, subject) in zip(messages, subjects) {
            #expect(message.contains(" of \(subject) has at most 1024 bytes") && message.contains("has 1026"))
            #expect(message.count < 250)
        }
        let elsewhere = await message { try await logger.run("..") { _ in } }
        #expect(elsewhere.hasPrefix("The name of a run is one or more names"))
    }
}
