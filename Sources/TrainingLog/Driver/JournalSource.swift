#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The journal that lanes read: of a logger that lives, or of a process that died.
struct JournalSource: Sendable {
    let folder: JournalFolder
    /// The writer, while it lives.
    let writer: JournalWriter?
    /// The registry gets everything that is there, whatever it had before.
    var redelivers = false

    /// A reader from a position on.
    func reader(from position: JournalPosition, wantsNumbers: Bool) -> JournalReader {
        guard let writer else { return JournalReader(folder, from: position, wantsNumbers: wantsNumbers) }
        return JournalReader(folder, from: position, wantsNumbers: wantsNumbers) { writer.written }
    }

    /// The checkpoint of a sink that is to get everything that is still there, beginning with the first segment.
    func restarted(_ checkpoint: Checkpoint) -> Checkpoint {
        guard let first = try? folder.segments().first, first <= checkpoint.position.segment,
            let header = try? OpenSegment(PosixFile(folder.segmentPath(first), .read)).header
        else { return checkpoint }
        return Checkpoint(
            position: JournalPosition(segment: first, offset: SegmentHeader.length, sequence: header.firstSequence))
    }

    /// Deletes the segments that no lane needs any more.
    func deleteSegments(before segment: Int) {
        // A writer knows its segments, and how much room each gives back.
        if let writer { return writer.deleteSegments(before: segment) }
        // Those of a journal without a writer take nobody's room: what stays is deleted with the whole journal.
        for number in (try? folder.segments()) ?? [] where number < segment { unlink(folder.segmentPath(number)) }
    }
}
