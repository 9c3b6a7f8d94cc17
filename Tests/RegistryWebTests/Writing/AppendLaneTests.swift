import RegistryCore
import Synchronization
import Testing

@testable import RegistryWeb

@Suite struct AppendLaneTests {
    private let run: RunID

    init() throws { run = try #require(RunID("0190a000000070008000000000000001")) }

    private func append(_ metric: String, sequence: Int64 = 0, run: RunID? = nil) -> [SeriesAppend] {
        let point = SeriesPoint(
            step: 1, time: WallTime(millisecondsSince1970: 0), value: 1, sequence: sequence)
        return [SeriesAppend(series: SeriesID(run: run ?? self.run, metric: metric), points: [point])]
    }

    @Test(.timeLimit(.minutes(5))) func `what comes during a call goes with the next one`() async throws {
        let store = PacedWriter()
        let lane = AppendLane(store: store)
        async let first: Void = lane.append(append("first"))
        await store.waitForCall()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for number in 0..<50 { tasks.addTask { try await lane.append(append("m\(number)")) } }
            while await lane.waitingRequests < 50 { await Task.yield() }
            store.goOn()
            try await tasks.waitForAll()
        }
        try await first
        #expect(store.calls.map(\.count) == [1, 50])
    }

    @Test(.timeLimit(.minutes(5))) func `two of one place do not go together`() async throws {
        let store = PacedWriter()
        let lane = AppendLane(store: store)
        async let first: Void = lane.append(append("first"))
        await store.waitForCall()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<3 { tasks.addTask { try await lane.append(append("same", sequence: 7)) } }
            while await lane.waitingRequests < 3 { await Task.yield() }
            store.goOn()
            try await tasks.waitForAll()
        }
        try await first
        #expect(store.calls.map(\.count) == [1, 1, 1, 1])
    }

    @Test(.timeLimit(.minutes(5))) func `the fault of one is not that of the others`() async throws {
        let store = PacedWriter()
        let lane = AppendLane(store: store)
        async let first: Void = lane.append(append("first"))
        await store.waitForCall()
        async let good: Void = lane.append(append("good"))
        let bad = Task { try await lane.append(append(PacedWriter.refusedMetric)) }
        while await lane.waitingRequests < 2 { await Task.yield() }
        store.goOn()
        try await first
        try await good
        await #expect(throws: RegistryError.self) { try await bad.value }
    }

    @Test(.timeLimit(.minutes(5))) func `a request that is given up does not wait for the store`() async throws {
        let store = PacedWriter()
        let lane = AppendLane(store: store)
        let first = Task { try await lane.append(append("first")) }
        await store.waitForCall()
        let second = Task { try await lane.append(append("second")) }
        while await lane.waitingRequests < 1 { await Task.yield() }
        second.cancel()
        first.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        await #expect(throws: CancellationError.self) { try await first.value }
        store.goOn()
        try await lane.append(append("third"))
        // What was under way is stored all the same, what still waited is not.
        #expect(store.calls.flatMap { $0 } == ["first", "third"])
    }

    @Test func `numbers grow, whatever the clock does`() {
        let source = SequenceSource()
        var last: Int64 = -1
        for time in [1_000, 1_000, 500, 2_000, Int64.max, Int64.min, 3_000] {
            let next = source.next(at: WallTime(millisecondsSince1970: time))
            #expect(next > last)
            last = next
        }
    }
}

/// A store that only appends, and whose first call lasts until the test lets it go on.
private final class PacedWriter: RecordWriter {
    static let refusedMetric = "refused"

    private let names = Mutex<[[String]]>([])
    private let started = AsyncStream.makeStream(of: Void.self)
    private let released = AsyncStream.makeStream(of: Void.self)

    /// The metrics of every call that went well.
    var calls: [[String]] { names.withLock { $0 } }

    func waitForCall() async { for await _ in started.stream { return } }

    func goOn() { released.continuation.finish() }

    func append(_ points: [SeriesAppend]) async throws -> AppendResult {
        started.continuation.yield()
        await Task { for await _ in released.stream {} }.value
        let metrics = points.map(\.series.metric)
        guard !metrics.contains(Self.refusedMetric) else { throw RegistryError(.notFound, "There is no such run.") }
        names.withLock { $0.append(metrics) }
        return AppendResult(stored: points.count, duplicates: 0)
    }

    private func refuse() throws -> Never { throw RegistryError(.unsupported, "This store appends only.") }

    func insert(_ records: [Document], into collection: CollectionName) async throws -> Insertion { try refuse() }
    func update(_ id: RecordID, in collection: CollectionName, _ change: RecordChange) async throws -> Bool {
        try refuse()
    }
    func put(
        _ record: Document, into collection: CollectionName, matching field: FieldPath
    ) async throws -> RecordID { try refuse() }
    func delete(_ ids: [RecordID], from collection: CollectionName) async throws -> Int { try refuse() }
    func deleteRun(_ run: RunID) async throws -> RunDeletion { try refuse() }
    func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult { try refuse() }
}
