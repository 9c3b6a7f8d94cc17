public import Foundation

/// Reads one event file from its start, also while it is being written.
///
/// Not thread-safe: one owner calls it.
public final class EventFileReader {
    /// The longest record accepted when nothing else is said: 256 MiB.
    public static let defaultMaximumRecordLength = 256 << 20

    /// Where the file is.
    public let url: URL

    private let file: PosixFile
    private let maximumRecordLength: Int
    private var window: RecordWindow
    /// A file whose records cannot be told apart any more stays so.
    private var failure: EventFileError?

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - url: The file.
    ///   - maximumRecordLength: The most bytes of data a record may have; a longer one is passed over with an error, so
    ///     that a hostile file cannot fill the memory. The default is 256 MiB.
    ///   - chunkLength: How many bytes are read at a time. The default is 1 MiB.
    /// - Throws: `EventFileError` with `unreadable`.
    public init(
        _ url: URL, maximumRecordLength: Int = EventFileReader.defaultMaximumRecordLength, chunkLength: Int = 1 << 20
    ) throws(EventFileError) {
        precondition(maximumRecordLength >= 0 && chunkLength > 0, "lengths are positive")
        file = try PosixFile(reading: url.path)
        self.url = url
        self.maximumRecordLength = maximumRecordLength
        window = RecordWindow(chunkLength: chunkLength)
    }

    /// Where the next record starts in the file. Everything before it was read, or reported by an error.
    public var byteOffset: Int { window.offset }

    /// The next event, or `nil` when there is no further whole record at present. Call again after the file has grown.
    ///
    /// - Throws: `EventFileError`. After `damaged`, `tooLong` and `malformed` the next call goes on with the next
    ///   record; after `damagedLength` every call throws the same error again; after `unreadable` the next call tries
    ///   again.
    public func next() throws(EventFileError) -> Event? {
        if let failure { throw failure }
        while true {
            let offset = window.offset
            switch window.scan(maximumLength: maximumRecordLength) {
            case .record(let data):
                window.consume(upTo: data.upperBound + RecordFraming.footerLength)
                var budget = DecodingBudget()
                return try EventDecoder.decode(window.bytes, in: data, recordOffset: offset, budget: &budget)
            case .incomplete(let needed):
                guard try window.fill(from: file, needed: needed) else { return nil }
            case .damagedData(let data):
                window.consume(upTo: data.upperBound + RecordFraming.footerLength)
                throw EventFileError(.damaged, at: offset, "the data of a record does not fit its checksum")
            case .tooLong(let length):
                throw passOver(length, at: offset)
            case .damagedLength:
                let error = EventFileError(
                    .damagedLength, at: offset, "the length of a record does not fit its checksum")
                failure = error
                throw error
            }
        }
    }

    /// Confirms that the file ends behind the last record that was read.
    ///
    /// - Throws: `EventFileError` with `truncated` when a part of a record follows. In a file that is still being
    ///   written that is nothing unusual.
    public func requireEnd() throws(EventFileError) {
        if let failure { throw failure }
        guard window.pendingCount == 0, try window.offset <= file.status().size else {
            throw EventFileError(
                .truncated, at: byteOffset, "the file ends inside a record, \(window.pendingCount) bytes into it")
        }
    }

    private func passOver(_ length: UInt64, at offset: Int) -> EventFileError {
        let error = EventFileError(
            .tooLong, at: offset, "a record of \(length) bytes is longer than the \(maximumRecordLength) accepted")
        if let next = RecordFraming.end(ofRecordAt: offset, dataLength: length) {
            window.restart(at: next)
        } else {
            failure = error
        }
        return error
    }
}
