import Foundation
import RegistryCore
import RegistryTestKit
import SQLiteStorage
import Testing

@Suite("Closing the file")
struct ClosingTests {
    @Test func `after closing, the file alone holds everything, also when it was read from`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("registry.sqlite").path
            let copy = folder.appendingPathComponent("copy.sqlite").path
            let store = try await SQLiteStore.open(SQLiteConfiguration(path: path))
            try await store.insert((0..<2_000).map { ["n": .int($0)] }, into: .artifacts)
            #expect(try await store.count(in: .artifacts, matching: .everything) == 2_000)
            await store.close()

            let log = (try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int) ?? 0
            #expect(log == 0, "nothing is left beside the file")
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            let copied = try await SQLiteStore.open(SQLiteConfiguration(path: copy))
            #expect(try await copied.count(in: .artifacts, matching: .everything) == 2_000)
            await copied.close()
        }
    }
}
