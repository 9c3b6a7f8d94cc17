/// The frame around each event in a file:
///
///     UInt64 length | UInt32 masked checksum of the length | data | UInt32 masked checksum of the data
///
/// All numbers are little-endian.
public enum RecordFraming {
    /// The bytes in front of a record's data.
    public static let headerLength = 12
    /// The bytes behind a record's data.
    public static let footerLength = 4

    /// What stands at a position of a buffer. Indices count from the start of the buffer.
    public enum Scan: Hashable, Sendable {
        /// A whole, intact record whose data lies in this range. The next record starts four bytes behind it.
        case record(data: Range<Int>)
        /// The buffer ends before the record does. The record needs the buffer to have at least this many bytes.
        case incomplete(needed: Int)
        /// A whole record whose data, in this range, does not fit its checksum. The next one starts four bytes behind it.
        case damagedData(Range<Int>)
        /// The length is intact and greater than what is accepted.
        case tooLong(length: UInt64)
        /// The length does not fit its checksum: where the record ends is not known.
        case damagedLength
    }

    /// Appends one record to `bytes`.
    ///
    /// - Parameter writeData: Appends the record's data to the buffer it is given, and must change nothing before it.
    public static func append(to bytes: inout [UInt8], writeData: (inout [UInt8]) -> Void) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: headerLength))
        writeData(&bytes)
        let data = (start + headerLength)..<bytes.count
        bytes.replaceLittleEndian(at: start, with: UInt64(data.count))
        bytes.replaceLittleEndian(
            at: start + 8, with: CRC32CTables.shared.maskedChecksum(ofLength: UInt64(data.count)))
        bytes.appendLittleEndian(MaskedCRC32C.checksum(of: bytes, in: data))
    }

    /// Looks at the record that starts at `index`.
    ///
    /// - Parameters:
    ///   - bytes: A part of a file.
    ///   - index: Where the record starts in `bytes`, at most its count.
    ///   - maximumLength: The most bytes of data a record may have.
    public static func scan(_ bytes: [UInt8], at index: Int, maximumLength: Int = .max) -> Scan {
        precondition(bytes.indices.contains(index) || index == bytes.count, "a record starts inside the buffer")
        return bytes.withUnsafeBytes {
            scan($0, at: index, maximumLength: maximumLength, tables: .shared, checksData: true)
        }
    }

    /// Where the record behind one starts; `nil` when no file can be so long.
    static func end(ofRecordAt offset: Int, dataLength: UInt64) -> Int? {
        guard let length = Int(exactly: dataLength), length <= Int.max - offset - headerLength - footerLength else {
            return nil
        }
        return offset + headerLength + length + footerLength
    }

    /// Looks at the record that starts at `index`, which must lie inside `bytes` or at its end.
    ///
    /// - Parameter checksData: Whether the data is compared with its checksum; without, only lengths are.
    @inline(__always)
    static func scan(
        _ bytes: UnsafeRawBufferPointer, at index: Int, maximumLength: Int, tables: CRC32CTables, checksData: Bool
    ) -> Scan {
        let available = bytes.count &- index
        guard available >= headerLength else { return .incomplete(needed: index + headerLength) }
        let declared = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let storedLengthChecksum = UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: index &+ 8, as: UInt32.self))
        guard storedLengthChecksum == tables.maskedChecksum(ofLength: declared) else {
            return .damagedLength
        }
        let headroom = Int.max - index - headerLength - footerLength
        guard let length = Int(exactly: declared), length <= min(maximumLength, headroom) else {
            return .tooLong(length: declared)
        }
        let data = (index + headerLength)..<(index + headerLength + length)
        guard bytes.count >= data.upperBound + footerLength else {
            return .incomplete(needed: data.upperBound + footerLength)
        }
        guard checksData else { return .record(data: data) }
        let stored = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: data.upperBound, as: UInt32.self))
        let checksum = MaskedCRC32C.mask(tables.checksum(of: UnsafeRawBufferPointer(rebasing: bytes[data])))
        return stored == checksum ? .record(data: data) : .damagedData(data)
    }
}
