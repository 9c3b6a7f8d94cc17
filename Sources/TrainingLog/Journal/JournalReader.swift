import RegistryCore

/// Reads the records of a journal in order, from a position on, while it is being written or afterwards.
///
/// Damage is passed over and reported: a record whose content is damaged alone, and with it the numbers whose name it
/// brought; from a damaged head on, the rest of the segment. What is damaged in a row is one damage. A record that the
/// last segment ends within is not there yet. Memory is bounded by the portion asked for and the longest record.
struct JournalReader {
    /// Some records.
    struct Portion {
        var entries: [LogEntry] = []
        /// How many entries of numbers there were that nobody wanted.
        var unwantedCount = 0
        /// How many bytes its entries have. Names do not count: a portion of nothing else would look like the journal's end.
        var byteCount = 0
        /// Where reading goes on.
        var end: JournalPosition
        /// What had to be passed over.
        var damages: [JournalDamage] = []
        /// The journal ends here for now, within a record at this byte if it is not `nil`.
        var tornAt: Int?

        /// There was nothing to read.
        var isEmpty: Bool { entries.isEmpty && unwantedCount == 0 }
    }

    let folder: JournalFolder
    /// How far the writer is; `nil` for what is on the disk.
    private let limit: (@Sendable () -> JournalPosition)?
    private let wantsNumbers: Bool
    /// How many entries the last portion had: so much room is made for the next at once.
    private var lastCount = 0
    private(set) var position: JournalPosition

    private var segment: OpenSegment?
    private var damages: [JournalDamage] = []
    /// The segment whose header was damaged last.
    private var damagedSegment: Int?
    /// The segments that were there when somebody asked last. There may be many: they are asked for anew only where
    /// what comes next depends on it, and once for each portion at most.
    private var listing: [Int] = []
    /// They were asked for while this portion is read.
    private var isListingNew = false
    /// What others lie about: a number beyond would count as lost what never was.
    private let sequences: Range<Int64>

    /// - Parameters:
    ///   - position: Where to begin. Default: at the beginning.
    ///   - wantsNumbers: Whether entries that are nothing but numbers are wanted. Else they are only counted, which is much
    ///     less work. Default: yes.
    ///   - limit: How far a writer of this process is. Default: no writer; everything that is on the disk is read.
    init(
        _ folder: JournalFolder, from position: JournalPosition? = nil, wantsNumbers: Bool = true,
        limit: (@Sendable () -> JournalPosition)? = nil
    ) {
        self.folder = folder
        self.limit = limit
        self.wantsNumbers = wantsNumbers
        sequences = JournalPosition.sequences(of: folder.writer)
        self.position = position ?? .start(of: folder.writer)
    }

    /// When a journal was begun, by its first segment that can be read.
    static func startTime(of folder: JournalFolder) -> WallTime? {
        ((try? folder.segments()) ?? []).lazy.compactMap { segment in
            try? OpenSegment(PosixFile(folder.segmentPath(segment), .read)).header.time
        }.first
    }

    /// The next records: about `size` bytes of them, none when there are none.
    ///
    /// - Throws: ``SystemError`` when a file cannot be read. Nothing is passed over then; it can be called again.
    mutating func next(_ size: Int = 256 << 10) throws -> Portion {
        let (start, reported) = (position, damagedSegment)
        do {
            return try read(size)
        } catch {
            // What was read before the failure is read again: nobody has got it.
            position = start
            segment = nil
            listing = []
            damagedSegment = reported
            damages = []
            throw error
        }
    }

    private mutating func read(_ size: Int) throws -> Portion {
        var portion = Portion(end: position)
        portion.entries.reserveCapacity(lastCount + lastCount / 16)
        isListingNew = false
        // Asked once: the writer answers under the lock that log calls take.
        let written = limit?()
        while portion.byteCount < size {
            guard try openSegment(written: written) else { break }
            let isLast = try isLast(written: written)
            let end = written.flatMap { $0.segment == position.segment ? $0.offset : nil }
            guard try !readRecords(size, upTo: end, isLast: isLast, &portion) else { break }
            if isLast { break }
            position = JournalPosition(
                segment: position.segment + 1, offset: SegmentHeader.length, sequence: position.sequence)
            segment = nil
        }
        portion.end = position
        lastCount = portion.entries.count
        portion.damages = damages
        damages = []
        return portion
    }

    // MARK: Segments

    /// Has the segments listed that are there, unless this portion has done so.
    private mutating func list() throws {
        guard !isListingNew else { return }
        listing = try folder.segments()
        isListingNew = true
    }

    /// Whether nothing is written behind the segment that the position is in.
    private mutating func isLast(written: JournalPosition?) throws -> Bool {
        if let written { return position.segment >= written.segment }
        // Of one that others followed when they were listed, it stays true that it is not the last.
        if let last = listing.last, position.segment < last { return false }
        try list()
        return position.segment >= listing.last ?? 0
    }

    /// Opens the segment that the position is in, or the next one that is there.
    ///
    /// - Parameter written: How far the writer is, if there is one.
    /// - Returns: `false` when there is none yet.
    private mutating func openSegment(written: JournalPosition?) throws -> Bool {
        if let segment {
            if segment.hasName { return true }
            // Somebody deleted the file while it is written; the writer has put it back, as another file.
            self.segment = nil
        }
        // The damage noted last is that of the file before.
        var isInRow = false
        while true {
            if let written, written.segment < position.segment || written.offset == 0 { return false }
            guard let fault = try open() else { return true }
            if fault == .cutHeader, try isLast(written: written) { return false }
            try list()
            let next = Self.first(behind: position.segment, in: listing)
            if fault == .missingSegment, next == nil { return false }
            // Nothing can be passed over while there is no other segment; whoever asks again hears of it once.
            let isNew = damagedSegment != position.segment
            if isNew { noteFile(fault, isInRow: isInRow) }
            isInRow = isNew
            if fault != .missingSegment { damagedSegment = position.segment }
            guard let next else { return false }
            position = JournalPosition(segment: next, offset: SegmentHeader.length, sequence: position.sequence)
        }
    }

    /// The next segment of a list in order, which may be long and is asked again and again.
    private static func first(behind segment: Int, in segments: [Int]) -> Int? {
        var range = segments.indices
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = segments[middle] > segment ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
        }
        return range.lowerBound < segments.endIndex ? segments[range.lowerBound] : nil
    }

    /// Opens the segment that the position is in.
    ///
    /// - Returns: Why it cannot be read; `nil` when it is open.
    private mutating func open() throws -> JournalFault? {
        do {
            var opened = try OpenSegment(PosixFile(folder.segmentPath(position.segment), .read))
            let header = opened.header
            guard header.run == folder.run, header.writer == folder.writer, header.segment == position.segment,
                sequences.contains(header.firstSequence)
            else { return .misplacedSegment }
            try opened.skip(to: position.offset)
            if header.firstSequence > position.sequence, position.offset == SegmentHeader.length {
                noteLoss(.missingRecords, at: 0, upTo: header.firstSequence)
            }
            segment = opened
            return nil
        } catch let error as SystemError where error.isMissing {
            return .missingSegment
        } catch let fault as JournalFault {
            return fault
        }
    }

    // MARK: Records

    /// Reads on in the open segment.
    ///
    /// - Parameter end: Up to where it is written; `nil` for the end of the file.
    /// - Returns: `false` when there are no more records in it; `true` when there are enough.
    private mutating func readRecords(
        _ size: Int, upTo end: Int?, isLast: Bool, _ portion: inout Portion
    ) throws -> Bool {
        guard var segment else { return false }
        self.segment = nil
        defer { self.segment = segment }
        while portion.byteCount < size {
            let start = position.offset
            switch try segment.scan(at: start, end: end) {
            case .atEnd: return false
            case .torn:
                if isLast { portion.tornAt = start } else { try passOver(.cutRecord, at: start, segment) }
                return false
            case .damagedHead:
                try passOver(.damagedFrame, at: start, segment)
                return false
            case .damagedPayload(let sequence, let length):
                guard sequences.contains(sequence) else {
                    try passOver(.damagedFrame, at: start, segment)
                    return false
                }
                noteLoss(.damagedPayload, at: start, upTo: sequence + 1)
                position.offset += length
            case .record(let sequence, let payload):
                guard sequence >= position.sequence, sequences.contains(sequence) else {
                    try passOver(.damagedFrame, at: start, segment)
                    return false
                }
                if sequence > position.sequence { noteLoss(.missingRecords, at: start, upTo: sequence) }
                position.sequence = sequence + 1
                let length = JournalFrame.headLength + payload.count
                position.offset += length
                // A portion without anything in it is the end: names alone do not fill one.
                if !wantsNumbers, segment.isNumbers(payload) {
                    portion.byteCount += length
                    portion.unwantedCount += 1
                    continue
                }
                switch segment.decode(payload) {
                case .name: continue
                case .unknown: note(.unknownContent, at: start, lost: sequence..<(sequence + 1))
                case .lackingNames(let rest, let time):
                    note(.missingName, at: start, lost: sequence..<(sequence + 1))
                    guard let rest else { continue }
                    portion.byteCount += length
                    portion.entries.append(LogEntry(sequence: sequence, time: time, content: rest))
                case .entry(let content, let time):
                    portion.byteCount += length
                    portion.entries.append(LogEntry(sequence: sequence, time: time, content: content))
                }
            }
        }
        return true
    }

    // MARK: Damage

    /// Gives up the rest of the segment. What is lost is known from the beginning of the next one.
    private mutating func passOver(_ fault: JournalFault, at offset: Int, _ segment: OpenSegment) throws {
        let end = try segment.length
        note(fault, at: offset, lost: 0..<0)
        position.offset = max(offset, end)
    }

    /// Notes that records up to a number cannot be read.
    private mutating func noteLoss(_ fault: JournalFault, at offset: Int, upTo sequence: Int64) {
        note(fault, at: offset, lost: position.sequence..<max(position.sequence, sequence))
        position.sequence = max(position.sequence, sequence)
    }

    private mutating func note(_ fault: JournalFault, at offset: Int, lost: Range<Int64>) {
        let damage = damage(fault, at: offset, lost: lost)
        guard let last = damages.indices.last, damages[last].take(damage) else { return damages.append(damage) }
    }

    /// Notes that a segment cannot be read at all.
    ///
    /// - Parameter isInRow: The one before cannot, and was noted last.
    private mutating func noteFile(_ fault: JournalFault, isInRow: Bool) {
        let damage = damage(fault, at: 0, lost: 0..<0)
        guard isInRow, let last = damages.indices.last, damages[last].takeFile(damage) else {
            return damages.append(damage)
        }
    }

    private func damage(_ fault: JournalFault, at offset: Int, lost: Range<Int64>) -> JournalDamage {
        JournalDamage(
            segment: position.segment, path: folder.segmentPath(position.segment), offset: offset, fault: fault,
            lost: lost)
    }
}
