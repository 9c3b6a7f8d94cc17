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

    /// The file in the pipeline's own document, to the letter.
    private static let documented = """
        defaults:
          - ...
          # The logging pipeline you wish to use (here AimStack)
          - override /logger: aim  
          - ...

        # How you wish to configure the logging pipeline
        logger: 
          aim: # Should be the same as /logger
            config: 
              loggers: ["metric", "image", "hist", "hparams"] # List and type of logging implementations 
              tracked_variables: # The keys should match aim/loggers
                metric: ["reconstruction_loss", "regularization_loss"]
                image: ["render_gt", "render_rec_gt", "render_rec"]
                hist: ["hist_loss"]
        """

    @Test func `The documented file's hyperparameters are those values that nothing else tracks`() async throws {
        let configuration = try PipelineConfiguration(yaml: Self.documented)
        #expect(configuration.interface == "aim" && configuration.loggers == ["metric", "image", "hist", "hparams"])
        #expect(configuration.trackedVariables["hparams"] == nil)
        let words = try bench.logger()
        let pipeline = try LogPipeline(logger: words.logger, configuration: configuration)
        let image = PipelineValue.image(try bench.image(7))
        for iteration in 0..<2 {
            pipeline.logIter([
                "reconstruction_loss": .number(0.5), "regularization_loss": .number(0.25), "render_gt": image,
                "render_rec_gt": image, "render_rec": image, "hist_loss": .numbers([1, 2]), "lr": .value(0.1),
                "optimizer": .value(["name": "adam"]), "size": .value(iteration == 0 ? 32 : 64),
                // These may be anything.
                "unasked": .number(1), "note": .text("t"),
            ])
        }
        try await pipeline.endLog()
        let run = try #require(await bench.run(words.runID))
        #expect(run.parameters == ["lr": 0.1, "optimizer": ["name": "adam"], "size": 64])
        #expect(run.metrics.keys.contains("reconstruction_loss") && !run.metrics.keys.contains("unasked"))
        #expect(bench.problems.count == 1 && bench.problems.first?.contains("Aim") == true, "\(bench.problems)")
    }

    @Test func `A logger without quantities is told once, unless it finds some by itself`() async throws {
        let yaml = "logger: {tensorboard: {config: {loggers: [metric, hparams]}}}"
        for (hasParameters, hasValue) in [(false, false), (true, false), (false, true)] {
            let bench = try MLBench()
            let words = try bench.logger { if hasParameters { $0.parameters = ["lr": 0.1] } }
            let pipeline = try LogPipeline(logger: words.logger, configuration: PipelineConfiguration(yaml: yaml))
            // Else there would be no run.
            words.metrics.log("seen", 1)
            for _ in 0..<3 { pipeline.logIter(hasValue ? ["lr": .value(0.1)] : ["loss": .number(1)]) }
            try await pipeline.endLog()
            let told = hasParameters || hasValue ? ["metric"] : ["metric", "hparams"]
            #expect(bench.problems.map { String($0.prefix { $0 != " " }) } == told, "\(bench.problems)")
            #expect(try await bench.run(words.runID)?.parameters == (hasParameters || hasValue ? ["lr": 0.1] : [:]))
        }
    }

    /// Takes all texts that it is not told of.
    private struct NotesRoutine: LoggingRoutine {
        func takesUntracked(_ value: PipelineValue) -> Bool { if case .text = value { true } else { false } }

        mutating func logIter(_ name: String, _ value: PipelineValue, step: Step, to logger: TrainingLog.Logger) -> Bool
        {
            logger.logScalar("noted/\(name)", 1, step: step)
            return true
        }
    }

    @Test func `What one routine tracks no other one takes unasked, and one's own may take what it likes`() async throws
    {
        let words = try bench.logger()
        var routines = RoutineRegistry.counting
        routines.register("notes") { NotesRoutine() }
        let pipeline = try LogPipeline(
            logger: words.logger,
            configuration: PipelineConfiguration(trackedVariables: ["hparams": [], "mine": ["a", "t"], "notes": []]),
            routines: routines)
        pipeline.logIter(["a": .value(1), "b": .value(2), "t": .text("t"), "u": .text("u")])
        try await pipeline.endLog()
        let run = try #require(await bench.run(words.runID))
        #expect(run.parameters == ["b": 2])
        #expect(Set(run.metrics.keys) == ["count", "noted/u"])
        #expect(bench.problems.isEmpty, "\(bench.problems)")
    }

    @Test(.timeLimit(.minutes(5))) func `An end waits no longer than it is told to`() async throws {
        let meeting = Meeting(of: 2)
        let words = try bench.logger { $0.addedSinks = [MeetingSink.added(meeting)] }
        let pipeline = try LogPipeline(
            logger: words.logger, configuration: PipelineConfiguration(trackedVariables: ["metric": ["loss"]]))
        pipeline.logIter(["loss": .number(1)])
        let error = await #expect(throws: RegistryError.self) {
            try await pipeline.endLog(deadline: .milliseconds(50))
        }
        #expect(error?.code == .unavailable && error?.message.contains("meeting") == true, "\(error?.message ?? "")")
        meeting.end()
    }

    @Test func `A training that threw ends as failed, with the reason`() async throws {
        let words = try bench.logger()
        let pipeline = try LogPipeline(
            logger: words.logger, configuration: PipelineConfiguration(trackedVariables: ["metric": ["loss"]]))
        pipeline.logIter(["loss": .number(1)])
        try await pipeline.endLog(status: .failed, message: "out of memory")
        let run = try #require(await bench.run(words.runID))
        #expect(run.status == .failed && run.statusMessage == "out of memory")
        #expect(try await bench.points("loss/epoch", of: words.runID).map(\.value) == [1])
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
        ("aim: {config: {loggers: [], tracked_variables: {metric: [loss]}}}", "is not among loggers"),
        ("aim: {config: {loggers: [], tracked_variables: {metrics: [loss]}}}", "it has nothing"),
    ])
    func `What would be passed over in silence is refused`(interface: String, word: String) {
        let error = #expect(throws: RegistryError.self) { try PipelineConfiguration(yaml: "logger:\n  \(interface)") }
        #expect(
            error?.message.hasPrefix("Line 2: ") == true && error?.message.contains(word) == true,
            "\(error?.message ?? "")")
    }

    @Test func `What is tracked and is none of the loggers is said so, in its line`() {
        let text = """
            logger:
              aim:
                config:
                  loggers: [hparams, metric]
                  tracked_variables:
                    hparams: [lr]
                    metric: [loss]
                    image: [render]
            """
        let error = #expect(throws: RegistryError.self) { try PipelineConfiguration(yaml: text) }
        #expect(
            error?.message
                == "Line 8: image is tracked and is not among loggers: add it there, or take it out of tracked_variables."
        )
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
}
