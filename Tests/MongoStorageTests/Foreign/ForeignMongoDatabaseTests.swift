import Dispatch
import RegistryCore
import RegistryTestKit
import Testing

@testable import MongoStorage

@Suite("A database of another program", .enabled(if: OwnMongod.path != nil, "\(OwnMongod.absence)"))
struct ForeignMongoDatabaseTests {
    /// Does what waits on a thread that may.
    private func waiting<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result(catching: work)) }
        }
    }

    @Test func `identifiers of all types come in order, from any of them on`() async throws {
        try await OwnMongod.with { server in
            let configuration = try MongoConfiguration(url: server.url())
            let store = try await MongoStore.open(configuration)
            let ids: [Value] = [1, 2.5, 3, "1", "a"]
            try await store.call { connection in
                let documents: Document = ["insert": "things", "documents": .array(ids.map { ["_id": $0] })]
                _ = try connection.run(MongoCommand(documents, kind: .write))
            }
            let database = try ForeignMongoDatabase(configuration, defaultName: "other")
            #expect(database.name == "test" && !database.place.contains("authSource"))
            for first in 0..<ids.count {
                var find = ForeignFind(in: "things")
                find.first = ids[first]
                let asked = find
                let found = try await waiting { try database.find(asked, mostBytes: .max) }
                #expect(try found.documents.map { try $0["_id"] } == Array(ids[first...]) && !found.isCut)
            }
            let names = try await waiting { try database.collectionNames() }
            #expect(names.contains("things"))
            await store.close()
        }
    }

    @Test func `a silent server ends a call by its limit, and one that is not there at once`() async throws {
        try await OwnMongod.with(.standalone) { server in
            let database = try ForeignMongoDatabase(
                try MongoConfiguration(
                    // Nothing but the call's own limit can end it.
                    url: server.url()
                        + "&serverSelectionTimeoutMS=60000&connectTimeoutMS=60000&socketTimeoutMS=60000",
                    timeLimit: .seconds(2)), defaultName: "other")
            _ = try await waiting { try database.collectionNames() }
            server.freeze()
            await #expect { try await waiting { try database.collectionNames() } } throws: {
                ($0 as? RegistryError)?.code == .timedOut
            }
            server.thaw()
            server.stop()
            let gone = try ForeignMongoDatabase(
                try MongoConfiguration(url: server.url(), serverSelectionTimeout: .milliseconds(300)),
                defaultName: "other")
            await #expect { try await waiting { try gone.collectionNames() } } throws: {
                ($0 as? RegistryError)?.code == .unavailable
            }
        }
    }

    @Test func `the same hosts are the same text`() throws {
        let first = try MongoConfiguration(url: "mongodb://u:p@B,a:27018,[::1]/x")
        let second = try MongoConfiguration(url: "mongodb://[::1]:27017,a:27018,b:27017/y")
        #expect(first.sortedHosts == second.sortedHosts && first.sortedHosts.contains("b:27017"))
    }
}
