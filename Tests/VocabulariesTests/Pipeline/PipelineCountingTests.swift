import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing
import TrainingLog

@testable import Vocabularies

/// The iterations and epochs of a pipeline, to the end and beyond it.
struct PipelineCountingTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    @Test func `The end logs what the iterations behind the last epoch come to, once`() async throws {
        let words = try bench.logger()
        let pipeline = try LogPipeline(
            logger: words.logger,
            configuration: PipelineConfiguration(trackedVariables: ["metric": ["loss"], "checkpoint": ["model"]]))
        pipeline.logIter(["loss": .number(1), "model": .bytes([1])])
        pipeline.logEpoch()
        for number in [2.0, 4.0] { pipeline.logIter(["loss": .number(number), "model": .bytes([UInt8(number)])]) }
        try await pipeline.endLog()
        try await pipeline.endLog()
        #expect(try await bench.points("loss/epoch", of: words.runID).map(\.value) == [1, 3])
        #expect(try await bench.points("loss/epoch", of: words.runID).map(\.step) == [0, 1])
        #expect(try Data(contentsOf: URL(filePath: bench.folder.path + "/files/checkpoints/model_1.bin")) == Data([4]))
        #expect(bench.problems.isEmpty)
    }

    @Test func `An end right behind an epoch, or without any iteration, makes no further epoch`() async throws {
        for hasIteration in [true, false] {
            let words = try bench.logger()
            let pipeline = try LogPipeline(
                logger: words.logger, configuration: PipelineConfiguration(trackedVariables: ["mine": ["a"]]),
                routines: RoutineRegistry.counting)
            if hasIteration {
                pipeline.logIter(["a": .number(1)])
                pipeline.logEpoch()
            }
            try await pipeline.endLog()
            #expect(try await bench.points("count", of: words.runID).map(\.value) == (hasIteration ? [1] : []))
        }
    }

    @Test func `Iterations and epochs that are said are those of the curves, and counting goes on from there`()
        async throws
    {
        let words = try bench.logger()
        let pipeline = try LogPipeline(
            logger: words.logger,
            configuration: PipelineConfiguration(trackedVariables: ["metric": ["loss"], "checkpoint": ["model"]]))
        for iteration in [nil, 100, 200, nil] as [Step?] {
            pipeline.logIter(["loss": .number(1), "model": .bytes([1])], iteration: iteration)
        }
        pipeline.logEpoch(epoch: 9)
        pipeline.logIter(["loss": .number(1), "model": .bytes([2])], iteration: 300)
        pipeline.logEpoch()
        try await pipeline.endLog()
        #expect(try await bench.points("loss", of: words.runID).map(\.step) == [0, 100, 200, 201, 300])
        #expect(try await bench.points("loss/epoch", of: words.runID).map(\.step) == [9, 10])
        #expect(try Data(contentsOf: URL(filePath: bench.folder.path + "/files/checkpoints/model_9.bin")) == Data([1]))
        #expect(bench.problems.isEmpty, "\(bench.problems)")
    }

    @Test func `Iterations and epochs that cannot be are told once, and counted`() async throws {
        let words = try bench.logger()
        let pipeline = try LogPipeline(
            logger: words.logger, configuration: PipelineConfiguration(trackedVariables: ["metric": ["loss"]]))
        for iteration in [5, -1, .max, Step(1 << 62), nil] as [Step?] {
            pipeline.logIter(["loss": .number(1)], iteration: iteration)
        }
        for epoch in [-1, nil, .max] as [Step?] {
            pipeline.logIter(["loss": .number(1)], iteration: 8)
            pipeline.logEpoch(epoch: epoch)
        }
        try await pipeline.endLog()
        let last = Step(1 << 62)
        #expect(
            try await bench.points("loss", of: words.runID).map(\.step).sorted()
                == [5, 6, 7, 8, 8, 8, last, Step(1 << 62 + 1)])
        #expect(try await bench.points("loss/epoch", of: words.runID).map(\.step) == [0, 1, 2])
        #expect(bench.problems.count == 2, "\(bench.problems)")
        #expect(bench.problems.first?.contains("from 0 to 2⁶², and not -1: it is counted as 6") == true)
        #expect(bench.problems.last?.contains("The epoch of a pipeline") == true)
    }

    @Test func `A run that goes on is counted on, and keeps its checkpoints`() async throws {
        let tracked = PipelineConfiguration(trackedVariables: ["metric": ["loss"], "checkpoint": ["model"]])
        let words = try bench.logger()
        let first = try LogPipeline(logger: words.logger, configuration: tracked)
        first.logIter(["loss": .number(1), "model": .bytes([1])])
        try await first.endLog()
        try await words.run(words.runID) { run in
            let second = try LogPipeline(
                logger: run.logger, configuration: tracked, firstIteration: 1, firstEpoch: 1)
            second.logIter(["loss": .number(2), "model": .bytes([2])])
            second.logEpoch()
        }
        #expect(try await bench.points("loss", of: words.runID).map(\.step) == [0, 1])
        #expect(try await bench.points("loss/epoch", of: words.runID).map(\.step) == [0, 1])
        for epoch in 0...1 {
            let path = bench.folder.path + "/files/checkpoints/model_\(epoch).bin"
            #expect(try Data(contentsOf: URL(filePath: path)) == Data([UInt8(epoch + 1)]))
        }
        for (iteration, epoch) in [(-1, 0), (0, -1), (Step(.max), 0)] as [(Step, Step)] {
            expectError(.invalidArgument) {
                _ = try LogPipeline(
                    logger: words.logger, configuration: tracked, firstIteration: iteration, firstEpoch: epoch)
            }
        }
    }
}
