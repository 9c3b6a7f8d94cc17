import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import SQLiteStorage

@Suite("Calls end in time, and leave the store usable")
struct CallTests {
    /// Work that never ends by itself.
    private static let endless =
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"

    @Test func `a read that takes too long times out`() async throws {
        try await withStore { store, _ in
            let error = await registryError {
                _ = try await store.read(timeLimit: .milliseconds(30)) { try $0.first(Self.endless) { $0.int(0) } }
            }
            #expect(error?.code == .timedOut)
            let stored = try await store.count(in: .artifacts, matching: .everything)
            #expect(stored == 0)
        }
    }

    @Test(arguments: ["text", "ModelName", "ArtifactID"])
    func `one match of a large pattern times out`(field: FieldPath) async throws {
        try await withStore { store, _ in
            // Any field, a counted one and an indexed one: each is searched in a way of its own.
            var record: Document = [:]
            record[field.description] = .string(PatternGenerator.crowdedText)
            try await store.insert([record], into: .artifacts)
            let filter = Filter.field(field, .matches(try Pattern(PatternGenerator.crowdedPattern)))
            let error = await registryError {
                _ = try await store.find(in: .artifacts, Query(filter, timeLimit: .milliseconds(50)))
            }
            #expect(error?.code == .timedOut)
        }
    }

    @Test func `a write that takes too long times out and stores nothing`() async throws {
        try await withStore(timeLimit: .milliseconds(200)) { store, _ in
            let error = await registryError {
                try await store.write { session in
                    try session.run("INSERT INTO collections (name) VALUES ('half')")
                    _ = try session.first(Self.endless) { $0.int(0) }
                }
            }
            #expect(error?.code == .timedOut)
            let names = try await store.read { try $0.all("SELECT name FROM collections") { $0.text(0) } }
            #expect(names == [])
        }
    }

    @Test func `a query with a time limit of its own keeps it`() async throws {
        try await withStore { store, _ in
            try await store.insert([["n": 1]], into: .artifacts)
            let error = await registryError {
                _ = try await store.find(in: .artifacts, Query(timeLimit: .zero))
            }
            #expect(error == nil || error?.code == .timedOut)
            #expect(try await store.find(in: .artifacts, Query(timeLimit: .seconds(9))).elements.count == 1)
        }
    }

    @Test func `a call that waits for its turn times out while another one works`() async throws {
        try await withStore(timeLimit: .milliseconds(300)) { store, _ in
            let (started, begun) = AsyncStream.makeStream(of: Void.self)
            let long = Task {
                try await store.write { session in
                    begun.yield()
                    _ = try session.first(Self.endless) { $0.int(0) }
                }
            }
            for await _ in started { break }
            let second = await registryError { try await store.insert([["n": 1]], into: .artifacts) }
            let first = await registryError { try await long.value }
            #expect(first?.code == .timedOut)
            // The other one ends just before, so that this one may still have had its turn.
            let stored = try await store.count(in: .artifacts, matching: .everything)
            #expect(second == nil ? stored == 1 : second?.code == .timedOut && stored == 0)
        }
    }

    @Test func `cancelling the task ends a read with CancellationError`() async throws {
        try await withStore { store, _ in
            let (started, begun) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await store.read { session -> Int64? in
                    begun.yield()
                    return try session.first(Self.endless) { $0.int(0) }
                }
            }
            for await _ in started { break }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await store.checkHealth()
        }
    }

    @Test func `a task that is cancelled already does nothing`() async throws {
        try await withStore { store, _ in
            let (gate, open) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                for await _ in gate { break }
                _ = try await store.insert([["n": 1]], into: .artifacts)
            }
            task.cancel()
            open.finish()
            await #expect(throws: CancellationError.self) { try await task.value }
            let stored = try await store.count(in: .artifacts, matching: .everything)
            #expect(stored == 0)
        }
    }

    @Test func `many more readers than connections all get their answer`() async throws {
        try await withStore { store, _ in
            try await store.insert([["n": 1]], into: .artifacts)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<64 { group.addTask { try await store.count(in: .artifacts, matching: .everything) } }
                for try await count in group { #expect(count == 1) }
            }
        }
    }

    @Test func `closing waits for calls under way, and later ones are unavailable`() async throws {
        try await withStore { store, _ in
            let (started, begun) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await store.write { session in
                    begun.yield()
                    return try session.first(
                        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 300000) SELECT count(*) FROM n"
                    ) { $0.int(0) }
                }
            }
            for await _ in started { break }
            await store.close()
            let counted = try await task.value
            #expect(counted == 300_000)
            await store.close()
            #expect(await registryError { try await store.checkHealth() }?.code == .unavailable)
            #expect(await registryError { try await store.insert([["n": 1]], into: .artifacts) }?.code == .unavailable)
        }
    }
}
