import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import MongoStorage

@Suite("Answers that come in many batches", .enabled(if: OwnMongod.path != nil, "\(OwnMongod.absence)"))
struct CursorTests {
    private func withStore(_ work: (MongoStore) async throws -> Void) async throws {
        try await OwnMongod.with { server in
            let store = try await MongoStore.open(try MongoConfiguration(url: server.url()))
            try await store.insert((0..<8_000).map { ["n": .int($0)] }, into: .artifacts)
            try await work(store)
            await store.close()
        }
    }

    /// How many cursors the server holds open.
    private func openCursors(of store: MongoStore) async throws -> Int64? {
        try await store.call { connection in
            let status = try Document(
                bson: try connection.run(MongoCommand("serverStatus", number: 1, kind: .read)))
            return status[path: "metrics.cursor.open.total"]?.intValue
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
