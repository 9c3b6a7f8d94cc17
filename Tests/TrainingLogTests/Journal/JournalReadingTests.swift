import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// What was written to a journal is read from it; what is damaged is said.
struct JournalReadingTests {
    private static let time = Workbench.startTime

    /// A small journal with every kind of content.
    private func writeSmall(_ bench: JournalBench, segment: Int = 16 << 20) throws -> [String] {
        let journal = bench.writer(segment: segment)
        let image = LoggedImage(tag: "t", fileName: "p.png", width: 2, height: 1, channels: 1, bytes: [0, 255])
        let bodies = try [
            ["_id": "x"], image.document, ["a": 1, "b": .double(.nan)], ["status": "failed", "message": "why"],
        ].map { try $0.bson() }
        _ = journal.append { buffer in buffer.add(.start, time: Self.time, body: bodies[0]) }
        _ = journal.append { $0.addScalar("loss", 0.5, step: -3, time: Self.time) }
        _ = journal.append { $0.addScalars(["loss": .infinity], step: .max, time: Self.time) }
        _ = journal.append { $0.add(.image, time: Self.time, number: 9, body: bodies[1]) }
        _ = journal.append { $0.add(.record, time: Self.time, number: 4, body: bodies[2]) }
        _ = journal.append { $0.add(.event, time: WallTime(millisecondsSince1970: .min), body: [1, 2, 3]) }
        _ = journal.append(isLast: true) { $0.add(.end, time: Self.time, body: bodies[3]) }
        try journal.flush(synchronizing: true)
        return [
            LogEntry(sequence: 0, time: Self.time, content: .start(["_id": "x"], isResumed: false)),
            LogEntry(sequence: 2, time: Self.time, content: .scalar(NamedNumber(name: "loss", value: 0.5), -3)),
            LogEntry(
                sequence: 3, time: Self.time, content: .scalars([NamedNumber(name: "loss", value: .infinity)], .max)),
            LogEntry(sequence: 4, time: Self.time, content: .image(image, 9)),
            LogEntry(sequence: 5, time: Self.time, content: .record(["a": 1, "b": .double(.nan)], place: 4)),
            LogEntry(sequence: 6, time: WallTime(millisecondsSince1970: .min), content: .event([1, 2, 3])),
            LogEntry(sequence: 7, time: Self.time, content: .end(.failed, message: "why")),
        ].map(\.text)
    }

    @Test func `Every kind of content is read as it was written`() throws {
        let bench = try JournalBench()
        let expected = try writeSmall(bench)
        let read = try bench.readAll()
        #expect(read.entries.map(\.text) == expected)
        #expect(read.damages.isEmpty)
        #expect(read.tornAt == nil)
    }

    @Test func `A journal cut at any byte gives every record before the cut, and says where it is torn`() throws {
        let bench = try JournalBench()
        let expected = try writeSmall(bench)
        let whole = try bench.bytes()
        var ends: [Int] = []
        for count in 0...whole.count {
            try bench.write(Array(whole[..<count]))
            let read = try bench.readAll()
            #expect(read.entries.map(\.text) == Array(expected.prefix(read.entries.count)), "cut at \(count)")
            #expect(read.damages.isEmpty, "cut at \(count)")
            #expect(read.tornAt == nil || count > (read.tornAt ?? 0), "cut at \(count)")
            if count > SegmentHeader.length, read.end.offset < count { #expect(read.tornAt == read.end.offset) }
            ends.append(read.entries.count)
        }
        #expect(ends == ends.sorted())
        #expect(ends.last == expected.count)
        #expect(ends[whole.count - 1] == expected.count - 1)
    }

    @Test func `A flipped bit at any byte is reported, and costs one record or the rest of the segment`() throws {
        let bench = try JournalBench()
        let expected = try writeSmall(bench)
        let whole = try bench.bytes()
        for index in whole.indices {
            for bit in [0, 7] {
                var damaged = whole
                damaged[index] ^= 1 << UInt8(bit)
                try bench.write(damaged)
                let read = try bench.readAll()
                // A head that says a longer record than there is looks like one that is not written yet.
                #expect(!read.damages.isEmpty || read.tornAt != nil, "byte \(index), bit \(bit)")
                let entries = read.entries.map(\.text)
                #expect(Set(entries).isSubset(of: expected), "byte \(index), bit \(bit)")
                #expect(entries.count < expected.count, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test func `A damaged head costs the rest of its segment only, and the loss is counted`() throws {
        let bench = try JournalBench()
        let journal = bench.writer(segment: 200)
        for index in 0..<30 { _ = journal.append { $0.addScalar("x", Double(index), step: 0, time: Self.time) } }
        let segments = try bench.journal.segments()
        try #require(segments.count > 3)
        var bytes = try bench.bytes(1)
        bytes[SegmentHeader.length + 2] ^= 1
        try bench.write(bytes, 1)
        let first = try SegmentHeader(reading: try bench.bytes(1)).firstSequence
        let next = try SegmentHeader(reading: try bench.bytes(2)).firstSequence
        let read = try bench.readAll()
        #expect(read.damages.map(\.fault) == [.damagedFrame, .missingRecords])
        #expect(read.damages.map(\.offset) == [SegmentHeader.length, 0])
        #expect(read.damages.last?.lost.range == first..<next)
        #expect(read.entries.last?.numbers.first?.value == 29)
    }

    @Test func `A damaged content costs its own record only`() throws {
        let bench = try JournalBench()
        _ = try writeSmall(bench)
        var bytes = try bench.bytes()
        // The last byte but one record: inside the end's payload.
        bytes[bytes.count - 1] ^= 1
        try bench.write(bytes)
        let read = try bench.readAll()
        #expect(read.damages.map(\.fault) == [.damagedPayload])
        #expect(read.damages.map(\.lost.range) == [7..<8])
        #expect(read.entries.count == 6)
    }

    @Test func `A missing segment is reported with what it held`() throws {
        let bench = try JournalBench()
        let journal = bench.writer(segment: 200)
        for index in 0..<30 { _ = journal.append { $0.addScalar("x", Double(index), step: 0, time: Self.time) } }
        let first = try SegmentHeader(reading: try bench.bytes(2)).firstSequence
        let next = try SegmentHeader(reading: try bench.bytes(3)).firstSequence
        try FileManager.default.removeItem(atPath: bench.journal.segmentPath(2))
        let read = try bench.readAll()
        #expect(read.damages.map(\.fault) == [.missingSegment, .missingRecords])
        #expect(read.damages.last?.lost.range == first..<next)
    }

    @Test func `Numbers that nobody wants are counted, and everything else is read as ever`() throws {
        let bench = try JournalBench()
        let expected = try writeSmall(bench)
        var reader = JournalReader(bench.journal, wantsNumbers: false)
        let read = try reader.next()
        #expect(read.unwantedCount == 2)
        #expect(read.entries.map(\.text) == [expected[0]] + expected[3...])
        #expect(read.end == (try bench.readAll().end))
        // A journal of nothing else is no journal at its end.
        let numbers = try JournalBench()
        _ = numbers.writer().append { $0.addScalar("x", 1, step: 0, time: Self.time) }
        reader = JournalReader(numbers.journal, wantsNumbers: false)
        #expect(!(try reader.next().isEmpty))
        #expect(try reader.next().isEmpty)
    }

    @Test func `A segment that cannot be read for a while costs nothing of what was read before it`() throws {
        let bench = try JournalBench()
        let journal = bench.writer(segment: 200)
        for index in 0..<30 { _ = journal.append { $0.addScalar("x", Double(index), step: 0, time: Self.time) } }
        let (path, aside) = (bench.journal.segmentPath(2), bench.folder.path + "/aside")
        try FileManager.default.moveItem(atPath: path, toPath: aside)
        // A folder can be opened, and not be read.
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        var reader = JournalReader(bench.journal)
        #expect(throws: SystemError.self) { try reader.next() }
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: aside, toPath: path)
        let read = try reader.next()
        #expect(read.entries.flatMap(\.numbers).map(\.value) == (0..<30).map(Double.init))
        #expect(read.damages.isEmpty)
    }

    @Test func `Reading goes on from any place of any segment, with the names defined before it`() throws {
        let bench = try JournalBench(writer: 5)
        let journal = bench.writer(segment: 300)
        for index in 0..<60 {
            _ = journal.append { $0.addScalar("name \(index % 3)", Double(index), step: 0, time: Self.time) }
        }
        let all = try bench.readAll().entries
        #expect(all.count == 60)
        #expect(all.first?.sequence == JournalPosition.start(of: 5).sequence + 1)
        var reader = JournalReader(bench.journal)
        var read = 0
        while true {
            let portion = try reader.next(1)
            if portion.entries.isEmpty { break }
            read += portion.entries.count
            let rest = try bench.readAll(from: portion.end).entries
            #expect(rest.map(\.text) == all.dropFirst(read).map(\.text))
        }
        #expect(read == 60)
    }

    @Test func `A reader that is at the end finds what is written later, in new segments as well`() throws {
        let bench = try JournalBench()
        let journal = bench.writer(segment: 200)
        var reader = JournalReader(bench.journal)
        #expect(try reader.next().isEmpty)
        for index in 0..<40 {
            _ = journal.append { $0.addScalar("x", Double(index), step: 0, time: Self.time) }
            // Some lie behind each other in one segment, some in several.
            guard index % 7 == 6 else { continue }
            let read = try reader.next()
            #expect(read.entries.flatMap(\.numbers).map(\.value) == ((index - 6)...index).map(Double.init))
            #expect(read.damages.isEmpty)
            #expect(try reader.next().isEmpty)
        }
    }

    @Test func `A journal's folder that cannot be listed is an error, not an empty journal`() throws {
        let bench = try JournalBench()
        #expect(try bench.journal.segments().isEmpty)
        try "in the way".write(toFile: bench.journal.path, atomically: true, encoding: .utf8)
        #expect(throws: (any Error).self) { try bench.journal.segments() }
        #expect(throws: (any Error).self) { try Checkpoint.all(in: bench.journal) }
        #expect(throws: (any Error).self) { try bench.readAll() }
    }

    @Test func `Names that only look the same stay different`() throws {
        let bench = try JournalBench()
        let journal = bench.writer()
        let names = ["caf\u{E9}", "cafe\u{301}", "caf\u{E9}", "cafe\u{301}", ""]
        for name in names { _ = journal.append { $0.addScalar(name, 1, step: 0, time: Self.time) } }
        let read = try bench.readAll().entries.flatMap(\.numbers).map { Array($0.name.utf8) }
        #expect(read == names.map { Array($0.utf8) })
    }

    @Test func `Random bytes are refused without harm, whatever they are`() throws {
        let seed: UInt64 = 20_261_125
        var generator = SeededGenerator(seed: seed)
        let bench = try JournalBench()
        _ = try writeSmall(bench)
        let whole = try bench.bytes()
        for round in 0..<2_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                guard let index = bytes.indices.randomElement(using: &generator) else { continue }
                switch Int.random(in: 0...2, using: &generator) {
                case 0: bytes[index] = .random(in: 0...255, using: &generator)
                case 1:
                    bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...40, using: &generator)))
                default: bytes.insert(contentsOf: whole.suffix(Int.random(in: 1...60, using: &generator)), at: index)
                }
            }
            try bench.write(bytes)
            let read = try bench.readAll()
            let sequences = read.entries.map(\.sequence)
            #expect(sequences == Array(Set(sequences)).sorted(), "seed \(seed), round \(round)")
        }
    }
}
