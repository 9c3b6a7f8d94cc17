import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

@Suite("A registry goes into a dump and comes out of it the same")
struct DumpRoundTripTests {
    @Test func `from SQLite to SQLite, with the same digests and the same records`() async throws {
        try await withTemporaryFolder { folder in
            let (from, to) = (try await sqlite("a", in: folder), try await sqlite("b", in: folder))
            try await SampleRegistry.fill(from, points: 20_000)
            let dumped = try await SampleRegistry.dump(from, to: folder.appending(path: "dump"))
            #expect(dumped == (try await SampleRegistry.summary(of: from)))
            #expect(dumped.points.count == 20_012 && dumped.series == 3 && dumped.lines.count == 240)
            #expect(
                dumped.records.mapValues(\.count) == [
                    .runs: 2, .artifacts: 40, .files: 1, try CollectionName("Views-1"): 1, .trash: 1, .requestKeys: 1,
                ])
            let restored = try await DataManager(store: to).restore(from: folder.appending(path: "dump").path)
            #expect(restored.isComplete, "\(restored)")
            #expect(restored.content == dumped)
            #expect(restored.newRecords == 46 && restored.newPoints == 20_012 && restored.newLines == 240)
            #expect(try await SampleRegistry.summary(of: to) == dumped)
            let runs = try await to.find(in: .runs, Query())
            #expect(runs.elements == (try await from.find(in: .runs, Query())).elements)
            // The groups that a store counts itself.
            #expect(
                try await to.groups(by: "ModelName", in: .artifacts, matching: .everything, limit: 9).map(\.count) == [
                    40
                ])
            await from.close()
            await to.close()
        }
    }

    @Test func `restored a second time, nothing changes`() async throws {
        try await withTemporaryFolder { folder in
            let (from, to) = (MemoryStore(), try await sqlite("b", in: folder))
            try await SampleRegistry.fill(from)
            let dump = folder.appending(path: "dump")
            let dumped = try await SampleRegistry.dump(from, to: dump)
            _ = try await DataManager(store: to).restore(from: dump.path)
            let again = try await DataManager(store: to).restore(from: dump.path)
            #expect(again.newRecords == 0 && again.newPoints == 0 && again.newLines == 0 && again.isComplete)
            #expect(try await SampleRegistry.summary(of: to) == dumped)
            await to.close()
        }
    }

    @Test func `copied without a file, it is the same`() async throws {
        let (from, to) = (MemoryStore(), MemoryStore())
        try await SampleRegistry.fill(from)
        let copied = try await DataManager(store: to).copyEverything(from: DataManager(store: from))
        #expect(copied.isComplete)
        #expect(copied.content == (try await SampleRegistry.summary(of: from)))
        #expect(copied.content == (try await SampleRegistry.summary(of: to)))
    }

    @Test func `an empty registry has an empty dump`() async throws {
        try await withTemporaryFolder { folder in
            let dump = folder.appending(path: "dump")
            let summary = try await SampleRegistry.dump(MemoryStore(), to: dump)
            #expect(summary.points.count == 0 && summary.records.isEmpty)
            #expect(try await DataManager(store: MemoryStore()).restore(from: dump.path).isComplete)
        }
    }

    @Test(.enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
    func `from SQLite to MongoDB and back, with the same digests`() async throws {
        try await withTemporaryFolder { folder in
            let (from, back) = (try await sqlite("a", in: folder), try await sqlite("b", in: folder))
            let url = try #require(TestMongoDB.freshDatabaseURL())
            let mongo = try await StorageLocation(url: url).open()
            try await SampleRegistry.fill(from, points: 9_000)
            let dumped = try await SampleRegistry.dump(from, to: folder.appending(path: "1"))
            let there = try await DataManager(store: mongo).restore(from: folder.appending(path: "1").path)
            #expect(there.isComplete, "\(there)")
            #expect(try await SampleRegistry.dump(mongo, to: folder.appending(path: "2")) == dumped)
            let again = try await DataManager(store: mongo).restore(from: folder.appending(path: "1").path)
            #expect(again.isComplete && again.newRecords == 0 && again.newPoints == 0)
            let home = try await DataManager(store: back).copyEverything(from: DataManager(store: mongo))
            #expect(home.isComplete, "\(home)")
            #expect(try await SampleRegistry.summary(of: back) == dumped)
            for store in [from, back, mongo] { await store.close() }
        }
    }

    private func sqlite(_ name: String, in folder: URL) async throws -> any RegistryStore {
        try await StorageLocation.sqlite(path: folder.appending(path: "\(name).sqlite").path).open()
    }
}
