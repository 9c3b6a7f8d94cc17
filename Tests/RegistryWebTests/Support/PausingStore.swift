import RegistryCore
import Synchronization

/// A store that a test has hang, or fail, for a while.
final class PausingStore: RegistryStore {
    private enum State { case running, hanging, failing }

    private let store: any RegistryStore
    private let state = Mutex(State.running)
    private let stuck = Mutex<RecordID?>(nil)

    init(_ store: any RegistryStore) { self.store = store }

    /// A record that cannot be removed from now on.
    func keep(_ record: RecordID) { stuck.withLock { $0 = record } }

    /// From now on nothing is answered.
    func pause() { state.withLock { $0 = .hanging } }

    /// From now on every call fails as one of a store that is away.
    func fail() { state.withLock { $0 = .failing } }

    /// What hangs is answered.
    func goOn() { state.withLock { $0 = .running } }

    private func wait() async throws {
        while true {
            switch state.withLock({ $0 }) {
            case .running: return
            case .failing: throw RegistryError(.unavailable, "The store is away.")
            case .hanging: try await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    var displayName: String { "pausing:" }

    func checkHealth() async throws { try await wait() }
    func close() async {}
    func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document> {
        try await wait()
        return try await store.find(in: collection, query)
    }
    func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? {
        try await wait()
        return try await store.record(id, in: collection)
    }
    func count(in collection: CollectionName, matching filter: Filter) async throws -> Int {
        try await wait()
        return try await store.count(in: collection, matching: filter)
    }
    func distinctValues(
        of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [Value] {
        try await wait()
        return try await store.distinctValues(of: field, in: collection, matching: filter, limit: limit)
    }
    func groups(
        by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [RecordGroup] {
        try await wait()
        return try await store.groups(by: field, in: collection, matching: filter, limit: limit)
    }
    func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await wait()
        return try await store.seriesBlocks(of: series, in: steps, content: content)
    }
    func seriesBlocks(
        _ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await wait()
        return try await store.seriesBlocks(ids, of: series, content: content)
    }
    func logLines(
        of run: RunID, behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int
    ) async throws -> [LogLine] {
        try await wait()
        return try await store.logLines(of: run, behind: behind, minimumLevel: minimumLevel, limit: limit)
    }
    func insert(_ records: [Document], into collection: CollectionName) async throws -> Insertion {
        try await wait()
        return try await store.insert(records, into: collection)
    }
    func update(_ id: RecordID, in collection: CollectionName, _ change: RecordChange) async throws -> Bool {
        try await wait()
        return try await store.update(id, in: collection, change)
    }
    func put(
        _ record: Document, into collection: CollectionName, matching field: FieldPath
    ) async throws -> RecordID {
        try await wait()
        return try await store.put(record, into: collection, matching: field)
    }
    func delete(_ ids: [RecordID], from collection: CollectionName) async throws -> Int {
        try await wait()
        if let stuck = stuck.withLock({ $0 }), ids.contains(stuck) {
            throw RegistryError(.corruptData, "The record cannot be removed.")
        }
        return try await store.delete(ids, from: collection)
    }
    func deleteRun(_ run: RunID) async throws -> RunDeletion {
        try await wait()
        return try await store.deleteRun(run)
    }
    func append(_ points: [SeriesAppend]) async throws -> AppendResult {
        try await wait()
        return try await store.append(points)
    }
    func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult {
        try await wait()
        return try await store.appendLog(lines, to: run)
    }
}
