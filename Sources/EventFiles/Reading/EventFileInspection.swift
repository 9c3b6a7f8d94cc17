public import Foundation

/// What a file's records look like from outside, without decoding them: how many there are, where the intact ones end,
/// and what follows.
public struct EventFileInspection: Hashable, Sendable {
    /// Where the last record ends before which everything is intact. A file that is to be continued is cut here.
    public private(set) var intactEnd = 0
    /// How many intact records lie before `intactEnd`.
    public private(set) var recordCount = 0
    /// The size of the file, in bytes.
    public let byteCount: Int
    /// What is wrong at `intactEnd`; `nil` when the file ends there.
    public private(set) var problem: EventFileError?

    /// Whether the file ends with a part of a record, as a crash of its writer leaves it.
    public var hasTornEnd: Bool { problem?.code == .truncated }

    /// Reads a file once.
    ///
    /// - Throws: `EventFileError` with `unreadable`. Damage is not thrown: it is what is told.
    public init(of url: URL) throws(EventFileError) {
        try self.init(of: PosixFile(reading: url.path))
    }

    init(of file: PosixFile) throws(EventFileError) {
        byteCount = try file.status().size
        var window = RecordWindow(chunkLength: 1 << 20)
        while true {
            switch window.scan(maximumLength: EventFileReader.defaultMaximumRecordLength) {
            case .record(let data):
                window.consume(upTo: data.upperBound + RecordFraming.footerLength)
                intactEnd = window.offset
                recordCount += 1
            case .incomplete(let needed):
                if try window.fill(from: file, needed: needed) { continue }
                if window.pendingCount > 0 {
                    problem = EventFileError(.truncated, at: intactEnd, "the file ends inside a record")
                }
                return
            case .damagedData:
                problem = EventFileError(.damaged, at: intactEnd, "the data of a record does not fit its checksum")
                return
            case .tooLong(let length):
                problem = EventFileError(.tooLong, at: intactEnd, "a record of \(length) bytes is longer than accepted")
                return
            case .damagedLength:
                problem = EventFileError(
                    .damagedLength, at: intactEnd, "the length of a record does not fit its checksum")
                return
            }
        }
    }

    /// Whether a record ends at `offset`. Only lengths are looked at: what was damaged before stays as it is.
    static func isBoundary(_ offset: Int, in file: PosixFile) throws(EventFileError) -> Bool {
        var window = RecordWindow(chunkLength: 1 << 20)
        while window.offset < offset {
            switch window.scan(maximumLength: 1 << 20, checksData: false) {
            case .record(let data): window.consume(upTo: data.upperBound + RecordFraming.footerLength)
            case .incomplete(let needed):
                if try !window.fill(from: file, needed: needed) { return false }
            case .tooLong(let length):
                // Only its end matters here.
                guard let end = RecordFraming.end(ofRecordAt: window.offset, dataLength: length) else { return false }
                window.restart(at: end)
            case .damagedData, .damagedLength: return false
            }
        }
        return window.offset == offset
    }
}
