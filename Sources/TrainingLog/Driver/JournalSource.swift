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
    ///
    /// - Throws: ``SystemError`` when the journal cannot be read.
    func restarted(_ checkpoint: Checkpoint) throws -> Checkpoint {
        guard let first = try folder.segments().first, first <= checkpoint.position.segment else { return checkpoint }
        var position = JournalPosition.start(of: folder.writer)
        guard first > 0 else { return Checkpoint(position: position) }
        position.segment = first
        position.offset = SegmentHeader.length
        do {
            position.sequence = try OpenSegment(PosixFile(folder.segmentPath(first), .read)).header.firstSequence
        } catch is JournalFault {
            // The reader finds the damage again, and reports it. What sinks have passed does not count as lost by it.
            position.sequence = try Checkpoint.all(in: folder).map(\.position.sequence).min() ?? position.sequence
        }
        // The run's start was delivered before, and does not come again; nor does what was refused or lost before.
        var restarted = checkpoint
        restarted.position = position
        restarted.isFinished = false
        return restarted
    }

    /// Deletes the segments that no lane needs any more.
    func deleteSegments(before segment: Int) {
        // A writer knows its segments, and how much room each gives back.
        if let writer { return writer.deleteSegments(before: segment) }
        // Those of a journal without a writer take nobody's room: what stays is deleted with the whole journal.
        for number in (try? folder.segments()) ?? [] where number < segment { unlink(folder.segmentPath(number)) }
    }
}
