import EventFiles

/// Puts records into blocks. It writes to no file: whoever does so can put the bytes where they have to be, and cut them off
/// again.
package struct BlockWriter {
    private let format: BlockFormat
    /// How many bytes the file has with everything that was given so far.
    package private(set) var offset: Int

    /// - Parameter offset: How many bytes the file has; 0 for a new one, whose header comes with the first record.
    package init(format: BlockFormat, continuingAt offset: Int = 0) {
        precondition(offset >= 0, "a file has no negative length")
        self.format = format
        self.offset = offset
    }

    /// Appends a record's parts to what is to be written at ``offset``.
    package mutating func append(_ record: [UInt8], to bytes: inout [UInt8]) {
        if offset == 0 {
            bytes += format.header
            offset = BlockFormat.headerLength
        }
        var start = 0
        var isFirst = true
        repeat {
            var left = BlockFormat.blockLength - offset % BlockFormat.blockLength
            if left < BlockFormat.headerLength {
                bytes += repeatElement(0, count: left)
                offset += left
                left = BlockFormat.blockLength
            }
            let end = min(record.count, start + left - BlockFormat.headerLength)
            let isLast = end == record.count
            let type: BlockFormat.PartType = isFirst ? (isLast ? .full : .first) : (isLast ? .last : .middle)
            append(record[start..<end], type, to: &bytes)
            start = end
            isFirst = false
            if isLast { return }
        } while true
    }

    private mutating func append(_ data: ArraySlice<UInt8>, _ type: BlockFormat.PartType, to bytes: inout [UInt8]) {
        bytes.appendLittleEndian(ZlibChecksum.crc32(data, after: ZlibChecksum.crc32(CollectionOfOne(type.rawValue))))
        bytes.appendLittleEndian(UInt16(data.count))
        bytes.append(type.rawValue)
        bytes += data
        offset += BlockFormat.headerLength + data.count
    }
}
