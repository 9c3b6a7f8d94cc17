import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog
import Vocabularies

struct SavedBytesTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    @Test func `Bytes in any list are saved as they are, and other lists as JSON`() async throws {
        let logger = try bench.logger()
        let bytes: [UInt8] = [0, 1, 254, 255]
        logger.files.save(Data(bytes), "data.pt")
        logger.files.save(bytes, "list.pt")
        logger.files.save(bytes[1...], "slice.pt")
        logger.files.save(ContiguousArray(bytes), "other.pt")
        logger.files.save(bytes as [UInt8]?, "optional.pt")
        logger.files.save([UInt8](), "nothing.pt")
        for name in ["data.pt", "list.pt", "other.pt", "optional.pt"] {
            #expect(try await logger.files.load(name) == bytes, "\(name)")
        }
        #expect(try await logger.files.load("slice.pt") == [1, 254, 255])
        #expect(try await logger.files.load("nothing.pt").isEmpty)
        logger.files.save([1, 2], "numbers.json")
        logger.files.save([Double](), "none.json")
        #expect(try await logger.files.load([Int].self, "numbers.json") == [1, 2])
        #expect(try await logger.files.load([Double].self, "none.json").isEmpty)
        try await logger.close()
        #expect(bench.problems.isEmpty)
    }

    @Test func `The bytes of a model are a file of bytes, and no JSON`() async throws {
        let logger = try bench.logger()
        logger.logModel("data", Data([1, 2]))
        logger.logModel("list", [3, 4] as [UInt8], step: 7)
        logger.logModel("plain.safetensors", bytes: [5])
        #expect(try await logger.files.load("models/data") == [1, 2])
        #expect(try await logger.files.load("models/list") == [3, 4])
        #expect(try await logger.files.load("models/plain.safetensors") == [5])
        try await logger.close()
        let own = Filter.field("_run", .equals(.string(logger.runID.description)))
        let records = try await bench.store.find(in: .files, Query(own, sort: [SortKey("_seq", .ascending)])).elements
            .map { try FileRecord(document: $0) }
        #expect(records.map(\.fileType) == ["model", "model", "model"])
        #expect(records.map(\.label) == ["models/data", "models/list", "models/plain.safetensors"])
        #expect(records.allSatisfy { $0.contentType != "application/json" } && records[1].step == 7)
    }

    @Test func `A file that is too large is refused when it is saved, unread, and when it is loaded`() async throws {
        let path = bench.folder.path + "/large.bin"
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        // It has no blocks: nothing of this size is written, or read.
        try file.truncate(atOffset: UInt64(LoggedFile.largest) + 1)
        try file.close()
        let logger = try bench.logger()
        logger.files.saveFile(path, "copy.bin")
        #expect(bench.problems.count == 1 && bench.problems[0].contains("has \(LoggedFile.largest + 1) bytes"))
        #expect(bench.problems[0].contains("log it in parts"))
        #expect(try logger.files.list().isEmpty)
        logger.files.save(bytes: [1], "small.bin")
        _ = try await logger.files.load("small.bin")
        try FileManager.default.moveItem(atPath: path, toPath: bench.folder.path + "/files/large.bin")
        let error = await #expect(throws: RegistryError.self) { try await logger.files.load("large.bin") }
        #expect(error?.code == .invalidArgument && error?.message.contains("in parts") == true)
        try? await logger.close()
    }
}
