import RegistryCore
import Synchronization

/// A reader that counts the blocks it hands out by name, and lets something happen before the first of them.
final class CountingReader: RecordReader {
    private struct Counts {
        var loaded: [SeriesBlock.Content: Int] = [:]
        var hasBegun = false
    }

    private let store: MemoryStore
    private let counts = Mutex(Counts())
    private let beforeFirst: @Sendable () async throws -> Void

    init(_ store: MemoryStore, beforeFirst: @escaping @Sendable () async throws -> Void = {}) {
        self.store = store
        self.beforeFirst = beforeFirst
    }

    func loaded(_ content: SeriesBlock.Content) -> Int { counts.withLock { $0.loaded[content] ?? 0 } }

    func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await store.seriesBlocks(of: series, in: steps, content: content)
    }

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

    func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document> {
        try await store.find(in: collection, query)
    }

    func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? {
        try await store.record(id, in: collection)
    }

    func count(in collection: CollectionName, matching filter: Filter) async throws -> Int {
        try await store.count(in: collection, matching: filter)
    }

    func distinctValues(
        of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [Value] {
        try await store.distinctValues(of: field, in: collection, matching: filter, limit: limit)
    }

    func groups(
        by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [RecordGroup] {
        try await store.groups(by: field, in: collection, matching: filter, limit: limit)
    }

    func logLines(
        of run: RunID, behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int
    ) async throws -> [LogLine] {
        try await store.logLines(of: run, behind: behind, minimumLevel: minimumLevel, limit: limit)
    }
}
