import EventFiles
import RegistryCore
import TrackerFiles

/// What a run of Sacred's printed, line by line, and behind it how it failed.
struct SacredOutput {
    private var lines: LineReader?
    private var failure: [String]
    private let isGoingOn: Bool
    private let start: WallTime
    private let end: WallTime
    private let place: String

    /// - Parameters:
    ///   - lines: what was printed; `nil` for nothing.
    ///   - place: what reports call it.
    init(_ lines: LineReader?, of record: SacredRecord, place: String, now: WallTime) {
        self.lines = lines
        failure = record.failureLines.reversed()
        isGoingOn = record.isGoingOn(at: now)
        start = record.start ?? StoredFields.noTime
        end = record.end ?? start
        self.place = place
    }

    /// Takes the next line; `false` when there are no more.
    ///
    /// - Throws: ``RegistryError`` when it cannot be read further.
    mutating func takeLine(into batch: inout SourceBatch) throws(RegistryError) -> Bool {
        let line = try readingTracker { () throws(TrackerFileError) in try lines?.next() }
        guard let line else {
            lines = nil
            guard let text = failure.popLast() else { return false }
            batch.addLine(text, time: end, level: .error)
            return true
        }
        guard !line.isTooLong else {
            batch.report("\(place), byte \(line.offset): a line is longer than 16 MiB")
            return true
        }
        // A line is known by its place alone: its end would never come.
        guard line.isEnded || !isGoingOn else {
            batch.omit(.piecesOfLines)
            return true
        }
        let text = String(decoding: line.bytes, as: UTF8.self)
        if !text.isEmpty { batch.addLine(text, time: start) }
        return true
    }
}

/// Text in memory that is read as a file is.
final class TextSource: RecordSource {
    private let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    func read(into bytes: inout [UInt8], from index: Int, at offset: Int) throws(EventFileError) -> Int {
        guard offset < self.bytes.count, index < bytes.count else { return 0 }
        let count = min(bytes.count - index, self.bytes.count - offset)
        bytes.replaceSubrange(index..<(index + count), with: self.bytes[offset..<(offset + count)])
        return count
    }
}
