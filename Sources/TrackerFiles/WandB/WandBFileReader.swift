/// Reads a `.wandb` file, record by record.
package final class WandBFileReader {
    /// What stands in the file next.
    package enum Piece: Hashable, Sendable {
        /// A record.
        case record(WandBRecord)
        /// Something that is no record: where it begins, and what is wrong with it.
        case damage(offset: Int, reason: String)
        /// The file ends inside a record that begins here. Nothing follows.
        case unfinished(offset: Int)
    }

    private let blocks: BlockReader

    /// Opens a file.
    ///
    /// - Throws: `unreadable`, `notThisFormat`, `unsupported`.
    package init(_ path: String) throws(TrackerFileError) {
        blocks = try BlockReader(path, format: .wandb)
    }

    /// Reads from blocks.
    package init(_ blocks: BlockReader) { self.blocks = blocks }

    /// The next piece; `nil` at the end.
    ///
    /// - Throws: `unreadable` when the operating system refuses.
    package func next() throws(TrackerFileError) -> Piece? {
        switch try blocks.next() {
        case nil: return nil
        case .damage(let offset, let reason): return .damage(offset: offset, reason: reason)
        case .unfinished(let offset): return .unfinished(offset: offset)
        case .record(let bytes, let offset):
            do {
                return .record(try WandBRecordDecoder.decode(bytes))
            } catch {
                return .damage(offset: offset, reason: error.message)
            }
        }
    }
}
