import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// A journal may be anybody's: what it claims is believed as far as it can be true.
struct HostileJournalTests {
    private static let time = Workbench.startTime

    @Test func `A damaged header of the last segment is reported once, however often the reader is asked`() throws {
        let bench = try JournalBench()
        try bench.write([UInt8](repeating: 7, count: 100))
        var reader = JournalReader(bench.journal)
        #expect(try reader.next().damages.map(\.fault) == [.noJournal])
        #expect(try reader.next().damages.isEmpty)
        #expect(try reader.next().entries.isEmpty)
    }

    @Test func `An inspection comes to an end when the last segment is none, and says so`() throws {
        let bench = try JournalBench()
        // Where journals lie in a run's folder.
        let path = bench.folder.path + "/run/journal"
        let journal = JournalFolder(root: path, run: bench.journal.run, writer: 0)
        try FileManager.default.createDirectory(atPath: journal.path, withIntermediateDirectories: true)
        try Data([UInt8](repeating: 7, count: 100)).write(to: URL(filePath: journal.segmentPath(0)))
        let inspection = try JournalInspection(below: bench.folder.path)
        #expect(inspection.journals.map(\.damages.count) == [1])
    }

    @Test func `Thousands of files that are no segments cost no stack, and are one damage`() async throws {
        let bench = try JournalBench()
        let journal = bench.writer()
        _ = journal.append { $0.addScalar("x", 1, step: 0, time: Self.time) }
        try bench.write([UInt8](repeating: 7, count: 60), 1)
        let files = FileManager.default
        for segment in 2...4_000 {
            try files.linkItem(atPath: bench.journal.segmentPath(1), toPath: bench.journal.segmentPath(segment))
        }
        // As much as the threads of a pool have on some systems.
        let read = try await withCheckedThrowingContinuation { continuation in
            let thread = Thread { continuation.resume(with: Result { try bench.readAll() }) }
            thread.stackSize = 256 << 10
            thread.start()
        }
        #expect(read.entries.count == 1)
        let damage = try #require(read.damages.first)
        #expect(read.damages.count == 1)
        #expect(damage.fault == .noJournal && damage.path == bench.journal.segmentPath(1))
        #expect(damage.sentence.contains("3999"))
    }

    @Test(arguments: [.max, .max - 1, 1 << 40] as [Int64])
    func `A number that the writer cannot have given is damage, and nothing is counted as lost`(
        number: Int64
    ) throws {
        for isDamaged in [false, true] {
            let bench = try JournalBench()
            let journal = bench.writer()
            _ = journal.append { $0.addScalar("x", 1, step: 0, time: Self.time) }
            var bytes = try bench.bytes()
            let start = JournalFrame.open(&bytes)
            bytes += [EntryKind.event.rawValue, 0]
            JournalFrame.close(&bytes, beginning: start, sequence: number)
            if isDamaged { bytes[bytes.count - 1] ^= 1 }
            try bench.write(bytes)
            let read = try bench.readAll()
            #expect(read.entries.count == 1)
            #expect(read.damages.map(\.fault) == [.damagedFrame])
            #expect(read.damages.map(\.lost.range) == [0..<0])
        }
    }

    @Test(
        arguments: [
            ["segment": 0, "offset": 60, "sequence": .int(.max)],
            ["segment": 0, "offset": .int(.max), "sequence": 0],
            ["segment": .int(.max), "offset": 60, "sequence": 0],
            ["segment": 0, "offset": 60, "sequence": -1],
            ["segment": 0, "offset": 60, "sequence": 0, "lost": .int(.max)],
            ["segment": 0, "offset": 60, "sequence": 0, "rejected": -1],
            ["segment": 0, "offset": 60, "sequence": 0, "lost": "many"],
        ] as [Document])
    func `A checkpoint that cannot be true is damaged`(checkpoint: Document) throws {
        let bench = try JournalBench()
        try FileManager.default.createDirectory(atPath: bench.journal.path, withIntermediateDirectories: true)
        try Data(checkpoint.json().utf8).write(to: URL(filePath: bench.journal.checkpointPath("x")))
        #expect(throws: RegistryError.self) { try Checkpoint.stored(by: "x", in: bench.journal) }
    }

    @Test(arguments: [.int(.max), .int(.max - 1), -1, .int(1 << 31), "many", .null, 1.5] as [Value])
    func `A number of rows that no file can have is not believed, and every record gets its row`(
        count: Value
    ) async throws {
        let bench = try Workbench()
        try FileManager.default.createDirectory(
            atPath: bench.path("run/data"), withIntermediateDirectories: true)
        try Data("Loss\r\n0\r\n".utf8).write(to: URL(filePath: bench.path("run/data/default_.csv")))
        let sink = CSVSink(folder: RunFolder(path: bench.path("run")))
        try await sink.restore(["rows": ["default_.csv": count]])
        let entries = (0..<2).map { index in
            LogEntry(sequence: Int64(index), time: Self.time, content: .record(["Loss": Value(index)], place: 0))
        }
        #expect(try await sink.prepare(for: entries), "the true number is to be kept first")
        _ = try await sink.deliver(entries)
        #expect(try bench.lines("run/data/default_.csv") == ["Loss", "0", "0", "1"])
        #expect(try await sink.checkpoint() == ["rows": ["default_.csv": 3]])
    }

    @Test func `A checkpoint of the last writer there can be is read as it was written`() throws {
        let bench = try JournalBench(writer: JournalPosition.largestWriter)
        try FileManager.default.createDirectory(atPath: bench.journal.path, withIntermediateDirectories: true)
        var checkpoint = Checkpoint(position: .start(of: JournalPosition.largestWriter))
        checkpoint.position.sequence += 7
        checkpoint.lost = 3
        try checkpoint.write(of: "x", in: bench.journal)
        let stored = try #require(try Checkpoint.stored(by: "x", in: bench.journal))
        #expect(stored.position == checkpoint.position)
        #expect(stored.lost == 3)
    }

    @Test func `A folder whose name has a number that no writer has is no journal`() {
        let run = String(repeating: "0", count: 32)
        #expect(JournalFolder(path: "/logs/journal/\(run)-ffffff") != nil)
        #expect(JournalFolder(path: "/logs/journal/\(run)-1000000") == nil)
        #expect(JournalFolder(path: "/logs/journal/\(run)-ffffffffffffffff") == nil)
    }
}
