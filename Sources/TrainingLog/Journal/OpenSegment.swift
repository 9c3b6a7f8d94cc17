import RegistryCore

/// A segment that is being read: its file, a window of its bytes, and the names it has defined so far.
struct OpenSegment {
    /// What stands at a place of the segment.
    enum Scan {
        /// A record whose payload lies in this range of the window.
        case record(sequence: Int64, payload: Range<Int>)
        case damagedPayload(sequence: Int64, length: Int)
        case damagedHead
        /// The segment ends within a record.
        case torn
        /// The segment ends.
        case atEnd
    }

    let header: SegmentHeader
    private let file: PosixFile
    private var decoder: EntryDecoder
    private var window: [UInt8] = []
    /// What reading goes through.
    private var room: [UInt8] = []
    /// Where in the file the window begins.
    private var windowStart = 0

    private static let portion = 256 << 10

    /// Opens a segment and reads its header.
    ///
    /// - Throws: ``SystemError``, ``JournalFault``.
    init(_ file: PosixFile) throws {
        var bytes: [UInt8] = []
        _ = try file.read(SegmentHeader.length, at: 0, into: &bytes)
        header = try SegmentHeader(reading: bytes)
        self.file = file
        decoder = EntryDecoder(origin: header.time)
    }

    /// Whether the file is still in its folder.
    var hasName: Bool { file.hasName }

    /// The length of the file.
    var length: Int { get throws { try file.length() } }

    /// Learns the names that are defined before a place.
    mutating func skip(to offset: Int) throws {
        var place = SegmentHeader.length
        while place < offset {
            switch try scan(at: place, end: nil) {
            case .record(_, let payload):
                decoder.readName(window, in: payload)
                place += JournalFrame.headLength + payload.count
            case .damagedPayload(_, let length): place += length
            case .damagedHead, .torn, .atEnd: return
            }
        }
    }

    /// Looks at the record that begins at `offset`.
    ///
    /// - Parameter end: Up to where the segment is written; `nil` for the end of the file.
    mutating func scan(at offset: Int, end: Int?) throws -> Scan {
        if offset < windowStart || offset > windowStart + window.count {
            window.removeAll(keepingCapacity: true)
            windowStart = offset
        }
        while true {
            switch JournalFrame.scan(window, at: offset - windowStart) {
            case .record(let sequence, let payload): return .record(sequence: sequence, payload: payload)
            case .damagedPayload(let sequence, let payload):
                return .damagedPayload(sequence: sequence, length: JournalFrame.headLength + payload.count)
            case .damagedHead: return .damagedHead
            case .incomplete(let needed):
                guard try extend(keeping: offset, needed: needed + windowStart - offset, end: end) else {
                    return offset == windowStart + window.count ? .atEnd : .torn
                }
            }
        }
    }

    /// Whether a payload of the window is nothing but numbers.
    func isNumbers(_ payload: Range<Int>) -> Bool {
        guard let first = payload.first else { return false }
        return window[first] == EntryKind.scalar.rawValue || window[first] == EntryKind.scalars.rawValue
    }

    /// Reads a payload of the window.
    mutating func decode(_ payload: Range<Int>) -> EntryDecoder.Result { decoder.decode(window, in: payload) }

    /// Reads on into the window.
    ///
    /// - Parameter needed: How many bytes are wanted from `offset` on.
    /// - Returns: `false` when there is nothing more.
    private mutating func extend(keeping offset: Int, needed: Int, end: Int?) throws -> Bool {
        window.removeFirst(offset - windowStart)
        windowStart = offset
        let place = windowStart + window.count
        // No more at a time than is there: a head that says a gigabyte must not cost one.
        let available = (try end ?? file.length()) - place
        guard available > 0 else { return false }
        // Piece by piece through the same room: a list of its own for each reading would leave holes in the memory.
        if room.isEmpty { room = [UInt8](repeating: 0, count: Self.portion) }
        let wanted = min(available, max(Self.portion, needed - window.count))
        var got = 0
        while got < wanted {
            let count = try file.read(wanted - got, at: place + got, over: &room)
            guard count > 0 else { break }
            window += room[..<count]
            got += count
        }
        return got > 0
    }
}
