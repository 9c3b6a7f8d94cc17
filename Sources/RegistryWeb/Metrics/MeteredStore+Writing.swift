import RegistryCore

extension MeteredStore {
    private static let told: Set<CollectionName> = [.runs, .artifacts, .files]

    func insert(_ records: [Document], into collection: CollectionName) async throws -> Insertion {
        let insertion = try await measured(.insert) { try await store.insert(records, into: collection) }
        // Not what the server notes for itself, such as the keys of requests.
        if Self.told.contains(collection) { metrics.stored(records: insertion.ids.count - insertion.duplicates) }
        return insertion
    }

    func update(_ id: RecordID, in collection: CollectionName, _ change: RecordChange) async throws -> Bool {
        try await measured(.update) { try await store.update(id, in: collection, change) }
    }

    func put(
        _ record: Document, into collection: CollectionName, matching field: FieldPath
    ) async throws -> RecordID {
        try await measured(.put) { try await store.put(record, into: collection, matching: field) }
    }

    func delete(_ ids: [RecordID], from collection: CollectionName) async throws -> Int {
        try await measured(.delete) { try await store.delete(ids, from: collection) }
    }

    func deleteRun(_ run: RunID) async throws -> RunDeletion {
        try await measured(.deleteRun) { try await store.deleteRun(run) }
    }

    func append(_ points: [SeriesAppend]) async throws -> AppendResult {
        let result = try await measured(.append) { try await store.append(points) }
        metrics.stored(points: result.stored)
        return result
    }

    func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult {
        let result = try await measured(.appendLog) { try await store.appendLog(lines, to: run) }
        metrics.stored(lines: result.stored)
        return result
    }
}
