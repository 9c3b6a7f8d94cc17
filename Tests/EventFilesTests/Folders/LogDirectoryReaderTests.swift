import Foundation
import RegistryTestKit
import Testing

@testable import EventFiles

struct LogDirectoryReaderTests {
    private let logs = try? LogFolder()

    @Test func `Every folder with event files is a run, and its files are read in name order`() throws {
        let logs = try #require(logs)
        try logs.write("b/c/tfevents.2", [Samples.scalar("loss", 2, step: 2)])
        try logs.write("b/c/tfevents.1", [Samples.scalar("loss", 1, step: 1)])
        try logs.write("tfevents.root", [Samples.scalar("x", 5, step: 0)])
        try logs.write("a/events.out.tfevents.9", [Samples.scalar("y", 6, step: 0)])
        try logs.write("a/notes.txt", [])
        let read = try Reading(LogDirectoryReader(logs.url))
        #expect(read.scalars[".", "x"] == [[0, 5]])
        #expect(read.scalars["a", "y"] == [[0, 6]])
        #expect(read.scalars["b/c", "loss"] == [[1, 1], [2, 2]])
        #expect(read.runs == [".", "a", "b/c"])
        #expect(read.reports.isEmpty)
    }

    @Test func `A later pass gives only what is new, also of a record that came in halves`() throws {
        let logs = try #require(logs)
        try logs.write("run/tfevents", [Samples.firstEvent, Samples.scalar("loss", 1, step: 1)])
        let reader = LogDirectoryReader(logs.url)
        #expect(try Reading(reader).scalars["run", "loss"] == [[1, 1]])
        #expect(try Reading(reader).isEmpty)
        let record = Samples.record(Samples.scalar("loss", 2, step: 2))
        for byte in record.dropLast() {
            try logs.append("run/tfevents", [byte])
            #expect(try Reading(reader).isEmpty)
        }
        #expect(reader.unfinishedFiles.map(\.path) == ["run/tfevents"])
        try logs.append("run/tfevents", record.suffix(1))
        #expect(try Reading(reader).scalars["run", "loss"] == [[2, 2]])
        #expect(reader.unfinishedFiles.isEmpty)
        try logs.write("run2/tfevents", [Samples.scalar("loss", 3, step: 3)])
        #expect(try Reading(reader).scalars["run2", "loss"] == [[3, 3]])
    }

    @Test func `A damaged record is reported with its byte and passed over`() throws {
        let logs = try #require(logs)
        let records = (0..<3).map { Samples.record(Samples.scalar("loss", Float($0), step: Int64($0))) }
        var bytes = records.flatMap(\.self)
        bytes[records[0].count + 14] ^= 1
        try logs.write("tfevents", bytes: bytes)
        let read = try Reading(LogDirectoryReader(logs.url))
        #expect(read.scalars[".", "loss"] == [[0, 0], [2, 2]])
        #expect(read.reports.map(\.kind) == [.damagedRecord])
        #expect(read.reports.first?.path == "tfevents")
        #expect(read.reports.first?.byteOffset == records[0].count)
    }

    @Test func `A damaged length ends its file with one report, and reading the other files goes on`() throws {
        let logs = try #require(logs)
        let record = Samples.record(Samples.scalar("loss", 0, step: 0))
        var bytes = record + record + record
        bytes[record.count + 2] ^= 1
        try logs.write("a/tfevents", bytes: bytes)
        try logs.write("b/tfevents", bytes: record)
        let reader = LogDirectoryReader(logs.url)
        let read = try Reading(reader)
        #expect(read.scalars["a", "loss"] == [[0, 0]])
        #expect(read.scalars["b", "loss"] == [[0, 0]])
        #expect(read.reports.map(\.kind) == [.lostRest])
        #expect(read.reports.first?.byteOffset == record.count)
        try logs.append("a/tfevents", record)
        #expect(try Reading(reader).isEmpty)
    }

    @Test func `A file that is replaced, cut or removed is reported, and read anew`() throws {
        let logs = try #require(logs)
        let events = (0..<4).map { Samples.scalar("loss", Float($0), step: Int64($0)) }
        try logs.write("tfevents", events)
        let reader = LogDirectoryReader(logs.url)
        #expect(try Reading(reader).scalars[".", "loss"]?.count == 4)

        try logs.overwrite("tfevents", events.dropLast(2).flatMap(Samples.record))
        var read = try Reading(reader)
        #expect(read.reports.map(\.kind) == [.fileTruncated])
        #expect(read.scalars[".", "loss"]?.count == 2)

        // Cut and grown beyond its old size between two looks.
        try logs.overwrite("tfevents", [9, 8, 7].flatMap { Samples.record(Samples.scalar("loss", $0, step: 9)) })
        read = try Reading(reader)
        #expect(read.reports.map(\.kind) == [.fileTruncated])
        #expect(read.scalars[".", "loss"] == [[9, 9], [9, 8], [9, 7]])

        try logs.write("other", events)
        try logs.move("other", to: "tfevents")
        read = try Reading(reader)
        #expect(read.reports.map(\.kind) == [.fileReplaced])
        #expect(read.scalars[".", "loss"]?.count == 4)

        try logs.remove("tfevents")
        read = try Reading(reader)
        #expect(read.reports.map(\.kind) == [.fileRemoved])
        #expect(try Reading(reader).isEmpty)
    }

    @Test func `Steps that go back are reported, and all values are given`() throws {
        let logs = try #require(logs)
        try logs.write("tfevents.1", [1, 2, 3].map { Samples.scalar("loss", 0, step: $0) })
        try logs.write("tfevents.2", [2, 3, 4].map { Samples.scalar("loss", 1, step: $0) })
        let read = try Reading(LogDirectoryReader(logs.url))
        #expect(read.scalars[".", "loss"]?.map { $0[0] } == [1, 2, 3, 2, 3, 4])
        #expect(read.reports.map(\.kind) == [.stepsWentBack])
        #expect(read.reports.first?.path == "tfevents.2")
        #expect(read.reports.first?.byteOffset == 0)
    }

    @Test func `Any kind of value comes with its meaning`() throws {
        let logs = try #require(logs)
        let expected = try Everything.values()
        try logs.write("tfevents", [Event(wallTime: 3, step: 7, content: .summary(expected.map(\.value)))])
        let read = try Reading(LogDirectoryReader(logs.url))
        #expect(read.scalars[".", "loss"] == [[7, 0.25]])
        #expect(read.scalars[".", "accuracy"] == [[7, 0.5]])
        #expect(read.tags["accuracy"]?.description == "the *share*")
        let others = expected.filter { if case .scalar = $0.meaning { false } else { true } }
        #expect(read.values.map(\.value) == others.map(\.meaning))
        #expect(read.values.allSatisfy { $0.step == 7 && $0.wallTime == 3 && $0.byteOffset == 0 })
    }

    @Test func `Links are followed, circles end, and what is no file is not opened`() throws {
        let logs = try #require(logs)
        try logs.write("run/tfevents", [Samples.scalar("loss", 1, step: 1)])
        try logs.link("run/circle", to: logs.url.path)
        try logs.link("run/self", to: "self")
        try logs.link("elsewhere", to: "run")
        try logs.link("nothing", to: "not/there")
        try logs.pipe("run/pipe.tfevents")
        let read = try Reading(LogDirectoryReader(logs.url))
        #expect(read.scalars.count == 1)
        #expect(read.reports.allSatisfy { $0.kind == .unreadable })
    }

    @Test func `A tree that is too deep or too large is cut and reported`() throws {
        let logs = try #require(logs)
        try logs.write("a/b/c/d/tfevents", [Samples.scalar("deep", 1, step: 1)])
        try logs.write("a/tfevents", [Samples.scalar("high", 1, step: 1)])
        var limits = ReadingLimits()
        limits.folderDepth = 2
        var read = try Reading(LogDirectoryReader(logs.url, limits: limits))
        #expect(read.scalars.keys.map(\.tag) == ["high"])
        #expect(read.reports.map(\.kind) == [.tooManyFolders])
        limits = ReadingLimits()
        limits.entryCount = 3
        read = try Reading(LogDirectoryReader(logs.url, limits: limits))
        #expect(read.reports.map(\.kind) == [.tooManyFolders])
    }

    @Test func `A log directory that is not there is an error, and is read once it is`() throws {
        let logs = try #require(logs)
        let reader = LogDirectoryReader(logs.url.appending(path: "later"))
        #expect { try reader.nextBatch() } throws: { ($0 as? EventFileError)?.code == .unreadable }
        try logs.write("later/tfevents", [Samples.scalar("loss", 1, step: 1)])
        #expect(try Reading(reader).scalars[".", "loss"] == [[1, 1]])
    }

    @Test func `Batches are small, and the tags' memory is limited`() throws {
        let logs = try #require(logs)
        try logs.write("tfevents", (0..<100).map { Samples.scalar("loss", 0, step: $0) })
        var limits = ReadingLimits()
        limits.batchScalarCount = 30
        let reader = LogDirectoryReader(logs.url, limits: limits)
        var counts: [Int] = []
        while let batch = try reader.nextBatch() { counts.append(batch.scalars.count) }
        #expect(counts == [30, 30, 30, 10])

        try logs.write("tfevents", (0..<100).map { Samples.scalar("tag \($0)", 0, step: 1) })
        limits = ReadingLimits()
        limits.tagMemory = 5_000
        let read = try Reading(LogDirectoryReader(logs.url, limits: limits))
        #expect(read.scalars.count > 10 && read.scalars.count < 30)
        #expect(read.reports.map(\.kind) == [.tooManyTags])
    }

    @Test func `A record longer than accepted is passed over, also while it is still growing`() throws {
        let logs = try #require(logs)
        let long = Samples.record(Samples.scalar(String(repeating: "x", count: 5_000), 1, step: 1))
        try logs.write("tfevents", bytes: Array(long.prefix(100)))
        var limits = ReadingLimits()
        limits.recordLength = 1_000
        let reader = LogDirectoryReader(logs.url, limits: limits)
        #expect(try Reading(reader).reports.map(\.kind) == [.tooLong])
        #expect(try Reading(reader).isEmpty)
        try logs.append("tfevents", long.suffix(from: 100) + Samples.scalarRecord)
        let read = try Reading(reader)
        #expect(read.scalars[".", "loss"] == [[7, 0.5]])
        #expect(read.reports.isEmpty)
    }
}
