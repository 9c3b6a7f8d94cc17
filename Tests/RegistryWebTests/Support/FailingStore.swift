import RegistryCore

/// A store that answers everything with one error, or never; but it may list runs, whatever their records hold.
struct FailingStore: RegistryStore {
    /// `nil` for a store that never answers.
    let error: RegistryError?
    /// The records of runs, which no other store would take when they are damaged; `nil` when listing fails, too.
    var runs: [Document]?

    var displayName: String { "failing:" }

    private func fail() async throws -> Never {
        if let error { throw error }
        while true { try await Task.sleep(for: .seconds(3_600)) }
    }

    func checkHealth() async throws { try await fail() }
    func close() async {}
    func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document> {
        if let runs { return Page(collection == .runs ? runs : []) }
        try await fail()
    }
    func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? { try await fail() }
    func count(in collection: CollectionName, matching filter: Filter) async throws -> Int {
        if let runs { return collection == .runs ? runs.count : 0 }
        try await fail()
    }
    func distinctValues(
        of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [Value] { try await fail() }
    func groups(
        by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [RecordGroup] { try await fail() }
    func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] { try await fail() }
    func seriesBlocks(
        _ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] { try await fail() }
    func logLines(
        of run: RunID, behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int
    ) async throws -> [LogLine] { try await fail() }
    func insert(_ records: [Document], into collection: CollectionName) async throws -> Insertion { try await fail() }
    func update(_ id: RecordID, in collection: CollectionName, _ change: RecordChange) async throws -> Bool {
        try await fail()
    }
    func put(
        _ record: Document, into collection: CollectionName, matching field: FieldPath
    ) async throws -> RecordID { try await fail() }
    func delete(_ ids: [RecordID], from collection: CollectionName) async throws -> Int { try await fail() }
    func deleteRun(_ run: RunID) async throws -> RunDeletion { try await fail() }
    func append(_ points: [SeriesAppend]) async throws -> AppendResult { try await fail() }
    func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult { try await fail() }
}

/// A clock whose every alarm goes off at once.
struct ImpatientClock: Clock {
    typealias Instant = ContinuousClock.Instant

    var now: Instant { ContinuousClock().now }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}
