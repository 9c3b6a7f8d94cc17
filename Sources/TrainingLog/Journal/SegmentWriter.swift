import Foundation

/// Puts the bytes of segments on the disk. One owner at a time.
struct SegmentWriter {
    private let folder: JournalFolder
    private let isDurable: Bool
    private let isKept: Bool
    private let sinkNames: [String]
    private var file: PosixFile?
    private var segment = -1
    /// What is not on the disk yet, oldest first.
    private var waiting: [JournalBuffer.Chunk] = []
    /// The journal's lock, while it is this process's.
    private var lock: PosixFile?

    /// - Parameters:
    ///   - isDurable: New files' names are kept by the disk before anything is said to be written.
    ///   - sinkNames: The sinks that need the journal.
    ///   - isKept: The journal says that it is to stay when everything has arrived.
    init(folder: JournalFolder, sinkNames: [String], isDurable: Bool, isKept: Bool) {
        self.sinkNames = sinkNames
        self.folder = folder
        self.isKept = isKept
        self.isDurable = isDurable
    }

    /// Writes chunks behind what was written before.
    ///
    /// - Parameters:
    ///   - progress: Is told how many bytes were written, whenever some were.
    ///   - wrote: Is told of every chunk that is written to its end: how far the journal is then, and the chunk's list, emptied,
    ///     with its memory.
    /// - Throws: When something could not be written. It waits for the next call.
    mutating func write(
        _ chunks: consuming [JournalBuffer.Chunk], progress: (Int) -> Void, wrote: (JournalPosition, [UInt8]) -> Void
    ) throws {
        waiting += consume chunks
        while !waiting.isEmpty {
            let file = try file(forSegment: waiting[0].segment)
            let (count, failure) = file.write(waiting[0].bytes[...], at: waiting[0].offset)
            if count > 0 { progress(count) }
            guard let failure else {
                var chunk = waiting.removeFirst()
                let end = JournalPosition(
                    segment: chunk.segment, offset: chunk.offset + chunk.bytes.count, sequence: chunk.nextSequence)
                // Nobody else has the list: it keeps its memory.
                chunk.bytes.removeAll(keepingCapacity: true)
                wrote(end, chunk.bytes)
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

    private mutating func file(forSegment wanted: Int) throws -> PosixFile {
        if let file, wanted == segment {
            if file.hasName { return file }
            return try putBack(file)
        }
        try takeLock()
        if isDurable { try file?.synchronize() }
        let opened = try PosixFile(folder.segmentPath(wanted), .create)
        if isDurable { try PosixFile.synchronizeFolders(from: folder.path) }
        file = opened
        segment = wanted
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
        // From now on the journal knows who needs it, also when the next process has other sinks.
        for name in sinkNames { _ = try PosixFile(folder.checkpointPath(name), .create) }
    }
}
