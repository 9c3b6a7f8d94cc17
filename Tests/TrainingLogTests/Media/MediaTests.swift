import EventFiles
import Foundation
import RegistryCore
import Testing

@testable import TrainingLog

/// What is looked at arrives in the registry, as records that say where the bytes lie.
struct MediaTests {
    private let store = MemoryStore()
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
    }

    private func image(_ value: UInt8, side: Int = 8) throws -> ImageArray {
        try ImageArray([UInt8](repeating: value, count: side * side * 3), shape: [side, side, 3])
    }

    private func records(of logger: TrainingLog.Logger) async throws -> [FileRecord] {
        let own = Filter.field("_run", .equals(.string(logger.runID.description)))
        let page = try await store.find(in: .files, Query(own, sort: [SortKey("_seq", .ascending)], limit: 1_000))
        return try page.elements.map { try FileRecord(document: $0) }
    }

    /// What lies where a record says; the folder of logs is the bench's.
    private func bytes(of record: FileRecord) throws -> [UInt8] {
        let location = try #require(record.location)
        return [UInt8](try Data(contentsOf: URL(filePath: location)))
    }

    @Test func `Each kind has a record with its type, label, step, size and digest, and its bytes where it says`()
        async throws
    {
        let logger = bench.logger(into: store)
        logger.logImage("predictions", try image(7), step: 1)
        logger.logVideo("play", [try image(1), try image(2), try image(3)], fps: 10, step: 2)
        logger.logAudio("voice", [0, 0.5, -0.5, 0], sampleRate: 8_000, step: 3)
        logger.logMesh("surface", try Mesh(vertices: [0, 0, 0, 1, 0, 0, 0, 1, 0], faces: [0, 1, 2]), step: 4)
        logger.logPointCloud("cloud", [0, 0, 0, 1, 1, 1], colors: [255, 0, 0, 0, 255, 0], step: 5)
        logger.logFile("checkpoints/model.bin", bytes: [1, 2, 3], fileType: "weights", step: 6)
        logger.logFile("options.json", encoding: ["lr": 0.5])
        logger.logText("summary", "It *went* well.", step: 8)
        logger.logHistogram("weights", [0.0, 1.0, 2.0], step: 9, bucketCount: 2)
        try await logger.close()

        let records = try await records(of: logger)
        #expect(
            records.map { [$0.fileType, $0.contentType, $0.label, $0.step?.description] } == [
                ["image", "image/png", "predictions", "1"], ["video", "image/gif", "play", "2"],
                ["audio", "audio/wav", "voice", "3"], ["mesh", "model/ply", "surface", "4"],
                ["pointcloud", "model/ply", "cloud", "5"],
                ["weights", "application/octet-stream", "checkpoints/model.bin", "6"],
                ["file", "application/json", "options.json", nil], ["text", "text/markdown", "summary", "8"],
                ["histogram", "application/json", "weights", "9"],
            ])
        for record in records {
            if let text = record.otherFields["text"]?.stringValue {
                #expect(record.location == nil && record.sizeInBytes == Int64(text.utf8.count))
            } else {
                let bytes = try bytes(of: record)
                #expect(
                    record.sizeInBytes == Int64(bytes.count) && record.sha256 == SHA256.hexadecimalDigest(of: bytes))
            }
        }
        #expect(records[7].otherFields["text"] == "It *went* well.")
        #expect(records[8].otherFields["text"] == #"{"edges":[0.0,1.0,2.0],"counts":[1.0,2.0]}"#)
        #expect(try bytes(of: records[1]).starts(with: "GIF89a".utf8))
        #expect(try Data(contentsOf: URL(filePath: bench.path("run/files/checkpoints/model.bin"))) == Data([1, 2, 3]))
        #expect(logger.getLogTypes().keys.sorted() == ["image", "media", "registry", "tensorboard"])
        #expect(bench.problems.all.isEmpty)
    }

    @Test
    func `Labels of whatever signs and length arrive, and those that look alike on the disk have records of their own`()
        async throws
    {
        let logger = bench.logger(into: store)
        let long = String(repeating: "损", count: 90)
        logger.logImage(long, try image(7), step: 1)
        logger.logFile(String(repeating: "é", count: 100) + ".bin", bytes: [1])
        let alike = ["损失", "精度", "a b", "a-b", "a/b"]
        logger.logSummary(alike.map { .text($0, LoggedText("ok")) }, step: 2)
        try await logger.close()
        let records = try await records(of: logger)
        #expect(records.count == 7)
        #expect(records.contains { $0.label == long })
        for label in alike { #expect(records.count { $0.label == label } == 1, "\(label)") }
        #expect(bench.problems.all.isEmpty)
    }

    @Test func `A file of media that another run, or a later image, names otherwise stays what the record says`()
        async throws
    {
        for round in 0..<2 {
            let logger = bench.logger(into: store)
            for value in 0..<2 { logger.logImage("same", try image(UInt8(10 * round + value)), step: 0) }
            logger.logFile("same.bin", bytes: [UInt8(round)])
            try await logger.close()
        }
        let page = try await store.find(in: .files, Query(limit: 100))
        #expect(page.elements.count == 6)
        for element in page.elements {
            let record = try FileRecord(document: element)
            #expect(SHA256.hexadecimalDigest(of: try bytes(of: record)) == record.sha256)
        }
        // The newest has the name that people look for.
        let newest = try LoggedImage(image(11), tag: "same", step: 0).png()
        #expect(try Data(contentsOf: URL(filePath: bench.path("run/image/same_0.png"))) == Data(newest))
        #expect(try Data(contentsOf: URL(filePath: bench.path("run/files/same.bin"))) == Data([1]))
    }

    @Test func `Several values of one event are several records, once`() async throws {
        let logger = bench.logger(into: store)
        for _ in 0..<2 {
            logger.logSummary([.text("a", LoggedText("one")), .text("b", LoggedText("two"))], step: 3)
        }
        try await logger.close()
        let page = try await store.find(in: .files, Query(limit: 100))
        // The second event says the same again: another entry of the first text, the same file of the second.
        #expect(page.elements.compactMap { $0["label"]?.stringValue }.sorted() == ["a", "a", "b"])
    }

    @Test func `A long text is a file`() async throws {
        let logger = bench.logger(into: store)
        let text = String(repeating: "long ", count: 100_000)
        logger.logText("story", text, step: 0)
        try await logger.close()
        let record = try #require(try await records(of: logger).first)
        #expect(try bytes(of: record) == Array(text.utf8) && record.otherFields["text"] == nil)
    }

    @Test func `What is no file is refused and named, and the rest arrives`() async throws {
        let logger = bench.logger(into: store)
        for name in ["", "/a", "a/", "a//b", "..", "a/../b", "a\u{0}b", "a\\b", String(repeating: "x", count: 513)] {
            logger.logFile(name, bytes: [1])
        }
        logger.logFile("nan.json", encoding: [Double.nan])
        logger.logFile("gone.bin", contentsOf: bench.path("nothing"))
        logger.logVideo("none", [], step: 0)
        logger.logVideo("uneven", [try image(1), try image(1, side: 9)], step: 0)
        for fps in [0, -1, .nan, .infinity, 1_001] { logger.logVideo("rate", [try image(1)], fps: fps, step: 0) }
        logger.logPointCloud("cloud", [1, 2], step: 0)
        logger.logFile("good.bin", bytes: [1])
        let error = await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(error?.message.contains("journal: 19 refused") == true, "\(error?.message ?? "")")
        #expect(try await records(of: logger).map(\.label) == ["good.bin"])
        #expect(
            bench.problems.all.contains { $0.message.contains("frame 0 is 8×8 with 3 channels, and frame 1 is 9×9") })
    }

    @Test func `A mesh that can be no file is refused, for TensorBoard as for the registry`() async throws {
        let logger = bench.logger(into: store)
        logger.logMesh("broken", try Mesh(vertices: [0, 0, 0, 1, .nan, 0]), step: 1)
        logger.logPointCloud("endless", [0, .infinity, 0], step: 1)
        logger.logMesh("good", try Mesh(vertices: [0, 0, 0]), step: 1)
        let error = await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(error?.message.contains("journal: 2 refused") == true, "\(error?.message ?? "")")
        #expect(bench.problems.all.count == 2)
        let message = bench.problems.all.first?.message ?? ""
        #expect(message.contains("\"broken\" is not logged: a coordinate of its vertex 1 is nan"), "\(message)")
        #expect(try await records(of: logger).map(\.label) == ["good"])
    }

    @Test func `A mesh among anything that TensorBoard shows is held to the same`() async throws {
        let logger = bench.logger(into: store)
        let broken = SummaryValue.mesh("broken", try Mesh(vertices: [0, 0, 0, 1, .nan, 0]))
        logger.logSummary([.text("beside", LoggedText("it"))] + broken, step: 1)
        logger.logSummary(SummaryValue.mesh("good", try Mesh(vertices: [0, 0, 0])), step: 1)
        logger.logSummary([.text("alone", LoggedText("it"))], step: 1)
        let error = await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(error?.message.contains("journal: 1 refused") == true, "\(error?.message ?? "")")
        let message = bench.problems.all.first?.message ?? ""
        #expect(message.contains("\"broken\" is not logged: a coordinate of its vertex 1 is nan"), "\(message)")
        #expect(Set(try await records(of: logger).map(\.label)) == ["alone", "good"])
    }

    @Test func `Whether a file is kept is said`() async throws {
        let logger = bench.logger(into: store)
        #expect(logger.logFile("a.bin", bytes: [1]))
        #expect(!logger.logFile("../a.bin", bytes: [1]))
        #expect(!logger.logFile("nan.json", encoding: [Double.nan]))
        #expect(!logger.logFile("gone.bin", contentsOf: bench.path("nothing")))
        logger.disable()
        #expect(!logger.logFile("b.bin", bytes: [1]))
        logger.enable()
        let (first, second) = (logger.keepFile("c.bin", bytes: [1]), logger.keepFile("c.bin", bytes: [2]))
        #expect(try #require(first) < #require(second))
        try? await logger.close()
        #expect(!logger.logFile("late.bin", bytes: [1]))
        #expect(try await records(of: logger).map(\.label) == ["a.bin", "c.bin", "c.bin"])
    }

    @Test func `A file whose name a folder has is refused by name only, and holds up nothing`() async throws {
        let logger = bench.logger(into: store)
        for name in ["a", "a/b", "c/d", "c", "good"] { logger.logFile(name, bytes: Array(name.utf8)) }
        let error = await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(error?.message.contains("media: 2 refused") == true, "\(error?.message ?? "")")
        let records = try await records(of: logger)
        #expect(records.map(\.label) == ["a", "a/b", "c/d", "c", "good"])
        for record in records { #expect(try bytes(of: record) == Array((record.label ?? "").utf8)) }
    }

    @Test func `A run that was removed gets no files any more`() async throws {
        let logger = bench.logger(into: store)
        logger.logScalar("loss", 1, step: 0)
        try logger.flush()
        while try await store.record(RecordID(logger.runID), in: .runs) == nil { await Task.yield() }
        _ = try await store.deleteRun(logger.runID)
        logger.logImage("late", try image(1), step: 1)
        try? await logger.close()
        #expect(try await store.count(in: .files, matching: .everything) == 0)
    }

    @Test func `A thousand images one after the other all arrive`() async throws {
        let logger = bench.logger(into: nil)
        let images = try (0..<1_000).map { try image(UInt8($0 % 256), side: 64) }
        for (step, image) in images.enumerated() { logger.logImage("frame", image, step: Step(Int64(step))) }
        try await logger.close(deadline: .seconds(300))
        #expect(try bench.files().filter { $0.hasPrefix("run/image/") }.count == 1_000)
    }

    @Test func `Frames of an array are images of its first dimension`() throws {
        let frames = try ImageArray.frames([UInt8](0..<24), shape: [2, 2, 2, 3])
        #expect(frames.map(\.bytes) == [[UInt8](0..<12), [UInt8](12..<24)])
        #expect(
            try ImageArray.frames([Float](repeating: 1, count: 8), shape: [2, 2, 2]).map(\.bytes) == [
                [255, 255, 255, 255], [255, 255, 255, 255],
            ])
        for (count, shape) in [
            (24, [2, 2]), (23, [2, 2, 2, 3]), (0, [0, 2, 2, 3]), (24, [2, 2, 2, 2, 3]), (2, [2, 0, 0]),
        ] {
            #expect(throws: RegistryError.self) {
                try ImageArray.frames([UInt8](repeating: 0, count: count), shape: shape)
            }
        }
    }
}
