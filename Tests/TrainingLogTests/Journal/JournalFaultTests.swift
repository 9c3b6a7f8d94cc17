import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// What happens to a journal that its writer cannot help.
@Suite(.timeLimit(.minutes(5)))
struct JournalFaultTests {
    private static let time = Workbench.startTime

    private static func append(_ journal: JournalWriter, _ value: Double) {
        _ = journal.append { $0.addScalar("x", value, step: 0, time: time) }
    }

    private static func values(_ bench: JournalBench) throws -> [Double] {
        try bench.readAll().entries.flatMap(\.numbers).map(\.value)
    }

    // MARK: A full journal

    @Test(arguments: [FullJournalPolicy.wait, .dropNewest])
    func `An entry as large as the whole journal holds up nothing that comes behind it`(policy: FullJournalPolicy)
        throws
    {
        let bench = try JournalBench()
        let journal = bench.writer(segment: 4_000, disk: 16_000, policy: policy)
        let source = JournalSource(folder: bench.journal, writer: journal)
        _ = journal.append { $0.add(.event, time: Self.time, body: [UInt8](repeating: 1, count: 50_000)) }
        Self.append(journal, 1)
        // The lanes have passed the segment of the large one.
        #expect(journal.written.segment == 1)
        source.deleteSegments(before: 1)
        Self.append(journal, 2)
        #expect(journal.dropped == 0)
        #expect(
            try bench.readAll(from: try journal.startOfSegment(1)).entries.flatMap(\.numbers).map(\.value) == [1, 2])
    }

    @Test func `Room is given back once for each segment that is gone, whoever deleted it`() throws {
        let bench = try JournalBench()
        let journal = bench.writer(segment: 500, disk: 2_500, policy: .dropNewest)
        let source = JournalSource(folder: bench.journal, writer: journal)
        while journal.dropped == 0 { Self.append(journal, 0) }
        try FileManager.default.removeItem(atPath: bench.journal.segmentPath(0))
        for _ in 0..<20 { source.deleteSegments(before: 1) }
        let before = journal.nextSequence
        while journal.dropped == 1 { Self.append(journal, 0) }
        #expect((1..<40).contains(journal.nextSequence - before))
    }

    @Test func `A segment that cannot be deleted is told with its cause, and holds up no record; it goes when it can`()
        throws
    {
        let bench = try JournalBench()
        let problems = ProblemList()
        let journal = bench.writer(segment: 500, disk: 2_500, policy: .dropNewest) { problems.add($0) }
        let source = JournalSource(folder: bench.journal, writer: journal)
        while journal.dropped == 0 { Self.append(journal, 0) }
        // A folder in its place: it cannot be unlinked.
        let held = bench.journal.segmentPath(0)
        try FileManager.default.removeItem(atPath: held)
        try FileManager.default.createDirectory(atPath: held, withIntermediateDirectories: false)
        for _ in 0..<20 { source.deleteSegments(before: 1) }
        let before = journal.nextSequence
        while journal.dropped == 1 { Self.append(journal, 0) }
        #expect((1..<40).contains(journal.nextSequence - before), "its room, once")
        #expect(problems.all.count == 1)
        #expect(problems.all.first?.message.contains(held) == true)
        #expect(problems.all.first?.error is SystemError)
        try FileManager.default.removeItem(atPath: held)
        try "a file again".write(toFile: held, atomically: true, encoding: .utf8)
        source.deleteSegments(before: 1)
        #expect(!FileManager.default.fileExists(atPath: held))
        Self.append(journal, 0)
        #expect(journal.dropped == 3, "its room was given back before")
    }

    @Test func `Training goes on at the limit when a segment that every sink has passed cannot be deleted`()
        async throws
    {
        let bench = try JournalBench()
        let problems = ProblemList()
        let journal = bench.writer(segment: 500, disk: 2_500) { problems.add($0) }
        let source = JournalSource(folder: bench.journal, writer: journal)
        let executor = DispatchExecutor(label: "test")
        let done = SharedCount()
        await withTaskGroup { group in
            group.addTask(executorPreference: executor) {
                while !problems.all.contains(where: { $0.kind == .failed }) {
                    Self.append(journal, 0)
                    done.increment()
                }
            }
            while !problems.all.contains(where: { $0.kind == .waiting }) { await Task.yield() }
            let held = bench.journal.segmentPath(0)
            #expect(throws: Never.self) {
                try FileManager.default.removeItem(atPath: held)
                try FileManager.default.createDirectory(atPath: held, withIntermediateDirectories: false)
            }
            source.deleteSegments(before: 1)
        }
        withExtendedLifetime(executor) {}
        #expect(Int64(done.value) < journal.nextSequence)
    }

    // MARK: The lock and the folder

    @Test func `A journal of which a sink could not be noted is not written until it can`() throws {
        let bench = try JournalBench()
        let path = bench.journal.checkpointPath("registry")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let journal = JournalWriter(
            folder: bench.journal, sinkNames: ["CSV", "registry"], durability: .written,
            limits: JournalLimits(diskInBytes: 1 << 30, policy: .wait, keepsSegments: true), firstSequence: 0
        ) { _ in }
        Self.append(journal, 1)
        #expect(throws: (any Error).self) { try journal.flush(synchronizing: false) }
        #expect(try bench.journal.segments() == [])
        try FileManager.default.removeItem(atPath: path)
        try journal.flush(synchronizing: false)
        #expect(try bench.journal.checkpointNames() == ["CSV", "registry"])
        #expect(bench.journal.isKept)
        #expect(try Self.values(bench) == [1])
    }

    @Test(arguments: [false, true])
    func `A journal whose folder is moved away goes on in a new one, whole and locked`(isNewSegmentDue: Bool)
        async throws
    {
        let bench = try JournalBench()
        let journal = bench.writer(segment: isNewSegmentDue ? 200 : 16 << 20)
        Self.append(journal, 0)
        // With a short segment, the next record but a few begins another.
        while isNewSegmentDue, journal.written.offset < 200 { Self.append(journal, 0) }
        let segment = journal.written.segment
        try FileManager.default.moveItem(atPath: bench.journal.path, toPath: bench.folder.path + "/moved")
        var count = 0
        // Where the folder is, is looked at now and then only.
        while !FileManager.default.fileExists(atPath: bench.journal.segmentPath(segment)) {
            Self.append(journal, 1)
            count += 1
            if !isNewSegmentDue { await Task.yield() }
        }
        #expect(journal.dropped == 0)
        #expect(try bench.journal.takeLock() == nil)
        let read = try bench.readAll()
        #expect(read.damages.isEmpty)
        #expect(read.end.sequence == journal.nextSequence)
        #expect(read.entries.flatMap(\.numbers).filter { $0.value == 1 }.count == count)
        withExtendedLifetime(journal) {}
    }

    @Test func `A journal that is let go with something unwritten is kept from others until it is written`()
        async throws
    {
        let bench = try JournalBench()
        let journal = bench.writer(segment: 100)
        Self.append(journal, 0)
        while journal.written.offset < 100 { Self.append(journal, 0) }
        let wall = bench.journal.segmentPath(journal.written.segment + 1)
        try FileManager.default.createDirectory(atPath: wall, withIntermediateDirectories: false)
        Self.append(journal, 1)
        journal.letGo()
        #expect(try bench.journal.takeLock() == nil)
        try FileManager.default.removeItem(atPath: wall)
        // By itself: nobody asks for it any more.
        while try bench.journal.takeLock() == nil { await Task.yield() }
        #expect(try Self.values(bench).last == 1)
        withExtendedLifetime(journal) {}
    }

    // MARK: A disk that is silent

    @Test(
        .enabled(if: FrozenVolume.isPermitted, FrozenVolume.reason),
        arguments: [FullJournalPolicy.wait, .dropNewest])
    func `A disk that is silent holds up no call before memory is full, and is reported once`(
        policy: FullJournalPolicy
    ) async throws {
        let bench = try JournalBench()
        let volume = try FrozenVolume(at: bench.journal.path)
        defer { volume.remove() }
        let problems = ProblemList()
        let journal = bench.writer(.buffered(.milliseconds(1)), memory: 8 << 20, policy: policy) { problems.add($0) }
        Self.append(journal, 0)
        try journal.flush(synchronizing: false)
        try volume.freeze()
        let body = [UInt8](repeating: 0, count: 1 << 20)
        let done = SharedCount()
        let executor = DispatchExecutor(label: "test")
        await withTaskGroup { group in
            group.addTask(executorPreference: executor) {
                for _ in 0..<16 {
                    _ = journal.append { $0.add(.event, time: Self.time, body: body) }
                    done.increment()
                }
            }
            while done.value < (policy == .wait ? 8 : 16) { await Task.yield() }
            #expect(problems.all.map(\.kind) == [.failed])
            volume.thaw()
        }
        withExtendedLifetime(executor) {}
        try journal.flush(synchronizing: false)
        #expect(policy == .wait ? journal.dropped == 0 : journal.dropped == 8)
        #expect(try bench.readAll().entries.count == 17 - journal.dropped)
        #expect(problems.all.count == 1)
    }
}

extension JournalWriter {
    /// Where a segment's records begin, for a reader to whom earlier ones do not matter.
    fileprivate func startOfSegment(_ segment: Int) throws -> JournalPosition {
        let header = try OpenSegment(PosixFile(folder.segmentPath(segment), .read)).header
        return JournalPosition(segment: segment, offset: SegmentHeader.length, sequence: header.firstSequence)
    }
}
