import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import TrainingLog

@Suite(.timeLimit(.minutes(5)))
struct JournalWriterTests {
    private static let time = Workbench.startTime

    private static func append(_ journal: JournalWriter, _ value: Double) -> JournalWriter.Outcome {
        journal.append { $0.addScalar("x", value, step: 0, time: time) }
    }

    @Test(arguments: [Durability.written, .synced])
    func `A record is on the disk when the call returns`(durability: Durability) throws {
        let bench = try JournalBench()
        let journal = bench.writer(durability)
        for index in 0..<20 {
            _ = Self.append(journal, Double(index))
            #expect(try bench.readAll().entries.count == index + 1)
        }
    }

    @Test func `A buffered record is on the disk after the interval, without another call`() async throws {
        let bench = try JournalBench()
        let journal = bench.writer(.buffered(.milliseconds(20)))
        await withCheckedContinuation { continuation in
            let once = Mutex<CheckedContinuation<Void, Never>?>(continuation)
            journal.whenWritten {
                once.withLock { waiting in
                    waiting?.resume()
                    waiting = nil
                }
            }
            _ = Self.append(journal, 1)
        }
        #expect(try bench.readAll().entries.count == 1)
    }

    @Test func `A hundred threads add at once, and every record is there once, in the order of its number`()
        async throws
    {
        let bench = try JournalBench()
        let journal = bench.writer(.buffered(.milliseconds(1)), segment: 4_000)
        await withTaskGroup { group in
            for task in 0..<100 {
                group.addTask { for index in 0..<100 { _ = Self.append(journal, Double(task * 100 + index)) } }
            }
        }
        try journal.flush(synchronizing: false)
        let read = try bench.readAll()
        #expect(read.damages.isEmpty)
        #expect(read.entries.flatMap(\.numbers).map(\.value).sorted() == (0..<10_000).map { Double($0) })
        #expect(read.end.sequence == journal.nextSequence)
    }

    @Test func `A full journal holds up the call until a segment is deleted, and says so`() async throws {
        let bench = try JournalBench()
        let problems = ProblemList()
        let journal = bench.writer(segment: 500, disk: 2_000) { problems.add($0) }
        let done = SharedCount()
        let executor = DispatchExecutor(label: "test")
        await withTaskGroup { group in
            group.addTask(executorPreference: executor) {
                for index in 0..<200 {
                    _ = Self.append(journal, Double(index))
                    done.increment()
                }
            }
            // As lanes do: what is written is let go again, and the writer goes on.
            let source = JournalSource(folder: bench.journal, writer: journal)
            while done.value < 200 {
                if problems.all.contains(where: { $0.kind == .waiting }) {
                    source.deleteSegments(before: journal.written.segment)
                }
                await Task.yield()
            }
        }
        withExtendedLifetime(executor) {}
        #expect(journal.nextSequence > 200)
        #expect(problems.all.contains { $0.kind == .waiting })
        #expect(try bench.journal.segments().count <= 6)
    }

    @Test func `Nothing is added behind the end`() throws {
        let bench = try JournalBench()
        let journal = bench.writer()
        _ = Self.append(journal, 1)
        _ = journal.append(isLast: true) { $0.addScalar("last", 2, step: 0, time: Self.time) }
        guard case .ended = Self.append(journal, 3) else {
            Issue.record("a record was added behind the end")
            return
        }
        #expect(try bench.readAll().entries.count == 2)
    }

    @Test func `A journal whose folder is removed while it is written is there again, whole`() throws {
        let bench = try JournalBench()
        let journal = bench.writer()
        for index in 0..<5 { _ = Self.append(journal, Double(index)) }
        try FileManager.default.removeItem(atPath: bench.journal.path)
        for index in 5..<10 { _ = Self.append(journal, Double(index)) }
        #expect(try bench.readAll().entries.flatMap(\.numbers).map(\.value) == (0..<10).map { Double($0) })
    }

    @Test func `A folder that cannot be written is reported once; what waits in memory arrives when it can`() throws {
        let bench = try JournalBench()
        let problems = ProblemList()
        try "in the way".write(toFile: bench.journal.path, atomically: true, encoding: .utf8)
        let journal = bench.writer { problems.add($0) }
        for index in 0..<5 { _ = Self.append(journal, Double(index)) }
        #expect(problems.all.map(\.kind) == [.failed])
        #expect(throws: (any Error).self) { try journal.flush(synchronizing: false) }
        try FileManager.default.removeItem(atPath: bench.journal.path)
        try journal.flush(synchronizing: false)
        #expect(try bench.readAll().entries.count == 5)
    }

    @Test func `When the disk takes nothing and memory is full, the newest are counted as lost`() throws {
        let bench = try JournalBench()
        try "in the way".write(toFile: bench.journal.path, atomically: true, encoding: .utf8)
        let journal = bench.writer(memory: 1_000)
        for index in 0..<100 { _ = Self.append(journal, Double(index)) }
        #expect((1..<100).contains(journal.dropped))
        #expect(journal.unwritten.count == 100 - journal.dropped + 1 && journal.unwritten.failure != nil)
        try FileManager.default.removeItem(atPath: bench.journal.path)
        try journal.flush(synchronizing: false)
        #expect(journal.unwritten.count == 0)
        let values = try bench.readAll().entries.flatMap(\.numbers).map(\.value)
        #expect(values == (0..<(100 - journal.dropped)).map { Double($0) })
    }

    @Test func `A training that is faster than the interval waits for the writing, and little waits in memory`()
        throws
    {
        let bench = try JournalBench()
        let journal = bench.writer(.buffered(.seconds(3_600)))
        let body = [UInt8](repeating: 0, count: 1 << 20)
        for _ in 0..<40 { _ = journal.append { $0.add(.event, time: Workbench.startTime, body: body) } }
        // Two usually wait. A disk, or a core, that was busy for more than a second makes it as many as memory is meant for.
        #expect(journal.written.sequence >= 40 - 17)
        #expect(journal.dropped == 0)
    }

    @Test(arguments: [FullJournalPolicy.wait, .dropNewest])
    func `When the disk takes nothing, memory is filled before anything is lost, and the end is kept`(
        policy: FullJournalPolicy
    ) throws {
        let bench = try JournalBench()
        try "in the way".write(toFile: bench.journal.path, atomically: true, encoding: .utf8)
        let journal = bench.writer(.buffered(.seconds(3_600)), policy: policy)
        let body = [UInt8](repeating: 0, count: 1 << 20)
        for _ in 0..<15 { _ = journal.append { $0.add(.event, time: Workbench.startTime, body: body) } }
        #expect(journal.dropped == 0)
        for _ in 0..<5 { _ = journal.append { $0.add(.event, time: Workbench.startTime, body: body) } }
        #expect(journal.dropped == 4)
        _ = journal.append(isLast: true) { $0.add(.event, time: Workbench.startTime, body: [1]) }
        try FileManager.default.removeItem(atPath: bench.journal.path)
        try journal.flush(synchronizing: false)
        #expect(try bench.readAll().entries.count == 17)
    }

    @Test func `A journal that a process has is not taken by another writer`() throws {
        let bench = try JournalBench()
        let journal = bench.writer()
        _ = Self.append(journal, 1)
        #expect(try bench.journal.takeLock() == nil)
        withExtendedLifetime(journal) {}
    }
}
