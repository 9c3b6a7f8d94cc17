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

    /// What stands at a position of a buffer.
    public enum Scan: Hashable, Sendable {
        /// A whole, intact record whose data lies in this range. The next record starts four bytes behind it.
        case record(data: Range<Int>)
        /// The buffer ends before the record does. The record needs the buffer to have at least this many bytes.
        case incomplete(needed: Int)
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
        let lengthChecksum = MaskedCRC32C.checksum(of: bytes, in: start..<(start + 8))
        bytes.replaceLittleEndian(at: start + 8, with: lengthChecksum)
        bytes.appendLittleEndian(MaskedCRC32C.checksum(of: bytes, in: data))
    }

    /// Looks at the record that starts at `index`.
    ///
    /// - Parameters:
    ///   - bytes: A part of a file.
    ///   - index: Where the record starts in `bytes`.
    ///   - fileOffset: Where `bytes` starts in the file; errors name positions in the file.
    ///   - maximumLength: The most bytes of data a record may have.
    /// - Throws: `EventFileError` with `damaged` or `tooLong`.
    public static func scan(
        _ bytes: [UInt8], at index: Int, fileOffset: Int = 0, maximumLength: Int = .max
    ) throws(EventFileError) -> Scan {
        let start = fileOffset + index
        guard bytes.count - index >= headerLength else { return .incomplete(needed: index + headerLength) }
        let lengthChecksum = MaskedCRC32C.checksum(of: bytes, in: index..<(index + 8))
        guard bytes.littleEndianUInt32(at: index + 8) == lengthChecksum else {
            throw EventFileError(.damaged, at: start, "the length of a record does not fit its checksum")
        }
        let declared = bytes.littleEndianUInt64(at: index)
        let headroom = Int.max - index - headerLength - footerLength
        guard let length = Int(exactly: declared), length <= min(maximumLength, headroom) else {
            throw EventFileError(
                .tooLong, at: start, "a record of \(declared) bytes is longer than the \(maximumLength) accepted")
        }
        let data = (index + headerLength)..<(index + headerLength + length)
        guard bytes.count >= data.upperBound + footerLength else {
            return .incomplete(needed: data.upperBound + footerLength)
        }
        guard bytes.littleEndianUInt32(at: data.upperBound) == MaskedCRC32C.checksum(of: bytes, in: data) else {
            throw EventFileError(.damaged, at: start, "the data of a record does not fit its checksum")
        }
        return .record(data: data)
    }
}
