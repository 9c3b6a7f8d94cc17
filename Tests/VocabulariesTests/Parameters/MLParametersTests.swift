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
        #expect(read == ["epochs": 3, "lr": 0.5])
        #expect(try await bench.run(first.runID)?.parameters == ["lr": 0.5, "batch": 32, "epochs": 3])
    }

    @Test(arguments: ["", ".", "a.", ".a", "a..b", Array(repeating: "a", count: 33).joined(separator: ".")])
    func `A name that is none is refused, and changes nothing`(name: String) throws {
        let params = try bench.logger().params
        try params.set(["lr": 1])
        expectError(.invalidArgument) { try params.update(name, 1) }
        expectError(.invalidArgument) { try params.set([name: 1, "b": 2]) }
        expectError(.invalidArgument) { try params.extend(["group": .document([name: 1])]) }
        #expect(params.read() == ["lr": 1])
    }
}
