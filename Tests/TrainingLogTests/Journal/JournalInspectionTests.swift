import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// An inspection tells the truth of journals that are written, that were delivered, and that are damaged in part.
@Suite(.timeLimit(.minutes(5)))
struct JournalInspectionTests {
    private static let time = Workbench.startTime
    private let bench: JournalBench

    init() throws { bench = try JournalBench(in: "run/journal") }

    private static func append(_ journal: JournalWriter, _ value: Int) {
        _ = journal.append { $0.addScalar("x", Double(value), step: 0, time: time) }
    }

    /// A journal of thirty numbers in several segments, whose process has ended.
    private func writeSegments() throws -> [Int] {
        let journal = bench.writer(segment: 200)
        for index in 0..<30 { Self.append(journal, index) }
        journal.letGo()
        return try bench.journal.segments()
    }

    /// Keeps a checkpoint of a sink that has everything before a segment.
    private func keep(_ sink: String, before segment: Int, change: (inout TrainingLog.Checkpoint) -> Void = { _ in })
        throws
    {
        let sequence = try SegmentHeader(reading: try bench.bytes(segment)).firstSequence
        var checkpoint = Checkpoint(
            position: JournalPosition(segment: segment, offset: SegmentHeader.length, sequence: sequence))
        change(&checkpoint)
        try checkpoint.write(of: sink, in: bench.journal)
    }

    private func remove(_ segment: Int) throws {
        try FileManager.default.removeItem(atPath: bench.journal.segmentPath(segment))
    }

    private func inspect() throws -> JournalInspection.Journal {
        try #require(try JournalInspection(below: bench.folder.path).journals.first)
    }

    @Test func `A sink is called by its name, and a file that is none of a sink by its own`() throws {
        let segments = try writeSegments()
        for name in ["W&B", "stored files"] { try keep(name, before: segments[1]) }
        try FileManager.default.moveItem(
            atPath: bench.journal.checkpointPath("stored files"), toPath: "\(bench.journal.path)/100%.checkpoint")
        let sinks = try inspect().sinks
        #expect(Set(sinks.map(\.name)) == ["W&B", "100%"])
        #expect(sinks.contains { $0.sentence.hasPrefix("W&B: ") })
    }

    // MARK: While it is written

    @Test func `A journal whose segments are delivered and deleted meanwhile is whole in every inspection`()
        async throws
    {
        let journal = bench.writer(segment: 300)
        let source = JournalSource(folder: bench.journal, writer: journal)
        let executor = DispatchExecutor(label: "test")
        let ends = SharedCount()
        try await withThrowingTaskGroup { group in
            group.addTask(executorPreference: executor) {
                defer { ends.increment() }
                for index in 0..<2_000 {
                    Self.append(journal, index)
                    if index % 10 == 9 {
                        try Checkpoint(position: journal.written).write(of: "list", in: source.folder)
                        source.deleteSegments(before: journal.written.segment)
                    }
                }
            }
            var inspections = 0
            while ends.value == 0 {
                let journals = try JournalInspection(below: bench.folder.path).journals
                #expect(journals.flatMap(\.damages) == [])
                #expect(journals.map(\.isIntact).contains(false) == false)
                inspections += 1
                await Task.yield()
            }
            #expect(inspections > 0)
            try await group.waitForAll()
        }
        withExtendedLifetime(executor) {}
    }

    @Test func `Who asks whether a journal is being written is not taken for its writer`() async throws {
        _ = try writeSegments()
        let folder = bench.journal
        let executors = (0..<2).map { _ in DispatchExecutor(label: "test") }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for executor in executors {
                group.addTask(executorPreference: executor) {
                    var seen = 0
                    for _ in 0..<20_000 { if try folder.isLocked() { seen += 1 } }
                    return seen
                }
            }
            for try await seen in group { #expect(seen == 0) }
        }
        withExtendedLifetime(executors) {}
    }

    @Test func `Who asks whether a journal is being written keeps nobody from taking it`() async throws {
        _ = try writeSegments()
        let folder = bench.journal
        let ends = SharedCount()
        // Threads of their own: they would leave none of the common ones for the one that takes the lock.
        let executors = (0..<2).map { _ in DispatchExecutor(label: "test") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for executor in executors {
                group.addTask(executorPreference: executor) {
                    while ends.value == 0 { _ = try folder.isLocked() }
                }
            }
            group.addTask {
                defer { ends.increment() }
                for _ in 0..<1_000 {
                    let lock = try folder.takeLock()
                    #expect(lock != nil)
                }
            }
            try await group.waitForAll()
        }
        withExtendedLifetime(executors) {}
    }

    // MARK: Afterwards

    @Test func `A segment that vanished in the middle, or at the end behind a checkpoint, is missed`() throws {
        let segments = try writeSegments()
        let last = try #require(segments.last)
        try keep("list", before: last) { $0.position.sequence += 1 }
        #expect(try inspect().isIntact)
        let middle = try bench.bytes(3)
        try remove(3)
        #expect(try inspect().isIntact == false)
        try bench.write(middle, 3)
        #expect(try inspect().isIntact)
        try remove(last)
        let cut = try inspect()
        #expect(!cut.isIntact)
        #expect(cut.damages.count == 1)
        #expect(cut.damages.first?.contains("list") == true)
    }

    @Test func `A journal that is torn before a record which a sink has had is damaged, not merely unfinished`() throws
    {
        let last = try #require(try writeSegments().last)
        try bench.write(Array(try bench.bytes(last).dropLast(3)), last)
        try keep("list", before: last)
        let unfinished = try inspect()
        #expect(unfinished.isIntact)
        #expect(unfinished.tornAt != nil)
        try keep("list", before: last) { $0.position.sequence = unfinished.sequences.upperBound + 1 }
        let torn = try inspect()
        #expect(!torn.isIntact)
        #expect(torn.tornAt == nil)
    }

    @Test func `Records that were lost to a sink, or refused by it, are missing from it`() throws {
        let segments = try writeSegments()
        let last = try #require(segments.last)
        try keep("whole", before: last)
        #expect(try inspect().isIntact)
        try keep("lacking", before: last) { $0.lost = 3 }
        #expect(try inspect().isIntact == false)
        try keep("lacking", before: last) { $0.rejected = 2 }
        #expect(try inspect().isIntact == false)
        try keep("lacking", before: last)
        #expect(try inspect().isIntact)
    }

    @Test func `A damaged header of the first segment that is left is damage of that segment, and of no other`() throws
    {
        _ = try writeSegments()
        try keep("list", before: 3)
        for segment in 0..<2 { try remove(segment) }
        #expect(try inspect().isIntact)
        let next = try SegmentHeader(reading: try bench.bytes(3)).firstSequence
        let whole = try inspect()
        var bytes = try bench.bytes(2)
        bytes[10] ^= 1
        try bench.write(bytes, 2)
        let journal = try inspect()
        // All that it held had reached the sink, and nothing before it was missed.
        #expect(journal.damages.count == 1)
        #expect(journal.damages.first?.contains(bench.journal.segmentPath(2)) == true)
        #expect(journal.sequences == next..<whole.sequences.upperBound)
    }

    @Test func `A damaged checkpoint is damage of its journal, and the other journals are told as ever`() throws {
        _ = try writeSegments()
        try keep("list", before: 2)
        for segment in 0..<2 { try remove(segment) }
        try "{".write(toFile: bench.journal.checkpointPath("bad"), atomically: true, encoding: .utf8)
        let other = JournalFolder(root: bench.folder.path + "/run/journal", run: bench.journal.run, writer: 7)
        try FileManager.default.createDirectory(atPath: other.path, withIntermediateDirectories: true)
        let inspection = try JournalInspection(below: bench.folder.path)
        #expect(inspection.journals.map(\.path) == [bench.journal.path, other.path])
        #expect(inspection.journals.map(\.isIntact) == [false, true])
        let damaged = try #require(inspection.journals.first)
        // Where that sink is nobody knows: what was deleted is not missed on its account.
        #expect(damaged.damages.count == 1)
        #expect(damaged.damages.first?.contains("bad.checkpoint") == true)
        #expect(damaged.entryCount > 0)
    }

    @Test func `A journal that cannot be read at all is said, and the others are told as ever`() throws {
        _ = try writeSegments()
        let other = JournalFolder(root: bench.folder.path + "/run/journal", run: bench.journal.run, writer: 7)
        try "in the way".write(toFile: other.path, atomically: true, encoding: .utf8)
        let inspection = try JournalInspection(below: bench.folder.path)
        #expect(inspection.journals.map(\.path) == [bench.journal.path])
        #expect(!inspection.isIntact)
    }
}
