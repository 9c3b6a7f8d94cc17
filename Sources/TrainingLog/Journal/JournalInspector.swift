import RegistryCore

/// Reads one journal for an inspection, also while a process writes it, or delivers and deletes it.
struct JournalInspector {
    private typealias KeptPosition = (path: String, position: JournalPosition)

    private let folder: JournalFolder

    init(_ folder: JournalFolder) { self.folder = folder }

    /// What is in the journal; `nil` when it was delivered and deleted meanwhile.
    ///
    /// - Throws: When a file cannot be read.
    func inspect() throws -> JournalInspection.Journal? {
        while true {
            let first = try folder.segments().first
            let (journal, lacksSegment) = try read(from: first)
            guard try folder.exists() else { return nil }
            // Segments that every sink has passed were deleted while they were read: the journal begins behind them
            // now.
            guard lacksSegment, let first, let now = try folder.segments().first, now > first else { return journal }
        }
    }

    // MARK: The journal as it is now

    /// - Parameter first: The segment with which it began a moment ago: what was before, the checkpoints had passed
    ///   then.
    /// - Returns: What is in it, and whether a segment that should be there is not.
    private func read(from first: Int?) throws -> (JournalInspection.Journal, lacksSegment: Bool) {
        var journal = JournalInspection.Journal(
            path: folder.path, run: folder.run, isLive: try folder.isLocked(), segmentCount: 0, byteCount: 0,
            entryCount: 0, sequences: 0..<0, damages: [], sinks: [])
        let checkpoints = try readCheckpoints(&journal)
        // Listed when the checkpoints were read: none of them is beyond what is there now.
        let segments = try folder.segments()
        var written: JournalPosition?
        for segment in segments {
            guard let length = try length(of: segment) else { continue }
            journal.segmentCount += 1
            journal.byteCount += length
            if length >= SegmentHeader.length {
                written = JournalPosition(segment: segment, offset: length, sequence: 0)
            }
        }
        let start = try start(first, segments, checkpoints, knowsAll: journal.damages.isEmpty)
        // One that is being written would have no end: it is read as far as it went when it was listed.
        let limit = journal.isLive ? written.map { written in { @Sendable in written } } : nil
        var reader = JournalReader(folder, from: start, limit: limit)
        var end = start
        var lacksSegment = segments.first != first
        while true {
            let portion = try reader.next()
            note(portion, in: &journal)
            lacksSegment = lacksSegment || portion.damages.contains { $0.fault == .missingSegment }
            end = portion.end
            if portion.entries.isEmpty, portion.damages.isEmpty { break }
        }
        journal.sequences = start.sequence..<max(start.sequence, end.sequence)
        for (path, position) in checkpoints where position.sequence > end.sequence {
            // Then what it is torn from was there as a whole once.
            journal.tornAt = nil
            journal.damages.append(
                "\(path): the sink has passed record \(position.sequence - 1), and the journal ends before record "
                    + "\(end.sequence).")
        }
        return (journal, lacksSegment)
    }

    private func note(_ portion: JournalReader.Portion, in journal: inout JournalInspection.Journal) {
        journal.entryCount += portion.entries.count
        journal.damages += portion.damages.map(\.sentence)
        if let tornAt = portion.tornAt, !journal.isLive {
            journal.tornAt = "\(folder.segmentPath(portion.end.segment)), byte \(tornAt)"
        }
        for entry in portion.entries {
            if case .end(let status, _) = entry.content { journal.ending = status }
        }
    }

    /// Notes how far each sink is, and the checkpoints that are damaged.
    private func readCheckpoints(_ journal: inout JournalInspection.Journal) throws -> [KeptPosition] {
        var kept: [KeptPosition] = []
        for name in try folder.checkpointNames() {
            let path = "\(folder.path)/\(name).checkpoint"
            do {
                guard let checkpoint = try Checkpoint.stored(inFileNamed: name, in: folder) else { continue }
                kept.append((path, checkpoint.position))
                journal.sinks.append(
                    JournalInspection.Sink(
                        name: SafeFileName.decode(name) ?? name, nextSequence: checkpoint.position.sequence,
                        isFinished: checkpoint.isFinished, lost: checkpoint.lost, rejected: checkpoint.rejected))
            } catch is RegistryError {
                journal.damages.append("\(path): the checkpoint is damaged; how far the sink is nobody knows.")
            }
        }
        return kept
    }

    // MARK: Where it begins

    /// Where the journal has to begin: segments go when every sink has passed them.
    ///
    /// - Parameter knowsAll: The place of every sink is known. Else nothing is missed on account of the one whose place
    ///   is not.
    private func start(
        _ first: Int?, _ segments: [Int], _ checkpoints: [KeptPosition], knowsAll: Bool
    ) throws -> JournalPosition {
        let beginning = JournalPosition.start(of: folder.writer)
        guard let present = segments.first, present > 0 else { return beginning }
        let slowest = checkpoints.map(\.position).min()
        if knowsAll { guard let slowest, slowest.segment >= first ?? present else { return beginning } }
        var start = JournalPosition(
            segment: present, offset: SegmentHeader.length, sequence: slowest?.sequence ?? beginning.sequence)
        for segment in segments {
            guard let number = try firstSequence(of: segment) else { continue }
            // When the header is damaged, what every sink has had is not missed; the next header says what was before
            // it.
            start.sequence = segment == present ? number : min(number, slowest?.sequence ?? number)
            break
        }
        return start
    }

    /// The number of a segment's first record; `nil` when its header is damaged, or it is gone.
    private func firstSequence(of segment: Int) throws -> Int64? {
        do {
            let header = try OpenSegment(PosixFile(folder.segmentPath(segment), .read)).header
            guard header.run == folder.run, header.writer == folder.writer, header.segment == segment,
                JournalPosition.sequences(of: folder.writer).contains(header.firstSequence)
            else { return nil }
            return header.firstSequence
        } catch is JournalFault {
            return nil
        } catch let error as SystemError {
            guard error.isMissing else { throw error }
            return nil
        }
    }

    /// The length of a segment; `nil` when it is gone.
    private func length(of segment: Int) throws -> Int? {
        do throws(SystemError) {
            return try PosixFile(folder.segmentPath(segment), .read).length()
        } catch {
            guard error.isMissing else { throw error }
            return nil
        }
    }
}
