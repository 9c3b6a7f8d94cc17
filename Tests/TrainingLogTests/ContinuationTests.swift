import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import TrainingLog

/// Several processes of one run, and which of them ends it.
@Suite(.timeLimit(.minutes(5)))
struct ContinuationTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
    }

    @Test func `A continuation whose clock was set back ends its run all the same`() async throws {
        let store = MemoryStore()
        let first = bench.logger(into: store)
        first.logScalar("Loss", 1, step: 1)
        try await first.close()
        let clock = Mutex(Workbench.startTime)
        let second = bench.logger(
            openStore: { store }, resuming: first.runID, now: { clock.withLock { $0 } })
        second.logScalar("Loss", 2, step: 2)
        clock.withLock { $0 = WallTime(millisecondsSince1970: $0.millisecondsSince1970 - 86_400_000) }
        try await second.close(status: .failed, message: "out of memory")
        let run = try #require(try await store.record(RecordID(first.runID), in: .runs))
        #expect(run["status"] == "failed")
        #expect(run["takenUpBy"] == nil)
    }

    @Test func `A run is ended although the last process to continue it died`() async throws {
        let store = MemoryStore()
        let first = bench.logger(into: store)
        first.logScalar("Loss", 1, step: 1)
        while try await store.record(RecordID(first.runID), in: .runs) == nil { await Task.yield() }
        // One that dies: its journal is left without an end, with what says who it was.
        let second = bench.logger(into: store, logDir: "other", resuming: first.runID)
        second.logScalar("Loss", 2, step: 2)
        while try await store.record(RecordID(first.runID), in: .runs)?["takenUpBy"] == nil { await Task.yield() }
        try second.flush()
        let journal = try #require(try JournalFolder.all(in: bench.path("other/journal")).first)
        let dead = bench.path("dead/journal/") + (journal.path as NSString).lastPathComponent
        try FileManager.default.createDirectory(atPath: bench.path("dead/journal"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: journal.path, toPath: dead)
        try await first.close(status: .failed, message: "out of memory")
        #expect(try await store.record(RecordID(first.runID), in: .runs)?["status"] == "running")
        let sync = try await JournalSync(below: bench.path("dead"), openStore: { store }, onProblem: { _ in })
        #expect(sync.debts.isEmpty)
        let run = try #require(try await store.record(RecordID(first.runID), in: .runs))
        #expect(run["status"] == "failed" && run["statusMessage"] == "out of memory")
        #expect(run["takenUpBy"] == nil && run["pendingEnd"] == nil)
        try await second.close()
    }

    @Test func `Whoever began a run does not end it while another continues it`() async throws {
        let store = MemoryStore()
        let first = bench.logger(into: store)
        first.logScalar("Loss", 1, step: 1)
        while try await store.record(RecordID(first.runID), in: .runs) == nil { await Task.yield() }
        let second = bench.logger(into: store, logDir: "other", resuming: first.runID)
        second.logScalar("Loss", 2, step: 2)
        while try await store.record(RecordID(first.runID), in: .runs)?["takenUpBy"] == nil { await Task.yield() }
        try await first.close(status: .killed)
        #expect(try await store.record(RecordID(first.runID), in: .runs)?["status"] == "running")
        try await second.close()
        #expect(try await store.record(RecordID(first.runID), in: .runs)?["status"] == "finished")
    }
}
