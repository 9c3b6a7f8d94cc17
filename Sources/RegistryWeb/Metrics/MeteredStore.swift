import RegistryCore

/// A store whose calls are counted and timed.
struct MeteredStore: RegistryStore {
    let store: any RegistryStore
    let metrics: ServerMetrics

    var displayName: String { store.displayName }

    func measured<Result>(
        _ operation: StoreOperation, _ work: () async throws -> Result
    ) async throws -> Result {
        let start = ContinuousClock.now
        do {
            let result = try await work()
            metrics.storeCalled(operation, duration: start.duration(to: .now), error: nil)
            return result
        } catch {
            let code =
                (error as? RegistryError)?.code.description ?? (error is CancellationError ? "cancelled" : "other")
            metrics.storeCalled(operation, duration: start.duration(to: .now), error: code)
            throw error
        }
    }

    func checkHealth() async throws { try await measured(.checkHealth) { try await store.checkHealth() } }

    func close() async { await store.close() }

    func collections() async throws -> [CollectionName] { try await store.collections() }

    func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document> {
        try await measured(.find) { try await store.find(in: collection, query) }
    }

    func findEncoded(in collection: CollectionName, _ query: Query) async throws -> Page<EncodedDocument> {
        try await measured(.find) { try await store.findEncoded(in: collection, query) }
    }

    func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? {
        try await measured(.record) { try await store.record(id, in: collection) }
    }

    func count(in collection: CollectionName, matching filter: Filter) async throws -> Int {
        try await measured(.count) { try await store.count(in: collection, matching: filter) }
    }

    func distinctValues(
        of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [Value] {
        try await measured(.distinctValues) {
            try await store.distinctValues(of: field, in: collection, matching: filter, limit: limit)
        }
    }

    func groups(
        by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [RecordGroup] {
        try await measured(.groups) {
            try await store.groups(by: field, in: collection, matching: filter, limit: limit)
        }
    }

    func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await measured(.seriesBlocks) { try await store.seriesBlocks(of: series, in: steps, content: content) }
    }

    func seriesBlocks(
        _ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await measured(.seriesBlocks) { try await store.seriesBlocks(ids, of: series, content: content) }
    }

    func logLines(
        of run: RunID, behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int
    ) async throws -> [LogLine] {
        try await measured(.logLines) {
            try await store.logLines(of: run, behind: behind, minimumLevel: minimumLevel, limit: limit)
        }
    }
}
