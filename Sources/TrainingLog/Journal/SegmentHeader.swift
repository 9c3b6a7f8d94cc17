import EventFiles
import RegistryCore

/// What stands at the beginning of each segment of a journal.
///
///     8 bytes  "LAVJRNL" and the version of the format, 1
///     16 bytes the run's identifier
///     u64      the writer's number in the run
///     u64      the segment's number, from 0
///     i64      the sequence number of the segment's first record
///     i64      when the segment was begun, in milliseconds since 1970; records count their times from here
///     u32      masked CRC-32C of the 56 bytes before
///
/// All numbers are little-endian.
struct SegmentHeader: Hashable, Sendable {
    /// The bytes of a header.
    static let length = 60

    var run: RunID
    var writer: UInt64
    var segment: Int
    var firstSequence: Int64
    var time: WallTime

    private static let magic = Array("LAVJRNL".utf8)
    /// The version of the format.
    static let version: UInt8 = 1

    /// The header's bytes.
    var bytes: [UInt8] {
        var bytes = Self.magic + [Self.version]
        var digits = run.description.utf8[...]
        while let high = digits.popFirst(), let low = digits.popFirst() {
            bytes.append(Self.value(high) << 4 | Self.value(low))
        }
        bytes.appendFixed(writer)
        bytes.appendFixed(UInt64(segment))
        bytes.appendFixed(firstSequence)
        bytes.appendFixed(time.millisecondsSince1970)
        bytes.appendFixed(MaskedCRC32C.checksum(of: bytes))
        return bytes
    }

    init(run: RunID, writer: UInt64, segment: Int, firstSequence: Int64, time: WallTime) {
        self.run = run
        self.writer = writer
        self.segment = segment
        self.firstSequence = firstSequence
        self.time = time
    }

    /// Reads a header from the beginning of `bytes`.
    ///
    /// - Throws: ``JournalFault``.
    init(reading bytes: [UInt8]) throws(JournalFault) {
        guard bytes.count >= Self.length else { throw .cutHeader }
        guard bytes[..<7].elementsEqual(Self.magic) else { throw .noJournal }
        guard bytes[7] == Self.version else { throw .otherVersion(bytes[7]) }
        guard bytes.fixed(at: 56, as: UInt32.self) == MaskedCRC32C.checksum(of: bytes, in: 0..<56) else {
            throw .damagedHeader
        }
        let identifier = bytes[8..<24].map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
        guard let run = RunID(identifier), let segment = Int(exactly: bytes.fixed(at: 32, as: UInt64.self)) else {
            throw .damagedHeader
        }
        self.init(
            run: run, writer: bytes.fixed(at: 24), segment: segment, firstSequence: bytes.fixed(at: 40),
            time: WallTime(millisecondsSince1970: bytes.fixed(at: 48)))
    }

    private static func value(_ digit: UInt8) -> UInt8 {
        digit <= UInt8(ascii: "9") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
    }
}
