import ChartRendering
import Foundation
import MediaFiles
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog
import Vocabularies

struct MLFilesTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    private struct Result: Codable, Equatable {
        var accuracy: Double
        var classes: [String]
    }

    private func files(of run: RunID) async throws -> [FileRecord] {
        let own = Filter.field("_run", .equals(.string(run.description)))
        return try await bench.store.find(in: .files, Query(own, sort: [SortKey("_seq", .ascending)])).elements
            .map { try FileRecord(document: $0) }
    }

    @Test(.timeLimit(.minutes(1))) func `A pipe is saved by no word, which is told`() async throws {
        let logger = try bench.logger()
        let pipe = bench.folder.path + "/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        logger.files.saveFile(pipe, "a.bin")
        logger.logFile("b.bin", pipe)
        #expect(bench.problems.count == 2 && bench.problems.allSatisfy { $0.contains("\(pipe) is no regular file") })
        #expect(try logger.files.list().isEmpty)
        // What was refused has not arrived.
        await #expect(throws: RegistryError.self) { try await logger.close() }
    }

    @Test func `What is saved is loaded as it was, at once, by another logger, and has a record`() async throws {
        let logger = try bench.logger()
        let result = Result(accuracy: 0.95, classes: ["a", "ä"])
        logger.files.save(result, "result.json")
        try logger.files("checkpoints").save(bytes: [1, 2, 3], "epoch_10.bin", fileType: "weights", step: 10)
        logger.step(7) { logger.files.saveText("all is well", "notes.txt") }
        #expect(try await logger.files.load(Result.self, "result.json") == result)
        #expect(try await logger.files.load("checkpoints/epoch_10.bin") == [1, 2, 3])
        #expect(try await logger.files("checkpoints").load("epoch_10.bin") == [1, 2, 3])
        #expect(try logger.files.list() == ["checkpoints/epoch_10.bin", "notes.txt", "result.json"])
        #expect(try logger.files("checkpoints").list() == ["epoch_10.bin"])
        logger.files.save([4] as [UInt8], "checkpoints/epoch_10.bin")
        #expect(try await logger.files.load("checkpoints/epoch_10.bin") == [4])
        try await logger.close()
        let records = try await files(of: logger.runID)
        #expect(records.map(\.fileType) == ["file", "weights", "text", "file"])
        #expect(records.map { $0.step?.rawValue } == [nil, 10, 7, nil])
        #expect(records[0].contentType == "application/json" && records[1].label == "checkpoints/epoch_10.bin")

        let later = try bench.logger()
        #expect(try await later.files.loadText("notes.txt") == "all is well")
        #expect(try later.files.exists("notes.txt") && !later.files.exists("nothing"))
        try await later.close()
        #expect(bench.problems.isEmpty)
    }

    @Test func `Images, sounds, charts and videos are files of their kinds`() async throws {
        let logger = try bench.logger()
        logger.files.saveImage("picture", try bench.image(9))
        logger.files.saveAudio("voice", [0, 0.5, -0.5], sampleRate: 8_000)
        logger.files.saveFig(LineChart(series: [ChartSeries(name: "loss", values: [3, 2, 1])]), "loss.png")
        try await logger.files.saveVideo("play", [try bench.image(1), try bench.image(2)], fps: 10)
        try await logger.files.saveVideo("play.png", [try bench.image(1), try bench.image(2)], fps: 10)
        let starts = try await ["picture.png", "voice.wav", "loss.png", "play.gif", "play.png"].asyncMap {
            try await logger.files.load($0).prefix(4)
        }
        let png: ArraySlice<UInt8> = [0x89, 0x50, 0x4E, 0x47]
        #expect(starts == [png, ArraySlice("RIFF".utf8), png, ArraySlice("GIF8".utf8), png])
        try await logger.close()
        #expect(try await files(of: logger.runID).map(\.fileType) == ["image", "audio", "image", "video", "video"])
    }

    @Test func `Bad input is a typed problem, and the rest is saved`() async throws {
        let logger = try bench.logger()
        for name in ["..", "a/../b", "", "/x", "x/", "a//b"] {
            expectError(.invalidArgument) { _ = try logger.files(name) }
            expectError(.invalidArgument) { _ = try logger.files.exists(name) }
            logger.files.save(bytes: [1], name)
        }
        #expect(bench.problems.count == 6)
        logger.files.save([Double.infinity], "infinite.json")
        logger.files.saveFile("/no/such/file", "copy")
        #expect(bench.problems.count == 8)
        await #expect(throws: RegistryError.self) { try await logger.files.load("nothing") }
        func code(_ work: () async throws -> Void) async -> MediaError.Code? {
            do {
                try await work()
                return nil
            } catch {
                return (error as? MediaError)?.code
            }
        }
        let pair = [try bench.image(1), try bench.image(1, side: 5)]
        #expect(await code { try await logger.files.saveVideo("a", pair) } == .unequalFrames)
        #expect(await code { try await logger.files.saveVideo("a", []) } == .invalidArgument)
        for fps in [0, -1, Double.nan, 2_000] {
            #expect(
                await code { try await logger.files.saveVideo("a", [try bench.image(1)], fps: fps) } == .invalidArgument
            )
        }
        #expect(await code { _ = try FFmpegEncoder(program: "/no/ffmpeg") } == .programMissing)
        #expect(
            await code { _ = try await logger.files.makeVideo(pattern: "none/*.png", output: "a.gif") }
                == .unreadableFile)
        expectError(.unsupported) { try logger.files.savePkl([1], "a.pkl") }
        expectError(.unsupported) { _ = try logger.files.loadTorch("a.pt") }
        logger.files.save(bytes: [1], "good.bin")
        try? await logger.close()
        #expect(try await files(of: logger.runID).map(\.label) == ["good.bin"])
    }

    @Test func `A value that JSON cannot hold is refused with the file's name and its place in the value`() async throws
    {
        let logger = try bench.logger()
        try logger.files("results").save(["layers": [["loss": 1.0], ["loss": Double.nan]]], "epoch_1.json")
        logger.files.save(Double.infinity, "single.json")
        logger.logModel("best", ["w": -Double.infinity])
        try #require(bench.problems.count == 3)
        #expect(
            bench.problems[0].hasSuffix(
                #""results/epoch_1.json" cannot be written as JSON: the value at "layers[1].loss" is nan, "#
                    + "which JSON has no word for."))
        #expect(bench.problems[1].contains(#""single.json" cannot be written as JSON: the value is inf"#))
        #expect(bench.problems[2].contains(#""models/best.json""#) && bench.problems[2].contains(#"at "w" is -inf"#))
        logger.files.saveText(#"{"a": ["x"]}"#, "text.json")
        let error = await #expect(throws: RegistryError.self) {
            try await logger.files.load([String: [Int]].self, "text.json")
        }
        #expect(error?.code == .corruptData && error?.message.contains(#""text.json" holds no"#) == true)
        #expect(error?.message.contains(#"the value at "a[0]" is no Int"#) == true)
        try? await logger.close()
    }

    @Test(arguments: [
        ("", "it is empty"), ("/x", "begins or ends with /"), ("a//b", "two of them in a row"),
        ("a/../b", "its level .. leads"),
        (#"a\b"#, "Put / between levels"), ("a\u{1B}b", "control character U+001B"),
        ("a\u{7F}", "control character U+007F"),
        (String(repeating: "x", count: 10_240), "it has 10240 bytes, and may have 512"),
    ])
    func `A name of a file that is refused says what is wrong with it, and what to do`(name: String, fault: String)
        throws
    {
        let error = #expect(throws: RegistryError.self) { try bench.logger().files.exists(name) }
        #expect(error?.code == .invalidArgument && error?.message.contains(fault) == true)
        #expect(error?.message.utf8.count ?? 0 < 300)
    }

    @Test(.timeLimit(.minutes(1)))
    func `A file that the disk does not take is told at once with the reason, and loaded when it does`() async throws {
        let inTheWay = bench.folder.path + "/media"
        try Data("x".utf8).write(to: URL(filePath: inTheWay))
        let logger = try bench.logger()
        logger.files.save(bytes: [1], "a.bin")
        for _ in 0..<2 {
            let error = await #expect(throws: RegistryError.self) { try await logger.files.load("a.bin") }
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("a.bin was saved and cannot be put at") == true)
            #expect(error?.message.contains("\(inTheWay) is a file and not a folder.") == true)
        }
        // Put right: it is not waited for until the logger would have tried again by itself.
        try FileManager.default.removeItem(atPath: inTheWay)
        #expect(try await logger.files.load("a.bin") == [1])
        try await logger.close()
    }

    @Test(.timeLimit(.minutes(1))) func `A file that is refused on its way is told at once when it is loaded`()
        async throws
    {
        let logger = try bench.logger()
        logger.files.save(bytes: [1], "a")
        #expect(try await logger.files.load("a") == [1])
        logger.files.save(bytes: [2], "a/b")
        let error = await #expect(throws: RegistryError.self) { try await logger.files.load("a/b") }
        #expect(error?.code == .alreadyExists && error?.message.contains("a/b was saved and is not at") == true)
        try? await logger.close()
    }

    @Test(.timeLimit(.minutes(1))) func `A folder of logs that is a file is named as what it is`() async throws {
        let file = bench.folder.path + "/logs"
        try Data("x".utf8).write(to: URL(filePath: file))
        let logger = try bench.logger { $0.logsRoot = file }
        logger.files.save(bytes: [1], "a.bin")
        logger.logger.logArtifact(["Loss": 1])
        let error = await #expect(throws: RegistryError.self) { try await logger.files.load("a.bin") }
        #expect(error?.message.contains("\(file) is a file and not a folder. Name another folder") == true)
        await #expect(throws: RegistryError.self) { try await logger.logger.close(deadline: .milliseconds(200)) }
        #expect(bench.problems.contains { $0.hasPrefix("\(file) is a file and not a folder.") })
        let isForeign = bench.problems.contains {
            $0.contains("NSCocoaErrorDomain") || $0.contains("could not be completed")
        }
        #expect(!isForeign, "\(bench.problems)")
        // The journal lies elsewhere, and goes when what it has is delivered.
        try FileManager.default.removeItem(atPath: file)
        let next = try bench.logger { $0.logsRoot = file }
        next.metrics.log("loss", 1)
        try? await next.close()
    }

    @Test func `What is saved behind the end is no file of the run, and nobody waits for it`() async throws {
        let logger = try bench.logger()
        let frames = try logger.files("frames")
        for number in 1...2 { frames.saveImage("f\(number)", try bench.image(UInt8(number))) }
        // A folder has the name of this one: it never arrives, and is no frame.
        logger.files.save(bytes: [1], "taken")
        logger.files.save(bytes: [1], "taken/file")
        #expect(try await logger.files.makeVideo(pattern: "frames/*.png", output: "a.gif") == 2)
        try? await logger.close()
        logger.files.save(bytes: [1], "late.bin")
        #expect(try !logger.files.exists("late.bin") && !logger.files.list().contains("late.bin"))
        let error = await #expect(throws: RegistryError.self) { try await logger.files.load("late.bin") }
        #expect(error?.code == .notFound)
    }

    @Test func `A logger that is off encodes nothing and complains about nothing`() async throws {
        let logger = try bench.logger()
        logger.logger.disable()
        let missing = try FFmpegEncoder(program: "/bin/sh")
        try await logger.files.saveVideo("a.mp4", [], ffmpeg: missing)
        try await logger.files.saveVideo("../a.gif", [try bench.image(1)], fps: -1)
        #expect(try await logger.files.makeVideo(pattern: "*.png", output: "../a.gif") == 0)
        logger.files.save([Double.infinity], "infinite.json")
        logger.files.saveFile("/no/such/file", "copy")
        logger.readme.append("x")
        #expect(bench.problems.isEmpty)
        try await logger.close()
        #expect(!FileManager.default.fileExists(atPath: bench.folder.path + "/files"))
    }

    @Test func `The words at hand are records of the run`() async throws {
        let logger = try bench.logger()
        try logger.step(3) {
            logger.logImage("predictions", LineChart(series: [ChartSeries(name: "a", values: [1, 2])]))
            logger.logImage("numbers", try bench.image(7))
            logger.logHistogram("gradients", [0.5, 1.5] as [Float])
        }
        logger.logModel("best", ["w": [1.0, 2.0]])
        logger.logModel("raw", bytes: [7, 8])
        let path = bench.folder.path + "/debug.bin"
        try Data([9]).write(to: URL(filePath: path))
        logger.logFile("failed_input", path)
        try await logger.close()
        let records = try await files(of: logger.runID)
        #expect(records.map(\.fileType) == ["image", "image", "histogram", "model", "model", "file"])
        #expect(records.prefix(3).map { $0.step } == [3, 3, 3])
        #expect(
            records.map { $0.label } == [
                "predictions", "numbers", "gradients", "models/best.json", "models/raw", "failed_input",
            ])
        #expect(try Data(contentsOf: URL(filePath: bench.folder.path + "/files/models/raw")) == Data([7, 8]))
    }

    @Test func `A folder is a logger's place, and servers say that they are not in this build`() async throws {
        let folder = bench.folder.path + "/debug_logs"
        for place in [folder, "file://\(folder)"] {
            let logger = try getLogger(place, configuration: LoggerConfiguration(capturesEnvironment: false))
            logger.files.save(bytes: [1], "a.bin")
            try await logger.close()
            #expect(FileManager.default.fileExists(atPath: folder + "/files/a.bin"))
            try FileManager.default.removeItem(atPath: folder)
        }
        for place in [
            "https://example.com", "what://x", "file://relative", "file:relative", "file:", "s3:/bucket", "What:/x",
        ] {
            expectError(.unsupported) { _ = try getLogger(place) }
        }
        for place in ["", "a\u{0}b", "file:///100%", "file:///a%00b"] {
            expectError(.invalidArgument) { _ = try getLogger(place) }
        }
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ change: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await change(element)) }
        return results
    }
}
