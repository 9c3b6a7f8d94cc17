import RegistryCore

/// A registry that never answers.
struct AwayRegistry: RecordWriter {
    private let away = RegistryError(.unavailable, "The store is away.")

    func insert(_ records: [Document], into collection: CollectionName) async throws -> Insertion { throw away }

    func update(_ id: RecordID, in collection: CollectionName, _ change: RecordChange) async throws -> Bool {
        throw away
    }

    func put(_ record: Document, into collection: CollectionName, matching field: FieldPath) async throws -> RecordID {
        throw away
    }

    func delete(_ ids: [RecordID], from collection: CollectionName) async throws -> Int { throw away }

    func deleteRun(_ run: RunID) async throws -> RunDeletion { throw away }

    func append(_ points: [SeriesAppend]) async throws -> AppendResult { throw away }

    func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult { throw away }
}
