import RegistryCore

/// A store that is only written to.
struct WrittenStore: RecordWriter {
    private let store: any RecordWriter

    init(_ store: any RecordWriter) { self.store = store }

    func insert(_ records: [Document], into collection: CollectionName) async throws -> Insertion {
        try await store.insert(records, into: collection)
    }

    func update(_ id: RecordID, in collection: CollectionName, _ change: RecordChange) async throws -> Bool {
        try await store.update(id, in: collection, change)
    }

    func put(_ record: Document, into collection: CollectionName, matching field: FieldPath) async throws -> RecordID {
        try await store.put(record, into: collection, matching: field)
    }

    func delete(_ ids: [RecordID], from collection: CollectionName) async throws -> Int {
        try await store.delete(ids, from: collection)
    }

    func deleteRun(_ run: RunID) async throws -> RunDeletion { try await store.deleteRun(run) }

    func append(_ points: [SeriesAppend]) async throws -> AppendResult { try await store.append(points) }

    func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult {
        try await store.appendLog(lines, to: run)
    }
}
