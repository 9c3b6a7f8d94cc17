import RegistryCore
import Synchronization

/// A store in memory whose writes fail when they are told to: before they are done, or after, so that only the answer is lost.
final class FlakyStore: RegistryStore {
    private let memory = MemoryStore()
    private let count = Mutex(0)
    /// Whether the write of this number fails, and whether it is done all the same.
    private let fails: @Sendable (Int) -> (fails: Bool, isDone: Bool)

    /// What happens elsewhere before the write of this number.
    private let meanwhile: @Sendable (Int) async throws -> Void
    /// How many blocks of series were given for their steps.
    let givenBlocks = Mutex(0)

    init(
        _ fails: @escaping @Sendable (Int) -> (fails: Bool, isDone: Bool),
        meanwhile: @escaping @Sendable (Int) async throws -> Void = { _ in }
    ) {
        self.fails = fails
        self.meanwhile = meanwhile
    }

    private func write<Answer>(_ work: () async throws -> Answer) async throws -> Answer {
        let number = count.withLock { count in
            count += 1
            return count
        }
        try await meanwhile(number)
        let (fails, isDone) = fails(number)
        if fails, !isDone { throw RegistryError(.unavailable, "The store is away.") }
        let answer = try await work()
        if fails { throw RegistryError(.timedOut, "The answer was lost.") }
        return answer
    }

    var displayName: String { "flaky:" }
    func checkHealth() async throws {}
    func close() async {}
    func collections() async throws -> [CollectionName] { try await memory.collections() }

    func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document> {
        try await memory.find(in: collection, query)
    }
    func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? {
        try await memory.record(id, in: collection)
    }
    func count(in collection: CollectionName, matching filter: Filter) async throws -> Int {
        try await memory.count(in: collection, matching: filter)
    }
    func distinctValues(
        of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [Value] {
        try await memory.distinctValues(of: field, in: collection, matching: filter, limit: limit)
    }
    func groups(
        by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [RecordGroup] {
        try await memory.groups(by: field, in: collection, matching: filter, limit: limit)
    }
    func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        let blocks = try await memory.seriesBlocks(of: series, in: steps, content: content)
        givenBlocks.withLock { $0 += blocks.count }
        return blocks
    }
    func seriesBlocks(
        _ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] { try await memory.seriesBlocks(ids, of: series, content: content) }
    func logLines(
        of run: RunID, behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int
    ) async throws -> [LogLine] {
        try await memory.logLines(of: run, behind: behind, minimumLevel: minimumLevel, limit: limit)
    }
    func insert(_ records: [Document], into collection: CollectionName) async throws -> Insertion {
        try await write { try await memory.insert(records, into: collection) }
    }
    func update(_ id: RecordID, in collection: CollectionName, _ change: RecordChange) async throws -> Bool {
        try await write { try await memory.update(id, in: collection, change) }
    }
    func put(
        _ record: Document, into collection: CollectionName, matching field: FieldPath
    ) async throws -> RecordID { try await write { try await memory.put(record, into: collection, matching: field) } }
    func delete(_ ids: [RecordID], from collection: CollectionName) async throws -> Int {
        try await write { try await memory.delete(ids, from: collection) }
    }
    func deleteRun(_ run: RunID) async throws -> RunDeletion { try await write { try await memory.deleteRun(run) } }
    func append(_ points: [SeriesAppend]) async throws -> AppendResult {
        try await write { try await memory.append(points) }
    }
    func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult {
        try await write { try await memory.appendLog(lines, to: run) }
    }
}
