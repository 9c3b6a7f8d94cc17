import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import MongoStorage

@Suite("Answers that come in many batches", .enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
struct CursorTests {
    private func withStore(_ work: (MongoStore) async throws -> Void) async throws {
        let url = try #require(TestMongoDB.freshDatabaseURL())
        let store = try await MongoStore.open(try MongoConfiguration(url: url))
        try await store.insert((0..<8_000).map { ["n": .int($0)] }, into: .artifacts)
        try await work(store)
        try await store.call { connection in
            _ = try connection.run(MongoCommand("dropDatabase", number: 1, kind: .write))
        }
        await store.close()
    }

    /// How many cursors over the store's own artifacts the server holds, waiting to be asked for more.
    private func openCursors(of store: MongoStore) async throws -> Int {
        try await store.call { connection in
            let administration = MongoConnection(
                client: connection.client, database: "admin", deadline: connection.deadline,
                isStopped: connection.isStopped)
            var aggregate = MongoCommand("aggregate", number: 1, kind: .read)
            aggregate.set(
                "pipeline",
                [
                    ["$currentOp": ["idleCursors": true, "allUsers": true]],
                    ["$match": ["type": "idleCursor", "ns": .string("\(connection.database).artifacts")]],
                ])
            aggregate.set("cursor", [:])
            return try MongoBatch(reply: try administration.run(aggregate)).records(as: Document.self).count
        }
    }

    private var everything: MongoCommand {
        var find = MongoCommand("find", "artifacts", kind: .read)
        find.set("batchSize", 10)
        return find
    }

    /// The same connection during a call that is stopped behind so many commands.
    private func stopped(_ connection: MongoConnection, behind commands: Int) -> MongoConnection {
        let left = Mutex(commands)
        return MongoConnection(client: connection.client, database: connection.database, deadline: connection.deadline)
        {
            left.withLock { left in
                left -= 1
                return left < 0
            }
        }
    }

    @Test func `many calls at once that need several batches each all get their answer`() async throws {
        try await withStore { store in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<32 {
                    group.addTask { try await store.find(in: .artifacts, Query(limit: 8_000)).elements.count }
                }
                for try await count in group { #expect(count == 8_000) }
            }
            let open = try await openCursors(of: store)
            #expect(open == 0)
        }
    }

    @Test func `a cursor that is read on is seen as open`() async throws {
        try await withStore { store in
            let cursor = try await store.call { connection in
                try MongoBatch(reply: try connection.run(everything)).cursor
            }
            let open = try await openCursors(of: store)
            #expect(cursor != 0 && open == 1)
        }
    }

    @Test(arguments: [false, true])
    func `a call that is stopped between batches leaves no cursor open`(inSnapshot: Bool) async throws {
        try await withStore { store in
            await #expect(throws: CancellationError.self) {
                try await store.call { connection in
                    let stopped = stopped(connection, behind: 2)
                    guard inSnapshot else { return try stopped.all(everything, in: "artifacts").count }
                    return try connection.inSnapshot { transaction in
                        try stopped.all(everything, in: "artifacts", transaction: transaction).count
                    }
                }
            }
            let open = try await openCursors(of: store)
            #expect(open == 0)
        }
    }
}
