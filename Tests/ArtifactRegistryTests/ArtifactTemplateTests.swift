import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@Suite("The template of records")
struct ArtifactTemplateTests {
    private func registry(reading content: [UInt8]) async throws -> (DataManager, Document) {
        try await withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("Artifacts.json")
            try Data(content).write(to: file)
            let registry = DataManager(store: MemoryStore())
            return (registry, try registry.readArtifactsFromFile(file.path))
        }
    }

    @Test func `the list of fields gives defaults, then the four fields every record has`() async throws {
        let list =
            #"{"MSE": "float", "Steps": "INTEGER", "Done": "Boolean", "Tags": "set", "More": "dict", "None": "none"}"#
        let (_, record) = try await registry(reading: Array(list.utf8))
        #expect(
            Array(record.keys) == [
                "MSE", "Steps", "Done", "Tags", "More", "None", "ArtifactID", "ModelName", "FileList", "Metadata",
            ])
        #expect(record["MSE"] == 0.0 && record["Steps"] == 0 && record["Done"] == false && record["Tags"] == [])
        #expect(record["More"] == [:] && record["None"] == .null && record["ModelName"] == "undefined")
    }

    @Test func `a byte-order mark in front is no matter`() async throws {
        let (_, record) = try await registry(reading: [0xEF, 0xBB, 0xBF] + Array(#"{"MSE": "float"}"#.utf8))
        #expect(record["MSE"] == 0.0)
    }

    @Test func `records of one template share its ArtifactID and nothing else`() async throws {
        let (manager, _) = try await registry(reading: Array(#"{"MSE": "float"}"#.utf8))
        var first = manager.getArtifactTemplate()
        first["FileList"] = ["a.csv"]
        let second = manager.getArtifactTemplate()
        #expect(first["ArtifactID"] == second["ArtifactID"])
        #expect(second["FileList"] == [])
    }

    @Test func `a template before any list has an ArtifactID that stays`() {
        let manager = DataManager(store: MemoryStore())
        #expect(manager.getArtifactTemplate()["ArtifactID"] == manager.getArtifactTemplate()["ArtifactID"])
        #expect(manager.getArtifactTemplate()["ArtifactID"]?.objectIDValue != nil)
    }

    @Test(arguments: [
        (#"{"MSE": "complex"}"#, "MSE"), (#"{"MSE": 5}"#, "MSE"), ("[1]", "object"), ("{", "line 1"),
        (#"{"a.b": "float"}"#, "a.b"),
        (#"{"$x": "float"}"#, "$x"), (#"{"_id": "float"}"#, "_id"),
    ])
    func `a list that is none is refused with the field or the place`(_ list: String, _ part: String) async throws {
        let error = await #expect(throws: RegistryError.self) { try await registry(reading: Array(list.utf8)) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
    }

    @Test(
        arguments: [
            [], [0xEF, 0xBB, 0xBF], Array("\"text\"".utf8), Array("null".utf8),
            [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D],
            Array(repeating: 0x20, count: 1_048_577),
        ] as [[UInt8]])
    func `bytes that are no list of fields are refused`(_ bytes: [UInt8]) async throws {
        let error = await #expect(throws: RegistryError.self) { try await registry(reading: bytes) }
        #expect(error?.code == .invalidArgument)
        #expect((error?.message.count ?? 0) > 40, "\(error?.message ?? "")")
    }

    @Test(.timeLimit(.minutes(1)))
    func `a folder or a pipe in the place of the file is refused as what it is, and not waited for`() throws {
        let folder = try OwnedFolder()
        let manager = DataManager(store: MemoryStore())
        try #require(mkfifo(folder.path + "/pipe", 0o600) == 0)
        for (path, words) in [(folder.path, "a folder"), (folder.path + "/pipe", "a pipe")] {
            let error = #expect(throws: RegistryError.self) { try manager.readArtifactsFromFile(path) }
            #expect(error?.code == .invalidArgument && error?.message.contains("\(path) is \(words)") == true)
        }
    }

    @Test func `a file that is not there is notFound, and the template stays`() async throws {
        let (manager, record) = try await registry(reading: Array(#"{"MSE": "float"}"#.utf8))
        let error = #expect(throws: RegistryError.self) { try manager.readArtifactsFromFile("/nowhere/Artifacts.json") }
        #expect(error?.code == .notFound)
        #expect(manager.getArtifactTemplate() == record)
    }

    @Test(arguments: ["", "mongo://x", "http://x", "sqlite:", "registry.sqlite", "memory:x", "mongodb"])
    func `what is no URL of a store is refused without repeating it`(_ url: String) {
        let error = #expect(throws: RegistryError.self) { try StorageLocation(url: url) }
        #expect(error?.code == .invalidArgument)
    }

    @Test func `URLs of stores are told apart`() throws {
        #expect(try StorageLocation(url: "sqlite:a.sqlite") == .sqlite(path: "a.sqlite"))
        #expect(try StorageLocation(url: "sqlite:///data/a.sqlite") == .sqlite(path: "/data/a.sqlite"))
        #expect(try StorageLocation(url: "memory:") == .memory)
        #expect(try StorageLocation(url: "MongoDB+srv://h/db") == .mongoDB(url: "MongoDB+srv://h/db"))
    }
}
