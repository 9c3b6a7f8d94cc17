import RegistryTestKit
import Testing
import TrackerFiles

@Suite struct BlockFramingTests {
    @Test func `a header record is written byte for byte as W&B does`() {
        let record: [UInt8] =
            [0x08, 0x01, 0xAA, 0x01, 0x0D, 0x0A, 0x0B, 0x0A, 0x01, 0x78, 0x12, 0x06] + Array("0.70.0".utf8)
        let expected: [UInt8] =
            [0x3A, 0x57, 0x26, 0x42, 0xE1, 0xBE, 0x00, 0x9D, 0xB2, 0x3A, 0x62, 0x12, 0x00, 0x01] + record
        #expect(Blocks.file([record]) == expected)
        #expect(
            WandBRecordEncoder.encode(.header(producer: "x", minimumConsumer: "0.70.0"), number: 1) == record)
    }

    @Test func `records of every length around a block's end are read as they were written`() throws {
        for first in [0, 1, 32_741, 32_742, 32_747, 32_748, 32_749, 32_754, 32_755, 32_761, 32_762, 70_000] {
            let records = [
                Blocks.record(1, length: first), Blocks.record(2, length: 5), Blocks.record(3, length: 40_000),
            ]
            let bytes = Blocks.file(records)
            #expect(try Blocks.records(Blocks.pieces(bytes)) == records, "first record of \(first) bytes")
        }
    }

    @Test func `a writer that goes on at an offset writes what one that never stopped does`() throws {
        let records = (0..<40).map { Blocks.record($0, length: 1_000 * $0) }
        let whole = Blocks.file(records)
        for split in [1, 7, 20, 39] {
            var start = Blocks.file(Array(records[..<split]))
            var writer = BlockWriter(format: .wandb, continuingAt: start.count)
            for record in records[split...] { writer.append(record, to: &start) }
            #expect(start == whole)
        }
    }

    @Test func `a file cut at any byte gives the records before it, and says where it ends`() throws {
        let records = (0..<6).map { Blocks.record($0, length: [10, 0, 300, 33_000, 5, 1][$0]) }
        let bytes = Blocks.file(records)
        for end in Array(7...420) + Array(32_700...bytes.count) {
            let pieces = try Blocks.pieces(Array(bytes[..<end]))
            let read = Blocks.records(pieces)
            #expect(read == Array(records.prefix(read.count)), "cut at \(end)")
            let isAtEnd = Blocks.file(Array(records.prefix(read.count))).count == end || read.isEmpty && end == 7
            let isTold = pieces.contains { if case .unfinished = $0 { true } else { false } }
            #expect(isTold != isAtEnd || bytes[..<end].last == 0, "cut at \(end)")
        }
    }

    @Test func `one changed byte anywhere loses at most the record it is in, and is told of`() throws {
        let records = (0..<12).map { Blocks.record($0, length: 9_000) }
        let bytes = Blocks.file(records)
        for offset in stride(from: 7, to: bytes.count, by: 61) {
            var damaged = bytes
            damaged[offset] ^= 0x41
            let pieces = try Blocks.pieces(damaged)
            let read = Blocks.records(pieces)
            #expect(Set(read).isSubset(of: Set(records)), "byte \(offset)")
            #expect(read.count >= records.count - 1, "byte \(offset)")
            let isPadding = read.count == records.count
            #expect(isPadding || pieces.count > read.count, "byte \(offset)")
        }
    }

    @Test func `damage is told with the byte that the record begins at, and the next record follows`() throws {
        let records = (0..<3).map { Blocks.record($0, length: 100) }
        var bytes = Blocks.file(records)
        bytes[7 + 107 + 50] ^= 1
        let pieces = try Blocks.pieces(bytes)
        #expect(
            pieces == [
                .record(records[0], offset: 7),
                .damage(offset: 114, reason: "a part of a record does not fit its checksum"),
                .record(records[2], offset: 221),
            ])
    }

    @Test(arguments: [
        (5, "a part of a record is longer than its block", UInt8(0xFF)),
        (5, "a part of a record is longer than what is left of the file", 0x02),
        (4, "a part of a record does not fit its checksum", 0x21),
    ])
    func `a damaged length loses its record alone, also in the last block`(
        _ place: Int, _ reason: String, _ byte: UInt8
    ) throws {
        let records = (0..<5).map { Blocks.record($0, length: 100) }
        var bytes = Blocks.file(records)
        bytes[7 + 107 + place] = byte
        let following = (2..<5).map { BlockReader.Piece.record(records[$0], offset: 7 + 107 * $0) }
        #expect(
            try Blocks.pieces(bytes) == [
                .record(records[0], offset: 7), .damage(offset: 114, reason: reason),
            ] + following)
    }

    @Test func `zeros in the middle of the last block lose what they stand over, and nothing behind them`() throws {
        let records = (0..<5).map { Blocks.record($0, length: 100) }
        var bytes = Blocks.file(records)
        // From within the second record into the fourth.
        for index in (7 + 107 + 20)..<(7 + 3 * 107 + 5) { bytes[index] = 0 }
        let pieces = try Blocks.pieces(bytes)
        #expect(Blocks.records(pieces) == [records[0], records[4]])
        #expect(pieces.count == 3)
    }

    @Test(arguments: [4 * BlockFormat.blockLength, BlockReader.mostSearched])
    func `blocks that are made to look like parts everywhere cost what they may, and what is behind them is found`(
        _ most: Int
    ) throws {
        let blockCount = 3
        // Every second byte could be the type of a part that fills half of the block.
        let header = BlockFormat.wandb.header
        var bytes = header
        for index in header.count..<(blockCount * BlockFormat.blockLength) {
            bytes.append(index.isMultiple(of: 2) ? 1 : 0x40)
        }
        var writer = BlockWriter(format: .wandb, continuingAt: bytes.count)
        writer.append([1, 2, 3], to: &bytes)
        let reader = try BlockReader(MemorySource(bytes), format: .wandb, mostSearched: most)
        let pieces = try Blocks.pieces(of: reader)
        #expect(Blocks.records(pieces) == [[1, 2, 3]] && pieces.count <= blockCount + 1)
        // One part begins below the bound and may end above it; two more are looked at where the search begins.
        let bound = (blockCount + 1) * (most + 3 * BlockFormat.blockLength)
        #expect(reader.checkedByteCount <= bound && reader.checkedByteCount > most, "\(reader.checkedByteCount)")
    }

    @Test func `files of another kind and of another version are refused`() throws {
        let bytes = Blocks.file([[1]])
        #expect(throws: TrackerFileError.self) { try Blocks.pieces(bytes, format: .swanLab) }
        #expect(throws: TrackerFileError.self) { try Blocks.pieces([]) }
        var newer = bytes
        newer[6] = 9
        #expect { try Blocks.pieces(newer) } throws: { ($0 as? TrackerFileError)?.code == .unsupported }
    }

    @Test func `a record longer than allowed is told of and passed over`() throws {
        let records = [Blocks.record(1, length: 200_000), Blocks.record(2, length: 10)]
        let reader = try BlockReader(MemorySource(Blocks.file(records)), format: .wandb, longestRecord: 100_000)
        guard case .damage(offset: 7, _)? = try reader.next() else {
            Issue.record("the long record is told of")
            return
        }
        #expect(try reader.next() == .record(records[1], offset: 200_049 + 7))
        #expect(try reader.next() == nil)
    }

    @Test func `random bytes behind a header neither trap nor hang`() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let count = Int.random(in: 0...70_000, using: &generator)
            let rest = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let pieces = try Blocks.pieces(BlockFormat.wandb.header + rest)
            #expect(pieces.count <= rest.count / 7 + 2)
        }
    }
}
