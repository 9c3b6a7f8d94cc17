import Foundation

/// Puts the bytes of segments on the disk. One owner at a time.
struct SegmentWriter {
    private let folder: JournalFolder
    private let isDurable: Bool
    private let isKept: Bool
    private var file: PosixFile?
    private var segment = -1
    /// What is not on the disk yet, oldest first.
    private var waiting: [JournalBuffer.Chunk] = []
    /// The journal's lock, while it is this process's.
    private var lock: PosixFile?

    /// - Parameters:
    ///   - isDurable: New files' names are kept by the disk before anything is said to be written.
    ///   - isKept: The journal says that it is to stay when everything has arrived.
    init(folder: JournalFolder, isDurable: Bool, isKept: Bool) {
        self.folder = folder
        self.isKept = isKept
        self.isDurable = isDurable
    }

    /// Writes chunks behind what was written before.
    ///
    /// - Parameters:
    ///   - progress: Is told how many bytes were written, whenever some were.
    ///   - wrote: Is told of every chunk that is written to its end.
    /// - Throws: When something could not be written. It waits for the next call.
    mutating func write(
        _ chunks: [JournalBuffer.Chunk], progress: (Int) -> Void, wrote: (JournalBuffer.Chunk) -> Void
    ) throws {
        waiting += chunks
        while let chunk = waiting.first {
            let file = try file(for: chunk)
            let (count, failure) = file.write(chunk.bytes[...], at: chunk.offset)
            if count > 0 { progress(count) }
            guard let failure else {
                waiting.removeFirst()
                wrote(chunk)
                continue
            }
            // Its beginning is there. The rest follows it when there is room.
            if count > 0 {
                waiting[0].bytes.removeFirst(count)
                waiting[0].offset += count
            }
            throw failure
        }
    }

    /// Has the disk keep what was written.
    func synchronize() throws(SystemError) { try file?.synchronize() }

    /// Lets the journal go: another process, or another logger of this one, may take it.
    mutating func letGo() {
        file = nil
        lock = nil
    }

    private mutating func file(for chunk: JournalBuffer.Chunk) throws -> PosixFile {
        if let file, chunk.segment == segment {
            if file.hasName { return file }
            return try putBack(file)
        }
        try takeLock()
        if isDurable { try file?.synchronize() }
        let opened = try PosixFile(folder.segmentPath(chunk.segment), .create)
        if isDurable { try PosixFile.synchronizeFolders(from: folder.path) }
        file = opened
        segment = chunk.segment
        return opened
    }

    /// Somebody deleted the segment that is being written. What it held is still in the open file, and is written anew.
    private mutating func putBack(_ lost: PosixFile) throws -> PosixFile {
        try takeLock()
        let copy = try PosixFile(lost.path, .create)
        let length = try lost.length()
        var offset = 0
        while offset < length {
            var bytes: [UInt8] = []
            guard try lost.read(1 << 20, at: offset, into: &bytes) > 0 else { break }
            if let failure = copy.write(bytes[...], at: offset).failure { throw failure }
            offset += bytes.count
        }
        if isDurable {
            try copy.synchronize()
            try PosixFile.synchronizeFolders(from: folder.path)
        }
        file = copy
        return copy
    }

    private mutating func takeLock() throws {
        if let lock, lock.hasName { return }
        guard let taken = try folder.takeLock() else {
            throw SystemError(EWOULDBLOCK, doing: "locking", folder.lockPath)
        }
        lock = taken
        if isKept { _ = try PosixFile(folder.keepPath, .create) }
    }
}
