import ArtifactRegistry
import BSONCoding
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@Suite("DataManager")
struct DataManagerTests {
    let registry = DataManager(store: MemoryStore(), now: { WallTime(millisecondsSince1970: 1_700_000_000_000) })

    @Test func `all artifacts come in pages, and one after another without end of memory`() async throws {
        try await registry.addArtifacts((0..<2_500).map { ["n": .int($0)] })
        let page = try await registry.getAllArtifacts(limit: 10)
        #expect(page.elements.count == 10 && page.next != nil)
        var found: [Value?] = []
        for try await artifact in registry.allArtifacts() { found.append(artifact.fields["n"]) }
        #expect(found == (0..<2_500).map { .int($0) })
    }

    @Test(arguments: [
        #"{"$where": "sleep(1000)"}"#, #"{"a": {"$function": {"body": "x"}}}"#, #"{"$or": [{"a": 1}, {"$expr": {}}]}"#,
        #"{"a": {"$not": {"$where": "1"}}}"#, #"{"a": {"$elemMatch": {"$where": "1"}}}"#,
        #"{"$text": {"$search": "x"}}"#,
    ])
    func `an operator outside the allowed ones is refused by its name, also nested`(_ query: String) async throws {
        let error = await #expect(throws: RegistryError.self) {
            try await registry.searchArtifacts(try Document(json: query))
        }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("$") == true, "\(error?.message ?? "")")
    }

    @Test func `three front ends ask the same question`() async throws {
        try await registry.addArtifacts([
            ["ModelName": "autoencoder", "MSE": 0.01], ["ModelName": "autoencoder", "MSE": 0.9],
            ["ModelName": "other", "MSE": 0.01],
        ])
        let byExpression = try await registry.searchArtifacts(#"ModelName ~ "^auto" and MSE < 0.05"#)
        let byDocument = try await registry.searchArtifacts(
            ["ModelName": ["$regex": "^auto"], "MSE": ["$lt": 0.05]] as Document)
        #expect(byExpression.elements.count == 1)
        #expect(byExpression.elements == byDocument.elements)
    }

    @Test func `a field is searched by pattern, case not minded, and a number also as a number`() async throws {
        try await registry.addArtifacts([
            ["ModelName": "AutoEncoder", "n": 5], ["ModelName": "resnet", "n": 6.5], ["ModelName": "autumn"],
        ])
        #expect(try await registry.searchArtifactByFieldValue("ModelName", "AUT").elements.count == 2)
        #expect(try await registry.searchArtifactByFieldValue("n", "5").elements.count == 1)
        #expect(try await registry.searchArtifactByFieldValue("n", "6.5").elements.count == 1)
    }

    @Test func `a pattern that is none is an error, not an empty answer`() async throws {
        for search in ["(", "a)", "[z-a]"] {
            let error = await #expect(throws: RegistryError.self) {
                try await registry.searchArtifactByFieldValue("ModelName", search)
            }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test func `metadata is found by key, as a document or as a list of pairs`() async throws {
        try await registry.addArtifacts([
            ["n": 1, "Metadata": ["Optimizer": ["lr": 0.1]]], ["n": 2, "Metadata": [["optimizer": "sgd"]]], ["n": 3],
        ])
        #expect(try await registry.searchMetadataByKey("optim").elements.count == 2)
        #expect(try await registry.searchMetadataByKey("^lr$").elements.map { $0.fields["n"] } == [1])
    }

    @Test(arguments: ["", "$cmd", "a.b", "system.users", "series", "a\0b"])
    func `a collection name that is none is refused`(_ name: String) async throws {
        let error = await #expect(throws: RegistryError.self) { try await registry.addData(name, ["a": 1]) }
        #expect(error?.code == .invalidArgument)
    }

    @Test func `data goes into any collection and comes back`() async throws {
        let id = try await registry.addData("notes", ["text": "hello"])
        #expect(try await registry.findData("notes").elements == [["_id": id.value, "text": "hello"]])
    }

    @Test func `adding a file again updates it, and its type is always called filetype`() async throws {
        let first = try await registry.addFile(["file": "a.csv", "type": "csv"])
        let again = try await registry.addFile(["file": "a.csv", "filetype": "table"])
        #expect(first == again)
        let files = try await registry.files().elements
        #expect(files.map(\.fileType) == ["table"])
        await #expect(throws: RegistryError.self) { try await registry.addFile(["filetype": "csv"]) }
    }

    @Test func `a run is created, ended, found and deleted`() async throws {
        let run = try await registry.createRun(experiment: "digits", name: "first", parameters: ["lr": 0.1])
        try await registry.endRun(run.id)
        let found = try #require(try await registry.run(run.id))
        #expect(found.status == .finished && found.endTime != nil && found.parameters == ["lr": 0.1])
        #expect(try await registry.deleteRun(run.id).run)
        await #expect(throws: RegistryError.self) { try await registry.endRun(run.id) }
    }

    @Test func `a run added as data keeps the fields the registry does not know`() async throws {
        let id = StoreContract.someRun()
        try await registry.addData(
            "runs", ["_id": .string(id.description), "startTime": .date(.now), "status": "running", "cluster": "north"])
        #expect(try await registry.findData("runs").elements.first?["cluster"] == "north")
    }
}
