import Foundation

/// Puts the bytes of segments on the disk. One owner at a time.
struct SegmentWriter {
    /// What has happened while something was written.
    enum Event {
        /// So many bytes of a segment are on the disk; in a journal that is durable, they are kept by it.
        case kept(Int, segment: Int)
        /// A chunk is written to its end, and the journal is so far. When its list is needed no more, it is here, emptied, with
        /// its memory.
        case reached(JournalPosition, emptied: [UInt8])
        /// Such a list, later.
        case emptied([UInt8])
    }

    private let folder: JournalFolder
    private let isDurable: Bool
    private let isKept: Bool
    private let sinkNames: [String]
    private let addresses: [String: String]
    private let runName: String?
    private var file: PosixFile?
    private var segment = -1
    /// What is not on the disk yet, oldest first.
    private var waiting: [JournalBuffer.Chunk] = []
    /// In a journal that is durable, what is written to the file and may not be kept by the disk.
    private var unsettled: [JournalBuffer.Chunk] = []
    /// The disk has failed to keep what is unsettled. The system may have forgotten it, and takes the next such call
    /// for done: it has to be written again first.
    private var hasToRewrite = false
    /// The journal's lock, while it is this process's.
    private var lock: PosixFile?
    /// Whoever wrote is done with the journal, except for what waits.
    private var isLetGo = false

    /// How many bytes are written at a time: so often somebody is told that the disk is at work.
    private static let piece = 1 << 20

    /// - Parameters:
    ///   - isDurable: New files' names are kept by the disk before anything is said to be written.
    ///   - sinkNames: The sinks that need the journal.
    ///   - isKept: The journal says that it is to stay when everything has arrived.
    ///   - runName: What the run's folder is called, where its path does not say it. Default: it does.
    ///   - addresses: The servers that sinks lead to, by the sinks' names. Default: none.
    init(
        folder: JournalFolder, sinkNames: [String], isDurable: Bool, isKept: Bool, runName: String? = nil,
        addresses: [String: String] = [:]
    ) {
        self.addresses = addresses
        self.runName = runName
        self.sinkNames = sinkNames
        self.folder = folder
        self.isKept = isKept
        self.isDurable = isDurable
    }

    /// Writes chunks behind what was written before.
    ///
    /// - Parameter note: Is told what has happened, when it has.
    /// - Throws: When something could not be written. It waits for the next call.
    mutating func write(_ chunks: consuming [JournalBuffer.Chunk], note: (Event) -> Void) throws {
        try writeWaiting(consume chunks, note)
        if isLetGo { release() }
    }

    private mutating func writeWaiting(_ chunks: consuming [JournalBuffer.Chunk], _ note: (Event) -> Void) throws {
        for chunk in consume chunks { waiting.join(chunk, upTo: Self.piece) }
        var done = 0
        // Cut once: there may be many.
        defer { waiting.removeFirst(done) }
        while done < waiting.count {
            let file = try file(forSegment: waiting[done].segment, note)
            let (count, failure) = write(waiting[done], to: file, note)
            guard let failure else {
                var chunk = waiting[done]
                // Nobody else has the list: it keeps its memory.
                waiting[done].bytes = []
                done += 1
                let end = JournalPosition(
                    segment: chunk.segment, offset: chunk.offset + chunk.bytes.count, sequence: chunk.nextSequence)
                if isDurable {
                    unsettled.join(chunk, upTo: Self.piece)
                    note(.reached(end, emptied: []))
                } else {
                    chunk.bytes.removeAll(keepingCapacity: true)
                    note(.reached(end, emptied: chunk.bytes))
                }
                continue
            }
            // Its beginning is there. The rest follows it when there is room.
            if count > 0 {
                if isDurable {
                    var beginning = waiting[done]
                    beginning.bytes.removeLast(beginning.bytes.count - count)
                    unsettled.join(beginning, upTo: Self.piece)
                }
                waiting[done].bytes.removeFirst(count)
                waiting[done].offset += count
            }
            throw failure
        }
    }

    private func write(
        _ chunk: JournalBuffer.Chunk, to file: PosixFile, _ note: (Event) -> Void
    ) -> (count: Int, failure: SystemError?) {
        var written = 0
        while written < chunk.bytes.count {
            let end = min(written + Self.piece, chunk.bytes.count)
            let (count, failure) = file.write(chunk.bytes[written..<end], at: chunk.offset + written)
            written += count
            if count > 0, !isDurable { note(.kept(count, segment: chunk.segment)) }
            if let failure { return (written, failure) }
        }
        return (written, nil)
    }

    /// Has the disk keep what was written.
    ///
    /// - Throws: When it did not. What it may have lost is still known, and is written again by the next call.
    mutating func synchronize(note: (Event) -> Void) throws {
        guard isDurable else {
            try file?.synchronize()
            return
        }
        guard !unsettled.isEmpty else { return }
        try settle(try file(forSegment: segment, note), note)
        if isLetGo { release() }
    }

    private mutating func settle(_ file: PosixFile, _ note: (Event) -> Void) throws(SystemError) {
        if hasToRewrite {
            for chunk in unsettled {
                if let failure = file.write(chunk.bytes[...], at: chunk.offset).failure { throw failure }
            }
        }
        do {
            try file.synchronize()
        } catch {
            hasToRewrite = true
            throw error
        }
        hasToRewrite = false
        while var chunk = unsettled.popLast() {
            note(.kept(chunk.bytes.count, segment: chunk.segment))
            chunk.bytes.removeAll(keepingCapacity: true)
            note(.emptied(chunk.bytes))
        }
    }

    /// Lets the journal go, as soon as nothing waits: another process, or another logger of this one, may take it.
    ///
    /// - Parameter hasMore: There is more to be written than was given so far.
    mutating func letGo(hasMore: Bool) {
        isLetGo = true
        if !hasMore { release() }
    }

    private mutating func release() {
        guard waiting.isEmpty, unsettled.isEmpty else { return }
        file = nil
        lock = nil
    }

    // MARK: Files

    private mutating func file(forSegment wanted: Int, _ note: (Event) -> Void) throws -> PosixFile {
        // Before another segment is begun, the one before it has to be where its readers look for it.
        if let file, wanted == segment ? !file.hasName : !file.isAtItsPath { try putBack(file) }
        if let file, wanted == segment { return file }
        try takeLock()
        if let file, isDurable { try settle(file, note) }
        let opened = try PosixFile(folder.segmentPath(wanted), .create)
        if isDurable { try PosixFile.synchronizeFolders(from: folder.path) }
        file = opened
        segment = wanted
        return opened
    }

    /// Somebody deleted the segment that is being written, or moved it away. What it held is still in the open file,
    /// and is written anew where it was.
    private mutating func putBack(_ lost: PosixFile) throws {
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
            // The disk may have failed to keep these, and then they need not be in what was read.
            hasToRewrite = !unsettled.isEmpty
        }
        file = copy
    }

    private mutating func takeLock() throws {
        if let lock, lock.isAtItsPath { return }
        // Whoever finds the folder elsewhere may have what is in it. And where a file system numbers its files as it
        // likes, the lock that is taken now may be the same.
        lock = nil
        guard let taken = try folder.takeLock() else {
            throw SystemError(EWOULDBLOCK, doing: "locking", folder.lockPath)
        }
        if let runName { try folder.note(runName: runName) }
        if isKept { _ = try PosixFile(folder.keepPath, .create) }
        for (name, address) in addresses { try folder.note(address: address, of: name) }
        // From now on the journal knows who needs it, also when the next process has other sinks.
        for name in sinkNames { _ = try PosixFile(folder.checkpointPath(name), .create) }
        // Last: a journal that does not say who needs it is not to be written.
        lock = taken
    }
}

extension [JournalBuffer.Chunk] {
    /// Adds a chunk, to the last one when it begins where that one ends and they are not too long together.
    ///
    /// While the disk fails, each log call brings a chunk of its own: one by one, what waits would be as many calls of
    /// the system.
    fileprivate mutating func join(_ chunk: JournalBuffer.Chunk, upTo length: Int) {
        guard let last = indices.last, self[last].segment == chunk.segment,
            self[last].offset + self[last].bytes.count == chunk.offset,
            self[last].bytes.count + chunk.bytes.count <= length
        else { return append(chunk) }
        self[last].bytes += chunk.bytes
        self[last].nextSequence = chunk.nextSequence
    }
}
