import RegistryCore
import RegistryTestKit
import Testing

@testable import MongoStorage

@Suite("Transactions too large for the server's cache", .enabled(if: OwnMongod.path != nil, "\(OwnMongod.absence)"))
struct TooLargeTransactionTests {
    /// TransactionTooLargeForCache.
    private static let tooLarge: Int64 = 388

    @Test func `a write is refused with what to do, and deleting a run goes on in smaller parts`() async throws {
        try await OwnMongod.with(.withFaults) { server in
            let store = try await MongoStore.open(try MongoConfiguration(url: server.url()))
            let run = StoreContract.someRun()
            let records = (0..<10 as Range<Int64>).map { number in
                ["_run": .string(run.description), "_seq": .int(number), "ModelName": "m"] as Document
            }

            try await server.fail(["insert"], code: Self.tooLarge, times: 1)
            let error = await #expect(throws: RegistryError.self) {
                try await store.insert(records, into: .artifacts)
            }
            #expect(error?.code == .invalidArgument)
            #expect(error?.message.contains("smaller parts") == true)
            #expect(try await store.count(in: .artifacts, matching: .everything) == 0)

            try await store.insert(records, into: .artifacts)
            try await server.fail(["delete"], code: Self.tooLarge, times: 3)
            #expect(try await store.deleteRun(run).artifacts == 10)
            #expect(try await store.groups(by: "ModelName", in: .artifacts, matching: .everything, limit: 9) == [])

            // What never fits ends as well.
            try await store.insert(records, into: .artifacts)
            try await server.fail(["delete"], code: Self.tooLarge, times: 100)
            await #expect(throws: RegistryError.self) { try await store.deleteRun(run) }
            await store.close()
        }
    }
}
