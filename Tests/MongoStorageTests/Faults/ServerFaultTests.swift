import RegistryCore
import RegistryTestKit
import Testing

@testable import MongoStorage

@Suite("A MongoDB that goes away while it is used", .enabled(if: OwnMongod.path != nil, "\(OwnMongod.absence)"))
struct ServerFaultTests {
    @Test func `a server that is stopped and started again is unavailable and then there, with the same store`()
        async throws
    {
        try await OwnMongod.with { server in
            let configuration = try MongoConfiguration(
                url: server.url(), timeLimit: .seconds(20), serverSelectionTimeout: .milliseconds(1_500))
            let store = try await MongoStore.open(configuration)
            try await store.insert([["n": 1, "ModelName": "m"]], into: .artifacts)
            server.stop()
            #expect(
                await code { try await store.count(in: .artifacts, matching: .field("n", .equals(1))) } == .unavailable)
            #expect(await code { try await store.insert([["n": 2]], into: .artifacts) } == .unavailable)
            #expect(await code { try await store.checkHealth() } == .unavailable)
            try await server.start()
            try await server.waitForPrimary()
            try await store.insert([["n": 3, "ModelName": "m"]], into: .artifacts)
            let found = try await store.find(in: .artifacts, Query()).elements.map { $0["n"] }
            #expect(found == [1, 3])
            let groups = try await store.groups(by: "ModelName", in: .artifacts, matching: .everything, limit: 10)
            #expect(groups == [RecordGroup(value: "m", count: 2)])
            await store.close()
        }
    }

    @Test func `a silent server ends calls by their limit and by cancellation, and goes on afterwards`() async throws {
        try await OwnMongod.with { server in
            let store = try await MongoStore.open(
                try MongoConfiguration(url: server.url(), timeLimit: .seconds(3), connectionCount: 2))
            server.freeze()
            let cancelled = Task { try await store.record(.string("absent"), in: .artifacts) }
            cancelled.cancel()
            await #expect(throws: CancellationError.self) { try await cancelled.value }
            // More calls than connections: those that wait for their turn end by their limit too.
            await withTaskGroup(of: RegistryError.Code?.self) { group in
                for _ in 0..<6 {
                    group.addTask { await code { try await store.find(in: .artifacts, Query()) } }
                }
                for await code in group {
                    #expect(code == .timedOut || code == .unavailable, "\(String(describing: code))")
                }
            }
            server.thaw()
            var attempts = 0
            while await code(of: { try await store.checkHealth() }) != nil, attempts < 30 { attempts += 1 }
            try await store.insert([["n": 1]], into: .artifacts)
            #expect(try await store.count(in: .artifacts, matching: .everything) == 1)
            await store.close()
        }
    }
}
