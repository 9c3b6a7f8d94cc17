import RegistryCore
import RegistryTestKit
import Testing

@testable import MongoStorage

@Suite(
    "A database that others have arranged in their own way",
    .enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
struct ForeignDatabaseTests {
    /// Opens a store, has its database changed, and opens another one beside it for the work.
    private func withStore(
        changedBy commands: [Document], _ work: (MongoConfiguration) async throws -> Void
    ) async throws {
        let configuration = try MongoConfiguration(url: try #require(TestMongoDB.freshDatabaseURL()))
        let store = try await MongoStore.open(configuration)
        try await store.call { connection in
            for command in commands { _ = try connection.run(MongoCommand(command, kind: .write)) }
        }
        try await work(configuration)
        try await store.call { connection in
            _ = try connection.run(MongoCommand("dropDatabase", number: 1, kind: .write))
        }
        await store.close()
    }

    private func code(_ work: () async throws -> some Any) async -> RegistryError.Code? {
        do {
            _ = try await work()
            return nil
        } catch {
            return (error as? RegistryError)?.code
        }
    }

    @Test func `a view cannot be written to, and a collection's rules are kept`() async throws {
        try await withStore(changedBy: [
            ["create": "mirror", "viewOn": "artifacts", "pipeline": []],
            ["create": "strict", "validator": ["n": ["$type": "int"]]],
        ]) { configuration in
            let store = try await MongoStore.open(configuration)
            let mirror = try CollectionName("mirror")
            #expect(await code { try await store.insert([["n": 1]], into: mirror) } == .invalidArgument)
            #expect(await code { try await store.find(in: mirror, Query()) } == nil)
            let strict = try CollectionName("strict")
            #expect(await code { try await store.insert([["n": "text"]], into: strict) } == .invalidArgument)
            await store.close()
        }
    }

    @Test func `an index of another kind under a name of ours is unsupported`() async throws {
        try await withStore(changedBy: [
            ["dropIndexes": "artifacts", "index": "ModelName__id"],
            ["createIndexes": "artifacts", "indexes": [["key": ["ModelName": -1], "name": "ModelName__id"]]],
        ]) { configuration in
            #expect(await code { try await MongoStore.open(configuration).close() } == .unsupported)
        }
    }
}
