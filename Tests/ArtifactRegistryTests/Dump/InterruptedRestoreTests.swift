import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

@Suite("A restore goes on where another one was broken off")
struct InterruptedRestoreTests {
    @Test(arguments: [false, true])
    func `after any write that fails, the next restore makes it whole`(isDone: Bool) async throws {
        try await withTemporaryFolder { folder in
            let from = MemoryStore()
            try await SampleRegistry.fill(from)
            let dump = folder.appending(path: "dump")
            let dumped = try await SampleRegistry.dump(from, to: dump)
            var failures = 0
            for number in 1... {
                let store = FlakyStore { (fails: $0 == number, isDone: isDone) }
                do {
                    _ = try await DataManager(store: store).restore(from: dump.path)
                    break
                } catch is RegistryError {
                    failures += 1
                }
                let again = try await DataManager(store: store).restore(from: dump.path)
                #expect(again.isComplete, "\(number): \(again)")
                #expect(try await SampleRegistry.summary(of: store) == dumped, "\(number)")
            }
            #expect(failures >= 7)
        }
    }

    @Test func `what the store had stays, and is told`() async throws {
        try await withTemporaryFolder { folder in
            let (from, to) = (MemoryStore(), MemoryStore())
            try await SampleRegistry.fill(from)
            let dump = folder.appending(path: "dump")
            try await SampleRegistry.dump(from, to: dump)
            _ = try await DataManager(store: to).restore(from: dump.path)
            try await to.update(
                RecordID(SampleRegistry.first), in: .runs, RecordChange(set: ["name": "mine"]))
            try await to.update(.int(5), in: try CollectionName("Views-1"), RecordChange(set: ["raw": "mine"]))
            let summary = try await DataManager(store: to).restore(from: dump.path)
            #expect(summary.differences == 2)
            #expect(summary.examples.contains { $0.contains("Views-1 5") })
            #expect(summary.description.contains("2 of these are not in the store as they were"))
            #expect(try await to.record(RecordID(SampleRegistry.first), in: .runs)?["name"] == "mine")
            #expect(try await to.record(.int(5), in: try CollectionName("Views-1"))?["raw"] == "mine")
        }
    }

    @Test
    func `a run that was going on when it was copied has its end after the next copy, and what people changed stays`()
        async throws
    {
        let (from, to) = (MemoryStore(), MemoryStore())
        let id = SampleRegistry.first
        let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
        var run = Run(id: id, name: "first", startTime: start, parameters: ["lr": 0.1], heartbeat: start)
        try await from.insert([run.document], into: .runs)
        _ = try await DataManager(store: to).copyEverything(from: DataManager(store: from))
        try await to.update(RecordID(id), in: .runs, RecordChange(set: ["notes": "mine"]))
        run.heartbeat = WallTime(millisecondsSince1970: start.millisecondsSince1970 + 60_000)
        run.endTime = run.heartbeat
        run.status = .failed
        run.statusMessage = "out of memory"
        run.parameters = ["lr": 0.2]
        var change = RecordChange()
        for (name, value) in run.document where name != "_id" { change.set[FieldPath(components: [name])] = value }
        try await from.update(RecordID(id), in: .runs, change)
        _ = try await DataManager(store: to).copyEverything(from: DataManager(store: from))
        let copy = try Run(document: try #require(try await to.record(RecordID(id), in: .runs)))
        #expect(copy.status == .failed && copy.endTime == run.endTime && copy.statusMessage == "out of memory")
        #expect(copy.heartbeat == run.heartbeat && copy.parameters == ["lr": 0.2] && copy.notes == "mine")
        // One that somebody goes on with in the other store is left alone.
        let later = WallTime(millisecondsSince1970: start.millisecondsSince1970 + 120_000)
        try await to.update(
            RecordID(id), in: .runs,
            RecordChange(set: ["status": "running", "heartbeat": .date(later)], remove: ["endTime"]))
        _ = try await DataManager(store: to).copyEverything(from: DataManager(store: from))
        #expect(try await to.record(RecordID(id), in: .runs)?["heartbeat"] == .date(later))
    }

    @Test func `a run that went on in the store keeps its new points and what its record says of them`() async throws {
        try await withTemporaryFolder { folder in
            let (from, to) = (MemoryStore(), MemoryStore())
            try await SampleRegistry.fill(from)
            let dump = folder.appending(path: "dump")
            try await SampleRegistry.dump(from, to: dump)
            _ = try await DataManager(store: to).restore(from: dump.path)
            let series = SeriesID(run: SampleRegistry.first, metric: "loss.train")
            let new = SeriesPoint(step: 9_999, time: .now, value: 42, sequence: 9_999)
            try await to.append([SeriesAppend(series: series, points: [new])])
            let summary = try await DataManager(store: to).restore(from: dump.path)
            #expect(summary.isComplete && summary.newPoints == 0)
            let document = try #require(try await to.record(RecordID(SampleRegistry.first), in: .runs))
            #expect(try Run(document: document).metrics["loss.train"]?.summary.last == 42)
        }
    }

    /// A store with a run of three points, that of a sequence number with a value of its own.
    private func store(
        _ last: Double, order: [Int64] = [0, 1, 2]
    ) async throws -> MemoryStore {
        let store = MemoryStore()
        let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
        let id = SampleRegistry.first
        try await store.insert([Run(id: id, name: "first", startTime: start).document], into: .runs)
        for number in order {
            let point = SeriesPoint(
                step: Step(number), time: start, value: number == 2 ? last : Double(number), sequence: number)
            try await store.append([SeriesAppend(series: SeriesID(run: id, metric: "loss"), points: [point])])
        }
        return store
    }

    private func loss(in store: MemoryStore) async throws -> MetricSummary? {
        let record = try #require(try await store.record(RecordID(SampleRegistry.first), in: .runs))
        return try Run(document: record).metrics["loss"]
    }

    @Test func `a summary stays that is of other points, as many as the dump has, and both are told`() async throws {
        let (from, to) = (try await store(5), try await store(-5))
        let summary = try await DataManager(store: to).copyEverything(from: DataManager(store: from))
        #expect(try await loss(in: to)?.summary.minimum == -5)
        #expect(try await loss(in: to)?.summary.last == -5)
        // The point and the run's record.
        #expect(summary.differences == 2, "\(summary)")
    }

    @Test func `what points do not tell of a metric comes from the dump`() async throws {
        let (from, to) = (try await store(5, order: [0, 2, 1]), try await store(5))
        #expect(try await loss(in: from)?.revisitedSteps == 1)
        let summary = try await DataManager(store: to).copyEverything(from: DataManager(store: from))
        #expect(try await loss(in: to)?.revisitedSteps == 1 && summary.isComplete, "\(summary)")
    }

    @Test func `points that the store lost are told`() async throws {
        let (from, to) = (MemoryStore(), MemoryStore())
        try await SampleRegistry.fill(from)
        _ = try await DataManager(store: to).copyEverything(from: DataManager(store: from))
        let check = RestoreCheck(of: MemoryStore(), RestoreSummary(content: try await SampleRegistry.summary(of: from)))
        try await RegistryScan(store: from).forEach { try await check.take($0) }
        let summary = try await check.finish()
        #expect(summary.differences == 312 + 240 + 46)
    }
}
