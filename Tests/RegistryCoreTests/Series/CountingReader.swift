import RegistryCore
import RegistryTestKit
import Synchronization

/// A reader that counts the blocks it hands out by name, and lets something happen before the first of them.
final class CountingReader: PassingReader {
    private struct Counts {
        var loaded: [SeriesBlock.Content: Int] = [:]
        var hasBegun = false
    }

    let store: any RecordReader
    private let counts = Mutex(Counts())
    private let beforeFirst: @Sendable () async throws -> Void

    init(_ store: MemoryStore, beforeFirst: @escaping @Sendable () async throws -> Void = {}) {
        self.store = store
        self.beforeFirst = beforeFirst
    }

    func loaded(_ content: SeriesBlock.Content) -> Int { counts.withLock { $0.loaded[content] ?? 0 } }

    func seriesBlocks(
        _ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        let isFirst = counts.withLock { counts in
            counts.loaded[content, default: 0] += ids.count
            defer { counts.hasBegun = true }
            return !counts.hasBegun
        }
        if isFirst { try await beforeFirst() }
        return try await store.seriesBlocks(ids, of: series, content: content)
    }
}
