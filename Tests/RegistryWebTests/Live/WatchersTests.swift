import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import RegistryWeb

/// How much many clients cost.
@Suite(.timeLimit(.minutes(5))) struct WatchersTests {
    private let run: RunID
    private let start = WallTime(millisecondsSince1970: 1_700_000_000_000)

    init() throws { run = try #require(RunID("0190a000000070008000000000000001")) }

    private func log(_ step: Int64, in store: some RecordWriter) async throws {
        let point = SeriesPoint(step: Step(step), time: start, value: 1, sequence: step)
        try await store.append([SeriesAppend(series: SeriesID(run: run, metric: "loss"), points: [point])])
    }

    @Test func `two hundred clients of a run cost the store as much as one, and the server no memory that grows`()
        async throws
    {
        let memory = MemoryStore()
        try await memory.insert([Run(id: run, startTime: start).document], into: .runs)
        try await log(1, in: memory)
        let store = CountingReader(store: memory)
        let feeds = RunFeeds(store: store, interval: .milliseconds(100))
        let clients = 200
        try await withThrowingTaskGroup(of: [Int64].self) { tasks in
            for _ in 0..<clients {
                tasks.addTask { [run] in
                    let watch = feeds.watch(run)
                    var follower = RunFollower(
                        wish: RunFollower.Wish(metrics: ["loss"], level: .debug), position: StreamPosition())
                    var steps: [Int64] = []
                    while steps.last != 40 {
                        for event in try await follower.next(from: watch.feed) ?? [] where event.kind == "points" {
                            let series = event.data["series"]?.arrayValue?.first?.documentValue
                            steps += (series?["steps"]?.arrayValue ?? []).compactMap(\.intValue)
                        }
                    }
                    return steps
                }
            }
            while store.records < 3 { try await Task.sleep(for: .milliseconds(5)) }
            let early = ProcessMemory.resident
            for step in Int64(2)...40 {
                try await log(step, in: memory)
                try await Task.sleep(for: .milliseconds(30))
            }
            for try await steps in tasks { #expect(steps == Array((steps.first ?? 0)...40)) }
            let grown = ProcessMemory.resident - early
            // Other tests run at the same time: what clients would pile up is more than they need.
            #expect(grown < 100_000_000, "\(grown) bytes more than at the beginning")
        }
        // Of some fourteen looks at most; one record, one log and one part of the series each.
        #expect(store.records < 60)
        #expect(store.blocks <= store.records && store.logs <= store.records)
        #expect(feeds.count == 0)
    }
}

/// The memory of this process, as Linux tells it; 0 elsewhere.
private enum ProcessMemory {
    static var resident: Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * 4_096
    }
}

/// A store that counts what it is asked.
private final class CountingReader: PassingReader {
    let store: any RecordReader
    private let counts = Mutex((records: 0, blocks: 0, logs: 0))

    init(store: any RecordReader) { self.store = store }

    var records: Int { counts.withLock { $0.records } }
    var blocks: Int { counts.withLock { $0.blocks } }
    var logs: Int { counts.withLock { $0.logs } }

    func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? {
        counts.withLock { $0.records += 1 }
        return try await store.record(id, in: collection)
    }

    func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        counts.withLock { $0.blocks += 1 }
        return try await store.seriesBlocks(of: series, in: steps, content: content)
    }

    func logLines(
        of run: RunID, behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int
    ) async throws -> [LogLine] {
        counts.withLock { $0.logs += 1 }
        return try await store.logLines(of: run, behind: behind, minimumLevel: minimumLevel, limit: limit)
    }
}
