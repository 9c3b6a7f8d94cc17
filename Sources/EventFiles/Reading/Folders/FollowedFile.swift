/// How far an event file has been read, and by what it is known again.
struct FollowedFile {
    let run: String
    let path: String
    private(set) var identity: FileIdentity
    /// Where the next record starts. Behind the end of the file while a record that is passed over is still growing.
    var offset = 0
    /// The size the file had when it was last read to its end.
    var seenSize = 0
    /// The size the file had when its records could not be told apart any more. Until it changes, nothing is tried.
    var lostAtSize: Int?
    /// Where that was, so that it is said once.
    var lostOffset: Int?
    /// The file ends inside a record.
    var hasUnfinishedEnd = false
    /// A fault of the system has been reported and not passed yet.
    var hasReportedUnreadable = false
    /// The last frame bytes that were read, and where: a file that was written anew in place has others there.
    private var mark: (offset: Int, bytes: [UInt8])?

    private static let markLength = 16

    init(_ found: FolderWalk.Found) {
        run = found.run
        path = found.path
        identity = found.status.identity
    }

    /// Whether there may be something to read.
    func isWorthOpening(_ status: PosixFile.Status) -> Bool {
        if status.identity != identity || isCut(status) { return true }
        if let lostAtSize { return status.size != lostAtSize }
        return status.size > offset
    }

    /// Compares with what the file is now, and begins anew when it is not what it was.
    ///
    /// - Returns: What to report.
    mutating func recognize(
        _ status: PosixFile.Status, _ file: some RecordSource
    ) throws(EventFileError) -> (kind: LogReport.Kind, message: String)? {
        if status.identity != identity {
            restart(as: status.identity)
            return (.fileReplaced, "another file is here now; it is read from its start")
        }
        if isCut(status) {
            let message = "cut from \(seenSize) to \(status.size) bytes; it is read again from its start"
            restart(as: status.identity)
            return (.fileTruncated, message)
        }
        if let mark, try Self.bytes(at: mark.offset, of: file) != mark.bytes {
            restart(as: status.identity)
            return (.fileTruncated, "what was read has changed; it is read again from its start")
        }
        return nil
    }

    /// Keeps the bytes in front of `offset` for the next time.
    mutating func leaveMark(_ file: some RecordSource) throws(EventFileError) {
        let start = max(0, offset - Self.markLength)
        guard offset > start else { return }
        let bytes = try Self.bytes(at: start, of: file)
        mark = (start, Array(bytes.prefix(offset - start)))
        if bytes.count < Self.markLength { mark = nil }
    }

    private func isCut(_ status: PosixFile.Status) -> Bool { status.size < min(offset, seenSize) }

    private mutating func restart(as identity: FileIdentity) {
        self.identity = identity
        offset = 0
        seenSize = 0
        lostAtSize = nil
        lostOffset = nil
        mark = nil
    }

    private static func bytes(at offset: Int, of file: some RecordSource) throws(EventFileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: markLength)
        let count = try file.read(into: &bytes, from: 0, at: offset)
        return Array(bytes.prefix(count))
    }
}
