package import EventFiles

/// Reads a file of records in blocks, one record after the other, in memory for one record and a few blocks.
///
/// Damage is told with its byte and read over: what is behind it is found again at the next part that fits its checksum, in the
/// same block or in the next one.
package final class BlockReader {
    /// What stands in the file next.
    package enum Piece: Hashable, Sendable {
        /// A record that fits its checksums, and where it begins.
        case record([UInt8], offset: Int)
        /// Something that is no record, where it begins and what is wrong with it.
        case damage(offset: Int, reason: String)
        /// The file ends inside a record that begins here: its writer is at work, or died. Nothing follows.
        case unfinished(offset: Int)
    }

    /// The most bytes of a record: 64 MiB.
    package static let longestRecord = 64 << 20
    /// The most bytes of a block whose checksums are computed in search of the next part: a file that is made to cost time has a
    /// bound, and what is damaged by chance stays far below it.
    package static let mostSearched = 256 * BlockFormat.blockLength

    private let source: any RecordSource
    private let longestRecord: Int
    private let mostSearched: Int
    /// Of how many bytes a checksum was computed: what reading costs.
    package private(set) var checkedByteCount = 0
    /// The block that is read, and where it lies in the file.
    private var block: [UInt8] = []
    private var blockOffset = 0
    private var blockCount = 0
    /// Where the next part begins in the block.
    private var index = 0
    /// How many bytes were searched for a part in the block.
    private var searched = 0
    /// The beginning of a record whose end has not come yet.
    private var pending: [UInt8] = []
    private var pendingOffset: Int?
    /// What was told of is being passed over: its further parts are not told of again.
    private var isPassingOver = false
    private var isAtEnd = false

    /// Opens a file.
    ///
    /// - Throws: `unreadable`; `notThisFormat` for a file that does not begin with the format's header, an empty one too;
    ///   `unsupported` for another version.
    package convenience init(_ path: String, format: BlockFormat) throws(TrackerFileError) {
        let file: PosixFile
        do {
            file = try PosixFile(reading: path)
        } catch {
            throw TrackerFileError(.unreadable, "\(error)")
        }
        try self.init(file, format: format, name: path)
    }

    /// Reads from a source.
    package init(
        _ source: some RecordSource, format: BlockFormat, name: String = "the file",
        longestRecord: Int = BlockReader.longestRecord, mostSearched: Int = BlockReader.mostSearched
    ) throws(TrackerFileError) {
        self.source = source
        self.longestRecord = longestRecord
        self.mostSearched = mostSearched
        block = [UInt8](repeating: 0, count: BlockFormat.blockLength)
        try fill(at: 0)
        let header = format.header
        guard blockCount >= header.count, block[..<(header.count - 1)] == header.dropLast() else {
            throw TrackerFileError(
                .notThisFormat,
                "\(name) does not begin as a file of \(String(decoding: format.name.dropFirst(), as: UTF8.self)) does.")
        }
        guard block[header.count - 1] == format.version else {
            throw TrackerFileError(
                .unsupported,
                "\(name) has version \(block[header.count - 1]) of its format; version \(format.version) is known here."
            )
        }
        index = header.count
    }

    /// The next piece; `nil` at the end.
    ///
    /// - Throws: `unreadable` when the operating system refuses.
    package func next() throws(TrackerFileError) -> Piece? {
        while !isAtEnd {
            if let piece = try step() { return piece }
        }
        return nil
    }

    /// How far the file was read, in bytes.
    package var offset: Int { blockOffset + index }

    /// Looks at one part; `nil` when it was no end of anything.
    private func step() throws(TrackerFileError) -> Piece? {
        let left = BlockFormat.blockLength - index
        guard left >= BlockFormat.headerLength else {
            try fill(at: blockOffset + BlockFormat.blockLength)
            return nil
        }
        guard blockCount - index >= BlockFormat.headerLength else { return end() }
        let length = Int(block[index + 4]) | Int(block[index + 5]) << 8
        guard length <= left - BlockFormat.headerLength else {
            return damage("a part of a record is longer than its block", goingOnAt: nextPart())
        }
        guard index + BlockFormat.headerLength + length <= blockCount else {
            // A length that is damaged reads like a part that is being written. What is behind a part has been written after it.
            guard let next = nextPart() else { return end() }
            return damage("a part of a record is longer than what is left of the file", goingOnAt: next)
        }
        guard isIntact(at: index, length) else {
            if length == 0, block[index] == 0, block[index..<blockCount].allSatisfy({ $0 == 0 }) {
                // A file whose blocks were kept before they were written.
                index = BlockFormat.blockLength
                return nil
            }
            let following = index + BlockFormat.headerLength + length
            return damage(
                "a part of a record does not fit its checksum",
                goingOnAt: isIntact(at: following) ? following : nextPart())
        }
        let start = index
        let data = (index + BlockFormat.headerLength)..<(index + BlockFormat.headerLength + length)
        let type = BlockFormat.PartType(rawValue: block[start + 6])
        switch type {
        case nil: return damage("a part of a record has an unknown type", goingOnAt: data.upperBound)
        case .full, .first:
            if let begun = pendingOffset {
                // The record before is told of first; this part comes again with the next step.
                forget()
                return .damage(offset: begun, reason: "a record has no end")
            }
            isPassingOver = false
            index = data.upperBound
            if type == .full { return .record(Array(block[data]), offset: blockOffset + start) }
            pendingOffset = blockOffset + start
            pending = Array(block[data])
            return nil
        case .middle, .last: return goOn(with: data, isLast: type == .last)
        }
    }

    private func goOn(with data: Range<Int>, isLast: Bool) -> Piece? {
        let start = index
        index = data.upperBound
        guard let begun = pendingOffset else {
            if isPassingOver { return nil }
            isPassingOver = true
            return .damage(offset: blockOffset + start, reason: "a record has no beginning")
        }
        guard pending.count + data.count <= longestRecord else {
            forget()
            isPassingOver = true
            return .damage(offset: begun, reason: "a record is longer than \(longestRecord) bytes")
        }
        pending += block[data]
        guard isLast else { return nil }
        let record = pending
        forget()
        return .record(record, offset: begun)
    }

    /// Where in the block the next part begins that fits its checksum, wherever the one before it was to end; `nil` for none.
    private func nextPart() -> Int? {
        let last = blockCount - BlockFormat.headerLength
        for candidate in index + 1..<max(index + 1, last + 1) where searched <= mostSearched {
            let length = Int(block[candidate + 4]) | Int(block[candidate + 5]) << 8
            guard BlockFormat.PartType(rawValue: block[candidate + 6]) != nil,
                candidate + BlockFormat.headerLength + length <= blockCount
            else { continue }
            if isIntact(at: candidate, length) { return candidate }
            searched += length
        }
        return nil
    }

    private func isIntact(at index: Int) -> Bool {
        guard index + BlockFormat.headerLength <= blockCount else { return false }
        return isIntact(at: index, Int(block[index + 4]) | Int(block[index + 5]) << 8)
    }

    private func isIntact(at index: Int, _ length: Int) -> Bool {
        let end = index + BlockFormat.headerLength + length
        guard end <= blockCount else { return false }
        checkedByteCount += end - (index + 6)
        return ZlibChecksum.crc32(block[(index + 6)..<end]) == block.littleEndianUInt32(at: index)
    }

    /// - Parameter next: Where the next part begins in the block; `nil` when none does, so that the next block is read.
    private func damage(_ reason: String, goingOnAt next: Int?) -> Piece? {
        let offset = blockOffset + index
        forget()
        isPassingOver = true
        index = next ?? BlockFormat.blockLength
        return .damage(offset: offset, reason: reason)
    }

    private func forget() {
        pending = []
        pendingOffset = nil
    }

    /// The file ends here.
    private func end() -> Piece? {
        isAtEnd = true
        let start = index
        index = blockCount
        if let pendingOffset { return .unfinished(offset: pendingOffset) }
        let rest = block[min(start, blockCount)..<blockCount]
        return rest.allSatisfy { $0 == 0 } ? nil : .unfinished(offset: blockOffset + start)
    }

    private func fill(at offset: Int) throws(TrackerFileError) {
        blockOffset = offset
        blockCount = 0
        index = 0
        searched = 0
        while blockCount < block.count {
            let count: Int
            do {
                count = try source.read(into: &block, from: blockCount, at: offset + blockCount)
            } catch {
                throw TrackerFileError(.unreadable, "\(error)")
            }
            guard count > 0 else { return }
            blockCount += count
        }
    }
}
