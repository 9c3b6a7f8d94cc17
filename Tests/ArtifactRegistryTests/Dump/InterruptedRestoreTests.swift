import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
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

    @Test func `what the store lost is told`() async throws {
        let from = MemoryStore()
        try await SampleRegistry.fill(from)
        let (check, whole) = (RestoreCheck(of: MemoryStore()), RestoreCheck(of: from))
        try await RegistryScan(store: from).forEach { item in
            for check in [check, whole] {
                switch item {
                case .record(let record, let collection): try await check.compare([record], in: collection)
                case .points(let points, let series): try await check.compare(points, of: series)
                case .lines(let lines, let run): try await check.compare(lines, of: run)
                case .runsComplete: break
                }
            }
        }
        #expect(await check.differences == 312 + 240 + 46)
        #expect(await check.examples.count == RestoreSummary.mostExamples)
        #expect(await whole.differences == 0)
    }

    @Test func `one point that is missing in the middle of a series is told, wherever the portion begins`() async throws
    {
        let series = SeriesID(run: SampleRegistry.first, metric: "loss")
        let points = (0..<9_000).map { number in
            SeriesPoint(
                step: Step(number), time: WallTime(millisecondsSince1970: number), value: Double(number),
                sequence: number
            )
        }
        let store = MemoryStore()
        let start = WallTime(millisecondsSince1970: 0)
        try await store.insert([Run(id: series.run, name: "first", startTime: start).document], into: .runs)
        try await store.append([SeriesAppend(series: series, points: points.filter { $0.sequence != 7_000 })])
        let check = RestoreCheck(of: store)
        try await check.compare(Array(points[..<5_000]), of: series)
        #expect(await check.differences == 0)
        try await check.compare(Array(points[5_000...]), of: series)
        #expect(await check.differences == 1)
    }

    @Test func `points of a long series are looked for in a few of its blocks, however long it is`()
        async throws
    {
        let series = SeriesID(run: SampleRegistry.first, metric: "loss")
        let store = FlakyStore { _ in (fails: false, isDone: true) }
        let start = WallTime(millisecondsSince1970: 0)
        _ = try await store.insert([Run(id: series.run, name: "first", startTime: start).document], into: .runs)
        let check = RestoreCheck(of: store)
        let portions: Int64 = 40
        for portion in 0..<portions {
            let points = (0..<4_096).map { number in
                let sequence = portion * 4_096 + Int64(number)
                return SeriesPoint(step: Step(sequence), time: start, value: Double(sequence), sequence: sequence)
            }
            _ = try await store.append([SeriesAppend(series: series, points: points)])
            try await check.compare(points, of: series)
        }
        #expect(await check.differences == 0)
        // All of them each time are 820.
        #expect(store.givenBlocks.withLock { $0 } <= 3 * Int(portions))
    }

    @Test func `the dump's file may be gone as soon as its restoration has begun`() async throws {
        try await withTemporaryFolder { folder in
            let from = MemoryStore()
            try await SampleRegistry.fill(from)
            let dump = folder.appending(path: "dump")
            let dumped = try await SampleRegistry.dump(from, to: dump)
            let store = FlakyStore(
                { _ in (fails: false, isDone: true) },
                meanwhile: { if $0 == 1 { try FileManager.default.removeItem(at: dump) } })
            let summary = try await DataManager(store: store).restore(from: dump.path)
            #expect(summary.isComplete && summary.content == dumped, "\(summary)")
        }
    }

    @Test func `a dump that was just checked is not read for that a second time, and must be the one that was checked`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let from = MemoryStore()
            try await SampleRegistry.fill(from)
            let dump = folder.appending(path: "dump")
            try await SampleRegistry.dump(from, to: dump)
            let checked = try await DataManager.checkDump(dump.path)
            let whole = try await DataManager(store: MemoryStore()).restore(from: dump.path, checked: checked)
            #expect(whole.isComplete && whole.content == checked)
            // Its end is found damaged when the rest has been stored.
            let bytes = try Data(contentsOf: dump)
            try bytes.dropLast().write(to: dump)
            let store = MemoryStore()
            let cut = await #expect(throws: RegistryError.self) {
                try await DataManager(store: store).restore(from: dump.path, checked: checked)
            }
            #expect(cut?.code == .corruptData)
            #expect(try await store.count(in: .runs, matching: .everything) == 2)
            try await SampleRegistry.dump(MemoryStore(), to: dump)
            let other = await #expect(throws: RegistryError.self) {
                try await DataManager(store: MemoryStore()).restore(from: dump.path, checked: checked)
            }
            #expect(other?.code == .corruptData && other?.message.contains("exchanged") == true)
        }
    }
}
