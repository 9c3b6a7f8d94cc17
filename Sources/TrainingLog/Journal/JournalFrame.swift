import EventFiles

/// The frame around each record of a journal:
///
///     u32 length of the payload | i64 sequence number | u32 masked CRC-32C of these 12 bytes
///     u32 masked CRC-32C of the payload | payload
///
/// The head has a checksum of its own, so that a record whose content is damaged can be passed over.
enum JournalFrame {
    /// The bytes in front of a payload.
    static let headLength = 20
    /// The longest payload, 1 GiB: more is refused when it is logged, and taken for damage when it is read.
    static let longestPayload = 1 << 30

    /// What stands at an index of a buffer.
    enum Scan: Hashable {
        /// An intact record. The next one begins behind its payload.
        case record(sequence: Int64, payload: Range<Int>)
        /// The buffer ends before the record does, which needs the buffer to have at least so many bytes.
        case incomplete(needed: Int)
        /// An intact head before a damaged payload.
        case damagedPayload(sequence: Int64, payload: Range<Int>)
        /// No head.
        case damagedHead
    }

    /// Begins a record, and says where. ``close(_:beginning:sequence:)`` ends it, behind its payload.
    static func open(_ bytes: inout [UInt8]) -> Int {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: headLength))
        return start
    }

    /// Ends the record that begins at `start`.
    static func close(_ bytes: inout [UInt8], beginning start: Int, sequence: Int64) {
        let checksum = MaskedCRC32C.checksum(of: bytes, in: (start + headLength)..<bytes.count)
        close(&bytes, beginning: start, sequence: sequence, payloadChecksum: checksum)
    }

    /// Ends the record that begins at `start`, whose payload's checksum is known.
    static func close(_ bytes: inout [UInt8], beginning start: Int, sequence: Int64, payloadChecksum: UInt32) {
        bytes.replaceFixed(UInt32(truncatingIfNeeded: bytes.count - start - headLength), at: start)
        bytes.replaceFixed(sequence, at: start + 4)
        bytes.replaceFixed(MaskedCRC32C.checksum(of: bytes, in: start..<(start + 12)), at: start + 12)
        bytes.replaceFixed(payloadChecksum, at: start + 16)
    }

    /// Looks at the record that begins at `index`.
    static func scan(_ bytes: [UInt8], at index: Int) -> Scan {
        guard bytes.count - index >= headLength else { return .incomplete(needed: index + headLength) }
        let length = Int(bytes.fixed(at: index, as: UInt32.self))
        guard length <= longestPayload,
            bytes.fixed(at: index + 12, as: UInt32.self)
                == MaskedCRC32C.checksum(of: bytes, in: index..<(index + 12))
        else { return .damagedHead }
        let payload = (index + headLength)..<(index + headLength + length)
        guard payload.upperBound <= bytes.count else { return .incomplete(needed: payload.upperBound) }
        let sequence = bytes.fixed(at: index + 4, as: Int64.self)
        guard bytes.fixed(at: index + 16, as: UInt32.self) == MaskedCRC32C.checksum(of: bytes, in: payload) else {
            return .damagedPayload(sequence: sequence, payload: payload)
        }
        return .record(sequence: sequence, payload: payload)
    }
}
