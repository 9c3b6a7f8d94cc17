@testable import EventFiles

/// A file on a disk that has only so much room.
final class FullDiskFile: AppendableFile {
    private(set) var bytes: [UInt8] = []
    /// How many bytes fit. A write that does not fit is done as far as it fits, and fails.
    var room: Int
    /// Whether cutting works.
    var canCut = true

    init(room: Int) { self.room = room }

    func write(_ new: [UInt8], at offset: Int) throws(EventFileError) {
        let fitting = new.prefix(max(0, room - offset))
        bytes.replaceSubrange(offset..<min(bytes.count, offset + fitting.count), with: fitting)
        if fitting.count < new.count { throw EventFileError(.unwritable, "no space left on device") }
    }

    func truncate(to length: Int) throws(EventFileError) {
        guard canCut else { throw EventFileError(.unwritable, "cannot cut") }
        bytes.removeLast(bytes.count - length)
    }

    func synchronize() throws(EventFileError) {}

    func close() throws(EventFileError) {}

    func isRemoved() throws(EventFileError) -> Bool { false }
}
