import EventFiles
import RegistryCore

/// What was logged and is not on the disk yet, as bytes of segments. No locks and no I/O: decisions only.
struct JournalBuffer {
    /// Bytes that belong to one segment.
    struct Chunk {
        let segment: Int
        /// Where in the segment they begin; at 0 they begin with the header.
        var offset: Int
        var bytes: [UInt8]
        /// The number of the record that follows them.
        var nextSequence: Int64
    }

    private let run: RunID
    private let writer: UInt64
    private let segmentLimit: Int

    private(set) var nextSequence: Int64
    private var chunks: [Chunk] = []
    private var current: Chunk
    private var encoder: EntryEncoder
    private var isSegmentBegun = false
    /// An emptied list to be filled again: its memory is there already.
    private var spare: [UInt8] = []

    /// - Parameters:
    ///   - firstSequence: The number of the first record.
    ///   - segmentLimit: From how many bytes on a segment is full.
    init(run: RunID, writer: UInt64, firstSequence: Int64, segmentLimit: Int) {
        self.run = run
        self.writer = writer
        self.segmentLimit = segmentLimit
        nextSequence = firstSequence
        current = Chunk(segment: 0, offset: 0, bytes: [], nextSequence: firstSequence)
        encoder = EntryEncoder(origin: WallTime(millisecondsSince1970: 0))
    }

    /// The bytes that wait.
    var count: Int { chunks.reduce(current.bytes.count) { $0 + $1.bytes.count } }

    /// How long the newest segment is with them.
    var segmentLength: Int { current.offset + current.bytes.count }

    // MARK: Adding

    mutating func addScalar(_ name: String, _ value: Double, step: Step, time: WallTime) {
        prepareSegment(time)
        let number = number(of: name)
        addFrame { encoder, bytes in encoder.scalar(number, value, step: step, time: time, to: &bytes) }
    }

    mutating func addScalars(_ values: some Collection<(key: String, value: Double)>, step: Step, time: WallTime) {
        prepareSegment(time)
        let numbered = values.map { (number: number(of: $0.key), value: $0.value) }
        addFrame { encoder, bytes in encoder.scalars(numbered, step: step, time: time, to: &bytes) }
    }

    /// Adds an entry whose body was made before: nothing that takes long is done here, where the callers' lock is held.
    mutating func add(_ kind: EntryKind, time: WallTime, number: Int64? = nil, body: [UInt8]) {
        prepareSegment(time)
        addFrame { encoder, bytes in
            encoder.head(kind, time: time, to: &bytes)
            switch kind {
            case .record, .line: bytes.appendVarint(UInt64(bitPattern: number ?? 0))
            case .image, .video: bytes.appendSigned(number ?? 0)
            default: break
            }
            bytes.append(contentsOf: body)
        }
    }

    /// The bytes that wait, oldest first; they wait no longer.
    mutating func take() -> [Chunk] {
        var taken = chunks
        chunks = []
        if !current.bytes.isEmpty {
            taken.append(current)
            current.offset += current.bytes.count
            current.bytes = spare
            spare = []
        }
        return taken
    }

    /// Gives back the emptied list of a chunk that is on the disk, to be filled again.
    mutating func recycle(_ emptied: [UInt8]) {
        guard spare.capacity < emptied.capacity, emptied.capacity <= 4 << 20 else { return }
        spare = emptied
    }

    // MARK: Pieces

    private mutating func prepareSegment(_ time: WallTime) {
        if isSegmentBegun, current.offset + current.bytes.count >= segmentLimit {
            let segment = current.segment + 1
            if !current.bytes.isEmpty { chunks.append(current) }
            current = Chunk(segment: segment, offset: 0, bytes: [], nextSequence: nextSequence)
            isSegmentBegun = false
        }
        guard !isSegmentBegun else { return }
        isSegmentBegun = true
        encoder = EntryEncoder(origin: time)
        current.bytes +=
            SegmentHeader(
                run: run, writer: writer, segment: current.segment, firstSequence: nextSequence, time: time
            ).bytes
    }

    private mutating func number(of name: String) -> UInt64 {
        let (number, isNew) = encoder.number(of: name)
        if isNew { addFrame { encoder, bytes in encoder.name(name, number: number, to: &bytes) } }
        return number
    }

    private mutating func addFrame(_ write: (EntryEncoder, inout [UInt8]) -> Void) {
        let start = JournalFrame.open(&current.bytes)
        write(encoder, &current.bytes)
        JournalFrame.close(&current.bytes, beginning: start, sequence: nextSequence)
        nextSequence += 1
        current.nextSequence = nextSequence
    }
}
