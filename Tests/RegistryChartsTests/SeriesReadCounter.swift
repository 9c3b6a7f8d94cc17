import RegistryCore
import Synchronization

/// A reader that counts how often each metric is asked for.
final class SeriesReadCounter: RecordReader {
    private let store: any RecordReader
    private let counts = Mutex<[String: Int]>([:])

    init(_ store: any RecordReader) { self.store = store }

    func reads(of metric: String) -> Int { counts.withLock { $0[metric] ?? 0 } }

    func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        counts.withLock { $0[series.metric, default: 0] += 1 }
        return try await store.seriesBlocks(of: series, in: steps, content: content)
    }

    func seriesBlocks(
        _ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await store.seriesBlocks(ids, of: series, content: content)
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
