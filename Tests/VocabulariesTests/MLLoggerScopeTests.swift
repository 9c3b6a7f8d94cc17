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

    @Test(.timeLimit(.minutes(5))) func `An end waits no longer than it is told to`() async throws {
        let meeting = Meeting(of: 2)
        let logger = try bench.logger { $0.addedSinks = [MeetingSink.added(meeting)] }
        logger.metrics.log("loss", 1, step: 0)
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .milliseconds(50)) }
        #expect(error?.code == .unavailable && error?.message.contains("meeting") == true, "\(error?.message ?? "")")
        meeting.end()
    }

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

    @Test func `A failed body of an experiment says why as that of a run does, without secrets`() async throws {
        struct Refused: Error { let address = "https://ada:verySecret@host" }
        let logger = try bench.logger()
        await #expect(throws: Refused.self) {
            try await logger.run("run") { run in
                run.info("begun")
                throw Refused()
            }
        }
        await #expect(throws: Refused.self) {
            try await logger.experiment("experiment") { run in
                run.info("begun")
                throw Refused()
            }
        }
        let messages = try await bench.runs().map { $0.statusMessage ?? "" }
        #expect(messages.count == 2 && Set(messages).count == 1, "\(messages)")
        #expect(messages[0].hasPrefix("Refused(") && !messages[0].contains("verySecret"), "\(messages)")
    }

    private actor Trainer {
        private var epochs = 0

        private func train(_ run: MLLogger) async -> Int {
            epochs += 1
            run.info("begun")
            await Task.yield()
            return epochs
        }

        func trainAll(_ logger: MLLogger) async throws -> [Int] {
            let id = try await logger.run("run") { run in
                _ = await train(run)
                return run.runID
            }
            let function = logger.run { (run: MLLogger, epoch: Int) in
                run.info("begun")
                return epoch
            }
            return [
                try await logger.experiment("experiment") { await train($0) },
                try await logger.run(id, name: "run") { await train($0) },
                try await function(epochs + 1, runName: "function"),
            ]
        }
    }

    @Test func `An actor's method can be the body of a run, of one that goes on and of an experiment`() async throws {
        let logger = try bench.logger()
        #expect(try await Trainer().trainAll(logger) == [2, 3, 4])
        #expect(try await bench.runs().map(\.status) == [.finished, .finished, .finished])
    }

    @Test func `A body that returns although its task was cancelled has finished, with its readme`() async throws {
        let logger = try bench.logger()
        let (starts, start) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await logger.run("run") { run in
                run.readme.write("# Begun")
                start.yield()
                while !Task.isCancelled { await Task.yield() }
                run.readme.append("Ended")
                return 42
            }
        }
        for await _ in starts { break }
        task.cancel()
        #expect(try await task.value == 42)
        #expect(try await bench.runs().map(\.status) == [.finished])
        #expect(
            try String(contentsOfFile: bench.folder.path + "/run/files/README.md", encoding: .utf8)
                == "# Begun\n\nEnded")
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
