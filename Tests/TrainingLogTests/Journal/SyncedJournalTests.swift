import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import TrainingLog

/// What `.synced` asks of the system: what can be read afterwards says nothing of it.
@Suite(.timeLimit(.minutes(5)), .enabled(if: TracedChild.folder == nil && TracedChild.isPossible, TracedChild.reason))
struct SyncedJournalTests {
    @Test func `Each record is written and then synchronized before the call returns`() throws {
        let bench = try JournalBench()
        let calls = try TracedChild(running: "SyncedJournalChild", in: bench.folder.path).calls
        let first = try #require(calls.firstIndex { $0.contains("pwrite64(") })
        let own = calls[first...].prefix(2 * SyncedJournalChild.count)
        #expect(own.count == 2 * SyncedJournalChild.count)
        for (index, call) in own.enumerated() {
            #expect(call.contains(index.isMultiple(of: 2) ? "pwrite64(" : "fdatasync("))
        }
    }

    @Test func `What a failed synchronization may have lost is written again by itself, and synchronized`() throws {
        let bench = try JournalBench()
        let calls = try TracedChild(
            running: "SyncedJournalChild", in: bench.folder.path,
            fault: "fdatasync:error=EIO:when=\(SyncedJournalChild.count)"
        ).calls
        let failed = try #require(calls.firstIndex { $0.contains("INJECTED") })
        let place = try #require(calls[..<failed].last { $0.contains("pwrite64(") }.map(Self.place))
        let after = calls[(failed + 1)...]
        #expect(after.first.map(Self.place) == place, "the same bytes at the same place")
        #expect(after.dropFirst().first?.contains("fdatasync(") == true, "and then the disk")
    }

    @Test func `While the disk keeps nothing, each call writes what is not kept in one piece`() throws {
        let bench = try JournalBench()
        let calls = try TracedChild(
            running: "SyncedJournalChild", in: bench.folder.path, fault: "fdatasync:error=EIO"
        ).calls
        #expect(calls.count { $0.contains("fdatasync(") } >= SyncedJournalChild.count)
        // The record, and what the disk may have lost.
        #expect(calls.count { $0.contains("pwrite64(") } <= 2 * SyncedJournalChild.count + 2)
    }

    @Test func `What waited for a disk that took nothing is written in one piece`() throws {
        let bench = try JournalBench()
        let count = SyncedJournalChild.count
        let calls = try TracedChild(
            running: "SyncedJournalChild", in: bench.folder.path,
            fault: "pwrite64:error=ENOSPC:when=1..\(count - 5)"
        ).calls
        #expect(calls.count { $0.contains("INJECTED") } == count - 5)
        #expect(calls.count { $0.contains("pwrite64(") } == count)
    }

    /// How many bytes a call writes, and where.
    private static func place(_ call: String) -> String {
        guard call.contains("pwrite64("), let bytes = call.range(of: "...,"),
            let end = call.range(of: ")", range: bytes.upperBound..<call.endIndex)
        else { return "none: \(call)" }
        return String(call[bytes.upperBound..<end.lowerBound])
    }
}

/// What the traced process does.
@Suite(.timeLimit(.minutes(5)), .enabled(if: TracedChild.folder != nil, "runs as a child of another test"))
struct SyncedJournalChild {
    static let count = 20

    @Test func `Records are logged one by one until all are synchronized`() async throws {
        let folder = try #require(TracedChild.folder)
        var generator = SystemRandomNumberGenerator()
        let journal = JournalFolder(root: folder, run: RunID(time: .now, using: &generator), writer: 0)
        let problems = ProblemList()
        let writer = JournalWriter(
            folder: journal, durability: .synced, limits: JournalLimits(diskInBytes: 1 << 30, policy: .wait),
            firstSequence: 0
        ) { problems.add($0) }
        for value in 0..<Self.count {
            _ = writer.append { $0.addScalar("x", Double(value), step: 0, time: Workbench.startTime) }
        }
        guard !problems.all.isEmpty else { return }
        // The next writing is nobody's but the journal's own.
        await withCheckedContinuation { continuation in
            let once = Mutex<CheckedContinuation<Void, Never>?>(continuation)
            writer.whenWritten {
                once.withLock { waiting in
                    waiting?.resume()
                    waiting = nil
                }
            }
        }
    }
}
