import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog

@testable import Vocabularies

/// lavd's words, and the files that they leave.
struct LavdLoggerTests {
    private let bench: LavdBench
    private let image: ImageArray

    init() throws {
        bench = try LavdBench()
        image = try ImageArray([UInt8](repeating: 7, count: 300 * 300), shape: [300, 300])
    }

    @Test func `The examples of lavd's document leave its files`() async throws {
        let logger = try bench.logger()
        logger.logScalar(0.8, "accuracy", step: 1)
        logger.logScalar(0.1, "easy/accuracy", step: 7)
        logger.logImage(image, "bird", step: 1)
        logger.logImage(image, "other/bird")
        let boxes = [
            ImageBox(xStart: 100, yStart: 100, xEnd: 150, yEnd: 200, className: "bird", probability: 0.4),
            ImageBox(xStart: 200, yStart: 22, xEnd: 233, yEnd: 80),
        ]
        logger.logImage(image, "boxed", step: 3, boxes: boxes, classes: ["bird", "orange"], threshold: 0.2)
        logger.logText("The quick brown fox...", "famous-sentence", step: 1)
        logger.logText("hello world", "with-diff", step: 2, expected: "Hallo Welt")
        logger.logMarkdown("# Hello\n\nMore markdown...", "some-markdown")
        try await logger.close()
        #expect(
            try bench.names() == [
                "0001/accuracy.json", "0001/bird.png", "0001/famous-sentence.txt", "0002/with-diff.json",
                "0003/boxed.json",
                "0003/boxed.png", "0007/easy/accuracy.json", "other/bird.png", "some-markdown.md",
            ])
        #expect(try bench.text("exp/0001/accuracy.json") == "{\"scalars\": {\"value\": 0.8}}")
        #expect(
            try bench.text("exp/0002/with-diff.json")
                == "{\"texts\": {\"actual\": \"hello world\", \"expected\": \"Hallo Welt\"}}")
        #expect(bench.problems.isEmpty)
        let run = try #require(try await bench.store.record(RecordID(logger.runID), in: .runs))
        #expect(run["name"] == "exp")
    }

    @Test(.timeLimit(.minutes(5)))
    func `A folder that cannot be written is said at once, and closing does not wait for it`() async throws {
        try "in the way".write(toFile: bench.folder.path + "/log", atomically: true, encoding: .utf8)
        let logger = try bench.logger()
        #expect(bench.problems.count == 1)
        #expect(bench.problems.first?.contains("log is a file and not a folder. Name another folder") == true)
        logger.logScalar(0.8, "accuracy", step: 1)
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .seconds(36_000)) }
        #expect(error?.message.contains("folder: 1 not delivered") == true)
        #expect(error?.message.contains("registry") == false)
        #expect(try await bench.store.record(RecordID(logger.runID), in: .runs)?["status"] == "finished")
        // The journal lies under the system's temporary folder.
        try FileManager.default.removeItem(atPath: bench.folder.path + "/log")
        let next = try bench.logger()
        next.logScalar(0.9, "accuracy", step: 2)
        try await next.close()
        #expect(try bench.names() == ["0001/accuracy.json", "0002/accuracy.json"])
    }

    @Test func `An experiment is one folder, also with a slash in its name`() async throws {
        let logger = try bench.logger("a/b")
        logger.logScalar(1, "x", step: 1)
        try await logger.close()
        #expect(logger.name == "a/b")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(bench.folder.path)/log") == ["a%2Fb"])
        #expect(try bench.names("a%2Fb") == ["0001/x.json"])
        let run = try #require(try await bench.store.record(RecordID(logger.runID), in: .runs))
        #expect(run["name"] == "a/b")
    }

    @Test func `Models and objects are files, with gradients beside`() async throws {
        struct Weights: Codable, Equatable {
            var layer: [Float]
            var scale: Double
        }
        let weights = Weights(layer: [1, .infinity], scale: .nan)
        let logger = try bench.logger()
        logger.saveModel(bytes: [1, 2, 3], step: 3, gradients: [4])
        logger.saveModel(weights, name: "weights")
        logger.saveObject(["key": 99], "a-dict")
        logger.saveObject(5, "number", step: 1)
        logger.saveObject(bytes: [7], "bytes", fileExtension: "bin")
        try await logger.close()
        #expect(
            try bench.names() == [
                "0001/number.plist", "0003/model.grad.pt", "0003/model.pt", "a-dict.plist", "bytes.bin",
                "weights.plist",
            ])
        let data = try Data(contentsOf: URL(filePath: bench.folder.path + "/log/exp/weights.plist"))
        let read = try PropertyListDecoder().decode(Weights.self, from: data)
        #expect(read.layer == weights.layer)
        #expect(read.scale.isNaN)
        let model = try Data(contentsOf: URL(filePath: bench.folder.path + "/log/exp/0003/model.pt"))
        #expect(Array(model) == [1, 2, 3])
    }

    @Test func `A disabled logger makes nothing and prints nothing, loops go on, and it can be enabled`() async throws {
        let logger = try bench.logger(disabled: true)
        logger.println("hello")
        logger.logScalar(1, "x", step: 1)
        logger.logText("t", "t")
        logger.saveModel([1])
        await logger.logSummary()
        #expect(logger.spinner("Loading") { 5 } == 5)
        for step in logger.progressBar("Endless", 0...Int.max) where step == 3 { break }
        #expect(logger.progressBar("Train", [1, 2, 3]).map { $0 * 2 } == [2, 4, 6])
        let count = logger.progressBar("Manual", total: 10) { bar in
            bar.update(4)
            return bar.count
        }
        #expect(count == 4)
        #expect(!FileManager.default.fileExists(atPath: bench.folder.path + "/log"))
        logger.enable()
        logger.println("now")
        try await logger.close()
        #expect(try bench.events() == ["STDOUT\tnow"])
        #expect(try bench.printed().output == "now\n")
    }

    @Test func `An experiment that is opened again keeps what it has`() async throws {
        for turn in 1...2 {
            let logger = try bench.logger()
            logger.println("turn \(turn)")
            logger.logScalar(1, "x", step: Step(Int64(turn)))
            try await logger.close()
        }
        #expect(try bench.text("exp/stdout.log") == "turn 1\nturn 2\n")
        #expect(try bench.names().filter { $0.hasSuffix("x.json") } == ["0001/x.json", "0002/x.json"])
    }

    @Test func `Without a name it is date and time`() throws {
        let name = LavdLogger(logDir: bench.folder.path + "/log", disabled: true).name
        #expect(name.wholeMatch(of: /\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d/) != nil)
    }

    @Test(arguments: ["..", "a/../../b", "/etc/passwd", "", "a//b"])
    func `A label that would lead elsewhere is refused by every word`(label: String) async throws {
        let logger = try bench.logger()
        logger.logScalar(1, label, step: 1)
        logger.logImage(image, label)
        logger.logText("x", label)
        logger.logMarkdown("x", label)
        logger.saveObject(bytes: [1], label)
        logger.logScalar(1, "fine", step: -1)
        await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(bench.problems.count == 6)
        #expect(try bench.names().isEmpty)
    }

    @Test(arguments: [-1, 1_000_000_000_000_000_000, .max])
    func `A step that has no folder is refused before anything of it goes on`(step: Int64) async throws {
        let logger = try bench.logger()
        logger.logScalar(1, "kept", step: 999_999_999_999_999_999)
        logger.logScalar(1, "x", step: Step(step))
        logger.logText("x", "text", step: Step(step))
        let reason = "its step \(step) \(step < 0 ? "is negative" : "has more than 18 digits")"
        #expect(bench.problems.count == 2 && bench.problems.allSatisfy { $0.contains(reason) }, "\(bench.problems)")
        await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(try bench.names() == ["999999999999999999/kept.json"])
        let series = SeriesID(run: logger.runID, metric: "x")
        #expect(try await bench.store.seriesBlocks(of: series, in: .min ... .max, content: .points).isEmpty)
    }

    @Test func `Boxes outside of the image, with NaN, and classes without names are refused`() async throws {
        let logger = try bench.logger()
        let bad = [
            ImageBox(xStart: 0, yStart: 0, xEnd: 301, yEnd: 5), ImageBox(xStart: .nan, yStart: 0, xEnd: 1, yEnd: 5),
        ]
        for box in bad { logger.logImage(image, "i", boxes: [box]) }
        logger.logImage(image, "i", boxes: [], classes: ["bird", ""])
        await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(bench.problems.count == 3)
        #expect(try bench.names().isEmpty)
    }

    @Test func `What is printed is in the registry's log of the run`() async throws {
        let logger = try bench.logger()
        logger.println("out")
        logger.eprintln("err")
        logger.start("phase").finish()
        try await logger.close()
        let lines = try await bench.store.logLines(of: logger.runID, behind: nil, minimumLevel: .debug, limit: 100)
        #expect(lines.map(\.text) == ["out", "err", "START phase", "END phase - Duration: 00:00:00"])
        #expect(lines.map(\.level) == [.info, .warning, .info, .info])
    }
}
