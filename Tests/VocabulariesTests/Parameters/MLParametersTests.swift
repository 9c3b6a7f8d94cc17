import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog
import Vocabularies

struct MLParametersTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    @Test func `Parameters are set, merged and updated, and the run has them by dotted names`() async throws {
        let experiment = try bench.logger { $0.parameters = ["seed": 1, "optimizer": ["lr": 1]] }
        #expect(experiment.params.read() == ["optimizer": ["lr": 1], "seed": 1])
        try experiment.params.extend(["optimizer": ["momentum": 0.9], "layers": [1, 2]])
        try experiment.params.update("optimizer.lr", 0.1)
        try experiment.params.update("model.head.name", "linear")
        #expect(
            experiment.params.read() == [
                "optimizer": ["lr": 0.1, "momentum": 0.9], "seed": 1, "layers": [1, 2],
                "model": ["head": ["name": "linear"]],
            ])
        #expect(experiment.params.read("model.head") == ["name": "linear"])
        #expect(experiment.params.read("model.tail") == nil && experiment.params.read("seed.x") == nil)
        try await experiment.close()
        #expect(
            try await bench.run(experiment.runID)?.parameters == [
                "seed": 1, "optimizer.lr": 0.1, "optimizer.momentum": 0.9, "layers": [1, 2],
                "model.head.name": "linear",
            ])
    }

    @Test func `A parameter has one name and one value, however the configuration and the run say it`() async throws {
        let logger = try bench.logger { $0.parameters = ["optimizer": ["lr": 0.1, "name": "adam"], "model.size": 3] }
        let id = try await logger.run("a", hyperparameters: ["optimizer": ["lr": 0.2], "model": ["size": 4]]) { run in
            #expect(run.params.read("optimizer.lr") == 0.2)
            return run.runID
        }
        #expect(
            try await bench.run(id)?.parameters
                == ["optimizer.lr": 0.2, "optimizer.name": "adam", "model.size": 4])
        let plain = try await logger.run("b") { $0.runID }
        #expect(
            try await bench.run(plain)?.parameters
                == ["optimizer.lr": 0.1, "optimizer.name": "adam", "model.size": 3])
    }

    @Test func `Setting removes what was there, and so does a value in the place of a group`() async throws {
        let experiment = try bench.logger { $0.parameters = ["old": 1] }
        try experiment.params.set(["a.b": 1, "a": ["c": 2], "$where": "x", "empty": [:]])
        #expect(experiment.params.read() == ["$where": "x", "a": ["c": 2, "b": 1], "empty": [:]])
        try experiment.params.update("a", 5)
        try experiment.params.update("empty.now", "full")
        try await experiment.close()
        #expect(
            try await bench.run(experiment.runID)?.parameters == ["a": 5, "$where": "x", "empty.now": "full"])
    }

    @Test func `A run that is continued keeps the parameters that nobody changes`() async throws {
        let first = try bench.logger()
        try first.params.set(["lr": 1, "batch": 32])
        try await first.close()
        let read = try await first.run(first.runID) { run in
            try run.params.extend(["lr": 0.5, "epochs": 3])
            return run.params.read()
        }
        #expect(read == ["batch": 32, "lr": 0.5, "epochs": 3])
        #expect(try await bench.run(first.runID)?.parameters == ["lr": 0.5, "batch": 32, "epochs": 3])
    }

    @Test func `A run that is continued reads and merges what the store has of it, also names that are none here`()
        async throws
    {
        let first = try bench.logger {
            $0.parameters = ["optimizer.lr": 1, "optimizer.name": "sgd", "a.": 2, "old.x": 3]
        }
        first.metrics.log("loss", 1)
        try await first.close()
        try await first.run(first.runID) { run in
            #expect(
                run.params.read() == [
                    "old": ["x": 3], "optimizer": ["lr": 1, "name": "sgd"], "a.": 2,
                ])
            #expect(run.params.read("optimizer.name") == "sgd")
            // Another process may have changed it since: what is set is logged, also when the store had it.
            try run.params.extend(["optimizer": ["lr": 1]])
            try run.params.update("old", 4)
            #expect(run.params.read("old") == 4)
        }
        #expect(
            try await bench.run(first.runID)?.parameters
                == ["optimizer.lr": 1, "optimizer.name": "sgd", "a.": 2, "old": 4])
        #expect(bench.problems.isEmpty)
    }

    @Test func `A value that the store had is logged again when it is set, and one that was set here is not`()
        async throws
    {
        let first = try bench.logger { $0.parameters = ["lr": 1, "seed": 7] }
        first.metrics.log("loss", 1)
        try await first.close()
        let id = first.runID
        try await first.run(id) { run in
            _ = try await bench.store.update(
                RecordID(id), in: .runs, RecordChange(set: ["parameters.lr": 2, "parameters.seed": 8]))
            try run.params.extend(["lr": 1])
        }
        #expect(try await bench.run(id)?.parameters == ["lr": 1, "seed": 8])
    }

    @Test func `What a store cannot say of a run that is continued is told, and the run goes on`() async throws {
        let first = try bench.logger { $0.parameters = ["lr": 1] }
        first.metrics.log("loss", 1)
        try await first.close()
        let away = try MLLogger(store: WrittenStore(bench.store), configuration: bench.configuration)
        let read = try await away.run(first.runID) { run in
            try run.params.update("epochs", 3)
            return run.params.read()
        }
        #expect(read == ["epochs": 3])
        #expect(bench.problems.count == 1)
        #expect(
            bench.problems.first
                == "The parameters of the run \(first.runID) cannot be read: the store is one that is only written to.")
        #expect(try await bench.run(first.runID)?.parameters == ["lr": 1, "epochs": 3])
    }

    @Test(arguments: [
        "", ".", "a.", ".a", "a..b", Array(repeating: "a", count: 33).joined(separator: "."), "a\0", "a\u{1B}[31m",
        "a\nb",
        "a.\u{85}", String(repeating: "x", count: 1_025), "e" + String(repeating: "\u{301}", count: 5_000),
    ])
    func `A name that is none is refused, and changes nothing`(name: String) throws {
        let params = try bench.logger().params
        try params.set(["lr": 1])
        expectError(.invalidArgument) { try params.update(name, 1) }
        expectError(.invalidArgument) { try params.set([name: 1, "b": 2]) }
        expectError(.invalidArgument) { try params.extend(["group": .document([name: 1])]) }
        #expect(params.read() == ["lr": 1])
    }

    @Test func `The refusal of a name says what is wrong with it, and never all of it`() async throws {
        let params = try bench.logger().params
        func message(_ name: String) -> String {
            let error = #expect(throws: RegistryError.self) { try params.update(name, 1) }
            #expect(error?.message.utf8.count ?? 0 < 500)
            return error?.message ?? ""
        }
        #expect(message("a\u{1B}[31m").contains("has U+001B"))
        #expect(message("a\0").contains("has U+0000"))
        #expect(message(String(repeating: "k", count: 10_240)).contains("has at most 1024 bytes"))
        // One character, of ten thousand bytes.
        #expect(message("e" + String(repeating: "\u{301}", count: 5_000)).contains("has 10001"))
        // Each of the names would do, and the name that the registry has it by would not.
        let long = String(repeating: "k", count: 600)
        expectError(.invalidArgument) { try params.set([long: .document([long: 1])]) }
        try params.set([String(repeating: "k", count: 1_024): 1, "schön/gut %$": 2])
        #expect(params.read().count == 2)
        await #expect(throws: RegistryError.self) {
            try await bench.logger().run("a", hyperparameters: ["a\u{7F}": 1]) { _ in }
        }
    }
}
