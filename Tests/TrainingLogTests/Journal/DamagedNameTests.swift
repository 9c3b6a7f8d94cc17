import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// A name stands once in a segment, and all its numbers refer to it: what its damage costs is no more than that.
struct DamagedNameTests {
    private static let time = Workbench.startTime

    /// Damages the name that is written with this text in a journal's only segment.
    private func damage(_ name: String, in bench: JournalBench) throws {
        var bytes = try bench.bytes()
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: name.utf8) })
        bytes[place] ^= 1
        try bench.write(bytes)
    }

    @Test func `A damaged name costs its own numbers only, and the names behind it stay`() throws {
        let bench = try JournalBench()
        let journal = bench.writer()
        for index in 0..<300 {
            let name = ["first", "second", "third"][index % 3]
            _ = journal.append { $0.addScalar(name, Double(index), step: 0, time: Self.time) }
        }
        try damage("first", in: bench)
        let read = try bench.readAll()
        #expect(read.entries.flatMap(\.numbers).map(\.value) == (0..<300).filter { $0 % 3 > 0 }.map(Double.init))
        #expect(Set(read.entries.flatMap(\.numbers).map(\.name)) == ["second", "third"])
        // The name itself, and what lacks it: not one for each number.
        #expect(read.damages.count == 2)
        #expect(read.damages.map(\.lost.count) == [1, 100])
    }

    @Test func `Of several numbers in one record, those stay whose names are whole`() throws {
        let bench = try JournalBench()
        let journal = bench.writer()
        for index in 0..<50 {
            _ = journal.append { $0.addScalar("first", 0, step: 0, time: Self.time) }
            let value = Double(index)
            _ = journal.append { $0.addScalars(["first": 0, "second": value], step: 0, time: Self.time) }
        }
        try damage("first", in: bench)
        let read = try bench.readAll()
        #expect(read.entries.count == 50)
        #expect(read.entries.flatMap(\.numbers).map(\.value) == (0..<50).map(Double.init))
        #expect(read.damages.map(\.lost.count) == [1, 100])
    }

    @Test func `Reading goes on behind a damaged name from any place with the same numbers`() throws {
        let bench = try JournalBench()
        let journal = bench.writer()
        for index in 0..<20 {
            let name = ["first", "second", "third"][index % 3]
            _ = journal.append { $0.addScalar(name, Double(index), step: 0, time: Self.time) }
        }
        try damage("second", in: bench)
        let all = try bench.readAll().entries
        var reader = JournalReader(bench.journal)
        var read = 0
        while true {
            let portion = try reader.next(1)
            if portion.entries.isEmpty { break }
            read += portion.entries.count
            let rest = try bench.readAll(from: portion.end).entries
            #expect(rest.map(\.text) == all.dropFirst(read).map(\.text))
        }
        #expect(read == 13)
    }

    @Test func `Records damaged one behind the other are one damage with all their numbers`() throws {
        let bench = try JournalBench()
        let journal = bench.writer()
        for index in 0..<30 { _ = journal.append { $0.add(.event, time: Self.time, body: [UInt8(index), 7, 7, 7]) } }
        var bytes = try bench.bytes()
        let length = (bytes.count - SegmentHeader.length) / 30
        for index in [4, 5, 6, 7, 20] { bytes[SegmentHeader.length + (index + 1) * length - 1] ^= 1 }
        try bench.write(bytes)
        let read = try bench.readAll()
        #expect(read.entries.count == 25)
        #expect(read.damages.map(\.lost.lowerBound) == [4, 20])
        #expect(read.damages.map(\.lost.count) == [4, 1])
        #expect(read.damages.map(\.offset) == [4, 20].map { SegmentHeader.length + $0 * length })
    }

    @Test func `Whatever numbers names have, they cost no more memory than their bytes, and one number means one name`()
        throws
    {
        var decoder = EntryDecoder(origin: Self.time)
        let numbers: [UInt64] = [.max, .max - 1, 1 << 62, 5, 0, 1, 5, 0, 1 << 32]
        for (index, number) in numbers.enumerated() {
            var payload = [EntryKind.name.rawValue]
            payload.appendVarint(number)
            payload += Array("name \(index)".utf8)
            _ = decoder.decode(payload, in: payload.indices)
        }
        func name(_ number: UInt64) -> String? {
            var payload: [UInt8] = []
            EntryEncoder(origin: Self.time).scalar(number, 1, step: 0, time: Self.time, to: &payload)
            guard case .entry(.scalar(let read, _), _) = decoder.decode(payload, in: payload.indices) else {
                return nil
            }
            return read.name
        }
        #expect(name(.max) == "name 0")
        #expect(name(5) == "name 3")
        #expect(name(0) == "name 4")
        #expect(name(1) == "name 5")
        #expect(name(1 << 32) == "name 8")
        #expect(name(2) == nil)
        #expect(name(6) == nil)
    }
}
