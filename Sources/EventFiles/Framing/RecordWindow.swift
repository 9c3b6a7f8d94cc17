/// The part of a file that is in memory while its records are looked at one after the other.
///
/// It grows for a record that is longer than a chunk, but only as bytes arrive: a length that a file merely claims costs
/// nothing.
package struct RecordWindow {
    /// Room for bytes; those from `start` to `end` are the file's.
    package private(set) var bytes: [UInt8]
    /// Where the next record starts in `bytes`.
    private(set) var start = 0
    /// Where the bytes that were read end.
    private(set) var end = 0
    /// Where `bytes` starts in the file.
    private var base = 0
    private let chunkLength: Int

    package init(chunkLength: Int) {
        precondition(chunkLength > 0, "a chunk has a length")
        self.chunkLength = chunkLength
        bytes = [UInt8](repeating: 0, count: min(chunkLength, 4_096))
    }

    /// Where the next record starts in the file.
    package var offset: Int { base + start }

    /// How many bytes of the next record are in memory.
    package var pendingCount: Int { end - start }

    /// Where something in `bytes` lies in the file.
    package func offset(of index: Int) -> Int { base + index }

    /// Forgets everything and goes on at this place of a file.
    mutating func restart(at offset: Int) {
        start = 0
        end = 0
        base = offset
        if bytes.count > chunkLength { bytes = [UInt8](repeating: 0, count: chunkLength) }
    }

    /// The record that starts at `start`.
    package func scan(maximumLength: Int, checksData: Bool = true) -> RecordFraming.Scan {
        bytes.withUnsafeBytes {
            RecordFraming.scan(
                UnsafeRawBufferPointer(rebasing: $0[..<end]), at: start, maximumLength: maximumLength, tables: .shared,
                checksData: checksData)
        }
    }

    /// Passes over bytes up to an index behind them.
    package mutating func consume(upTo index: Int) {
        precondition(index >= start && index <= end, "only bytes that are there can be passed over")
        start = index
    }

    /// Reads on. Indices that were given before are void afterwards.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - needed: The count of bytes in the window that the record needs, as `incomplete` says it.
    /// - Returns: Whether the file had further bytes; maybe not yet all that are needed.
    package mutating func fill(from source: some RecordSource, needed: Int) throws(EventFileError) -> Bool {
        let wanted = max(needed - start, chunkLength)
        let wasFull = end == bytes.count
        compact()
        // Files are small or large: what fills the room once asks for more of it.
        if wasFull, wanted > bytes.count {
            let grown = min(wanted, bytes.count * 4)
            bytes.append(contentsOf: repeatElement(0, count: grown - bytes.count))
        }
        let count = try source.read(into: &bytes, from: end, at: base + end)
        end += count
        return count > 0
    }

    private mutating func compact() {
        guard start > 0 else { return }
        let (from, to) = (start, end)
        if bytes.count > chunkLength, to - from <= chunkLength / 2 {
            // The room for one long record is not kept for all the short ones behind it.
            var smaller = [UInt8](repeating: 0, count: chunkLength)
            smaller.replaceSubrange(..<(to - from), with: bytes[from..<to])
            bytes = smaller
        } else {
            bytes.withUnsafeMutableBytes { room in
                let pending = UnsafeRawBufferPointer(rebasing: room[from..<to])
                UnsafeMutableRawBufferPointer(rebasing: room[..<(to - from)]).copyMemory(from: pending)
            }
        }
        base += from
        start = 0
        end = to - from
    }
}
