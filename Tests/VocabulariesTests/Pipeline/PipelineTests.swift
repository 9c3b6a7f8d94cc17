import EventFiles
import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing
import TrainingLog

@testable import Vocabularies

struct PipelineTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    private static let example = """
        # @package _global_
        defaults:
          - base
          - override /logger: aim
        seed: 5
        logger:
          aim:
            config:
              loggers: ["metric", "image", "hist", "hparams"]
              tracked_variables:
                metric: ["reconstruction_loss", "regularization_loss"]
                image: ["render_gt", "render_rec"]
                hist: ["hist_loss"]
          tensorboard:
            config: {loggers: [metric], tracked_variables: {metric: [other]}}
        """

    @Test func `The documented file says which quantities are logged`() throws {
        let configuration = try PipelineConfiguration(yaml: Self.example)
        #expect(configuration.interface == "aim" && configuration.loggers == ["metric", "image", "hist", "hparams"])
        #expect(
            configuration.trackedVariables == [
                "metric": ["reconstruction_loss", "regularization_loss"], "image": ["render_gt", "render_rec"],
                "hist": ["hist_loss"],
            ])
    }

    @Test(arguments: [
        ("metric\", \"image\"", "metrik\", \"image\"", 9, "metric"), ("/logger: aim", "/logger: wandb", 4, "wandb"),
        ("hist: [", "histo: [", 13, "hist"), ("loggers: [\"", "logers: [\"", 9, "loggers"),
    ])
    func `What is wrong in a file is said with its line`(right: String, wrong: String, line: Int, word: String) {
        let text = Self.example.replacingOccurrences(of: right, with: wrong)
        let error = #expect(throws: RegistryError.self) { try PipelineConfiguration(yaml: text) }
        #expect(
            error?.message.hasPrefix("Line \(line): ") == true && error?.message.contains(word) == true,
            "\(error?.message ?? "")")
    }

    @Test(arguments: [
        ("mlflow: {parms: {}, config: {}}", "parms"), ("tensorboard: {params: {name: x}, config: {}}", "no params"),
        ("aim: {config: {tracked_variables: {metrik: [loss]}}}", "metric"),
        ("aim: {config: {loggers: [], tracked_variables: {metric: [loss]}}}", "it has nothing"),
    ])
    func `What would be passed over in silence is refused`(interface: String, word: String) {
        let error = #expect(throws: RegistryError.self) { try PipelineConfiguration(yaml: "logger:\n  \(interface)") }
        #expect(
            error?.message.hasPrefix("Line 2: ") == true && error?.message.contains(word) == true,
            "\(error?.message ?? "")")
    }

    @Test func `Quantities are there once, and say which loggers are meant where the file does not`() throws {
        let configuration = try PipelineConfiguration(
            yaml: "logger: {aim: {config: {tracked_variables: {image: [a], metric: [loss, loss, b]}}}}")
        #expect(configuration.loggers == ["image", "metric"])
        #expect(configuration.trackedVariables == ["image": ["a"], "metric": ["loss", "b"]])
        #expect(
            PipelineConfiguration(trackedVariables: ["metric": ["b", "loss", "b"]]).trackedVariables
                == ["metric": ["b", "loss"]])
    }

    @Test func `Every routine logs its quantities, and epochs have their means and checkpoints`() async throws {
        let words = try bench.logger()
        let pipeline = try LogPipeline(
            logger: words.logger,
            configuration: PipelineConfiguration(trackedVariables: [
                "metric": ["loss"], "image": ["render"], "hist": ["weights"], "hparams": ["lr"], "mesh": ["shape"],
                "video": ["play"], "checkpoint": ["model"], "text": ["note"],
            ]))
        let image = try ImageArray([UInt8](repeating: 3, count: 16), shape: [4, 4])
        for iteration in 0..<4 {
            pipeline.logIter([
                "loss": .number(Double(iteration)), "render": .image(image), "weights": .numbers([1, 2, 3]),
                "lr": .value(0.1), "shape": .mesh(try Mesh(vertices: [0, 0, 0])),
                "play": .video([image, image], fps: 5),
                "model": .bytes([UInt8(iteration)]), "note": .text("at \(iteration)"), "unasked": .number(1),
            ])
            if iteration % 2 == 1 { pipeline.logEpoch() }
        }
        try await pipeline.endLog()
        #expect(try await bench.points("loss", of: words.runID).map(\.value) == [0, 1, 2, 3])
        #expect(try await bench.points("loss/epoch", of: words.runID).map(\.value) == [0.5, 2.5])
        let run = try #require(await bench.run(words.runID))
        #expect(run.parameters == ["lr": 0.1] && run.metrics.count == 2)
        let files = try await bench.store.find(in: .files, Query(limit: 100)).elements
        let kinds = Dictionary(grouping: files) { $0["filetype"]?.stringValue ?? "" }.mapValues(\.count)
        #expect(kinds == ["image": 4, "histogram": 4, "pointcloud": 4, "video": 4, "text": 4, "checkpoint": 2])
        #expect(try Data(contentsOf: URL(filePath: bench.folder.path + "/files/checkpoints/model_1.bin")) == Data([3]))
        #expect(bench.problems.isEmpty)
    }

    /// Counts what it is given.
    private struct CountingRoutine: LoggingRoutine {
        var count = 0.0

        mutating func logIter(_ name: String, _ value: PipelineValue, step: Step, to logger: TrainingLog.Logger) -> Bool
        {
            count += 1
            return true
        }

        mutating func logEpoch(_ epoch: Step, to logger: TrainingLog.Logger) {
            logger.logScalar("count", count, step: epoch)
        }
    }

    @Test func `A routine of one's own is registered by a key, for files and for pipelines`() async throws {
        let words = try bench.logger()
        var routines = RoutineRegistry()
        let yaml = "logger: {tensorboard: {config: {loggers: [mine], tracked_variables: {mine: [a, b]}}}}"
        expectError(.invalidArgument) { _ = try PipelineConfiguration(yaml: yaml, routines: routines) }
        routines.register("mine") { CountingRoutine() }
        #expect(routines.keys.contains("mine") && routines.keys.count == RoutineRegistry().keys.count + 1)
        let pipeline = try LogPipeline(
            logger: words.logger, configuration: PipelineConfiguration(yaml: yaml, routines: routines),
            routines: routines)
        for _ in 0..<3 { pipeline.logIter(["a": .number(1), "b": .text("x")]) }
        pipeline.logEpoch()
        try await pipeline.endLog()
        #expect(try await bench.points("count", of: words.runID).map(\.value) == [6])
    }

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
                routines: Self.counting)
            if hasIteration {
                pipeline.logIter(["a": .number(1)])
                pipeline.logEpoch()
            }
            try await pipeline.endLog()
            #expect(try await bench.points("count", of: words.runID).map(\.value) == (hasIteration ? [1] : []))
        }
    }

    private static var counting: RoutineRegistry {
        var routines = RoutineRegistry()
        routines.register("mine") { CountingRoutine() }
        return routines
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
        // There is no step behind the last.
        for iteration in [.max, nil] as [Step?] {
            pipeline.logIter(["loss": .number(1), "model": .bytes([3])], iteration: iteration)
        }
        pipeline.logEpoch(epoch: .max)
        try await pipeline.endLog()
        #expect(try await bench.points("loss", of: words.runID).map(\.step) == [0, 100, 200, 201, 300, .max, .max])
        #expect(try await bench.points("loss/epoch", of: words.runID).map(\.step) == [9, 10, .max])
        #expect(try Data(contentsOf: URL(filePath: bench.folder.path + "/files/checkpoints/model_9.bin")) == Data([1]))
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

    @Test func `A routine that is registered under a known key takes its place`() async throws {
        let words = try bench.logger()
        var routines = RoutineRegistry()
        routines.register("metric") { CountingRoutine() }
        let pipeline = try LogPipeline(
            logger: words.logger, configuration: PipelineConfiguration(trackedVariables: ["metric": ["a"]]),
            routines: routines)
        pipeline.logIter(["a": .number(7)])
        pipeline.logEpoch()
        try await pipeline.endLog()
        #expect(try await bench.points("a", of: words.runID).isEmpty)
        #expect(try await bench.points("count", of: words.runID).map(\.value) == [1])
    }

    @Test func `What is missing or of another kind is told once`() async throws {
        let words = try bench.logger()
        let pipeline = try LogPipeline(
            logger: words.logger, configuration: PipelineConfiguration(trackedVariables: ["metric": ["a", "b", "c"]]))
        for _ in 0..<3 { pipeline.logIter(["a": .text("x"), "c": .number(1)]) }
        try await pipeline.endLog()
        #expect(bench.problems.count == 2)
        #expect(try await bench.points("c", of: words.runID).count == 3)
        expectError(.invalidArgument) {
            _ = try LogPipeline(
                logger: words.logger, configuration: PipelineConfiguration(trackedVariables: ["nothing": ["a"]]))
        }
    }

    @Test func `The state is told at most every two seconds`() throws {
        let time = Mutex(ContinuousClock.now)
        let lines = Mutex<[String]>([])
        let pipeline = try LogPipeline(
            bench.logger().logger, PipelineConfiguration(trackedVariables: ["metric": ["loss"]]), RoutineRegistry(),
            status: { line in lines.withLock { $0.append(line) } }, now: { time.withLock { $0 } })
        for iteration in 0..<50 {
            pipeline.logIter(["loss": .number(Double(iteration))])
            time.withLock { $0 += .milliseconds(100) }
        }
        #expect(
            lines.withLock { $0 } == [
                "epoch 0, iteration 1, loss 0.0", "epoch 0, iteration 21, loss 20.0",
                "epoch 0, iteration 41, loss 40.0",
            ])
    }
}
