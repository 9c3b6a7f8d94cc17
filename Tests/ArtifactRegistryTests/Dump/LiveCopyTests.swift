import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

@Suite("A registry is copied while trainings write to it")
struct LiveCopyTests {
    /// Logs a little of everything, as a training does beside the copy.
    private static func log(_ number: Int, to store: MemoryStore) async throws {
        let (run, sequence) = (SampleRegistry.first, Int64(100_000 + number))
        let time = WallTime(millisecondsSince1970: 1_700_000_100_000 + sequence)
        for metric in ["loss.train", "new.\(number)"] {
            let point = SeriesPoint(step: Step(sequence), time: time, value: Double(number), sequence: sequence)
            try await store.append([SeriesAppend(series: SeriesID(run: run, metric: metric), points: [point])])
        }
        try await store.appendLog([LogLine(sequence: sequence, time: time, text: "line \(number)")], to: run)
        try await store.insert(
            [["_run": .string(run.description), "_seq": .int(sequence), "epoch": .int(Int64(number))]], into: .artifacts
        )
        try await store.update(RecordID(run), in: .runs, RecordChange(set: ["heartbeat": .date(time)]))
        let new = Run(id: RunID(hashing: Array("new \(number)".utf8)), name: "new", startTime: time)
        try await store.insert([new.document], into: .runs)
    }

    private func source() async throws -> MemoryStore {
        let store = MemoryStore()
        try await SampleRegistry.fill(store)
        try await store.update(
            RecordID(SampleRegistry.first), in: .runs,
            RecordChange(set: ["status": "running", "heartbeat": .date(WallTime(secondsSince1970: 1_700_000_000))]))
        return store
    }

    @Test func `what comes meanwhile is no difference, is counted, and comes with the next copy`() async throws {
        let from = try await source()
        let to = FlakyStore(
            { _ in (fails: false, isDone: true) }, meanwhile: { try await Self.log($0, to: from) })
        let copied = try await DataManager(store: to).copyEverything(from: DataManager(store: from))
        #expect(copied.isComplete, "\(copied)")
        let (later, now) = (try #require(copied.cameLater), try await SampleRegistry.summary(of: from))
        #expect(later.records > 0 && later.points > 0 && later.lines > 0, "\(copied)")
        func count(_ summary: DumpSummary) -> Int64 { summary.records.values.reduce(0) { $0 + $1.count } }
        #expect(count(copied.content) + later.records == count(now))
        #expect(copied.content.points.count + later.points == now.points.count)
        #expect(copied.content.lines.count + later.lines == now.lines.count)
        #expect(copied.description.contains("Came to the source after it was read: \(later). Another copy brings it."))

        let still = MemoryStore()
        for from in [to as any RegistryStore, from] {
            let again = try await DataManager(store: still).copyEverything(from: DataManager(store: from))
            #expect(again.isComplete && again.cameLater == LaterContent(), "\(again)")
            #expect(!again.description.contains("Came to the source"))
        }
        let final = try await SampleRegistry.summary(of: still)
        #expect(final.points.count == now.points.count && final.lines == now.lines && count(final) == count(now))
    }

    @Test func `a dump's file says nothing of what came later`() async throws {
        try await withTemporaryFolder { folder in
            let dump = folder.appending(path: "dump")
            try await SampleRegistry.dump(try await source(), to: dump)
            #expect(try await DataManager(store: MemoryStore()).restore(from: dump.path).cameLater == nil)
        }
    }

    @Test func `a record whose counts are nonsense does no harm to the count`() async throws {
        let from = try await source()
        let nonsense: Document = ["count": .int(.max)]
        var extent = CopiedExtent()
        let run: Document = [
            "_id": .string(RunID(hashing: Array("odd".utf8)).description), "status": "running",
            "metrics": ["a": .document(nonsense), "b": .document(["count": .int(-5)]), "c": "text", "d": nil],
        ]
        extent.add(.record(run, in: .runs))
        extent.add(.record(run, in: .runs))
        let later = try await extent.later(in: from)
        #expect(later.points == 312)
    }
}
