public import Foundation

/// Reads one event file from its start, also while it is being written.
///
/// Not thread-safe: one owner calls it.
public final class EventFileReader {
    /// The longest record accepted when nothing else is said: 256 MiB.
    public static let defaultMaximumRecordLength = 256 << 20

    /// Where the file is.
    public let url: URL

    private let handle: FileHandle
    private let maximumRecordLength: Int
    private let chunkLength: Int
    private var buffer: [UInt8] = []
    /// Where the next record starts in the buffer.
    private var index = 0
    /// Where the buffer starts in the file.
    private var bufferOffset = 0
    /// A file that was found damaged stays so: what follows is not in step with the records any more.
    private var failure: EventFileError?

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - url: The file.
    ///   - maximumRecordLength: The most bytes of data a record may have; a longer one is an error, so that a hostile
    ///     file cannot fill the memory. The default is 256 MiB.
    ///   - chunkLength: How many bytes are read at a time. The default is 1 MiB.
    /// - Throws: `EventFileError` with `unreadable`.
    public init(
        _ url: URL, maximumRecordLength: Int = EventFileReader.defaultMaximumRecordLength, chunkLength: Int = 1 << 20
    ) throws(EventFileError) {
        precondition(maximumRecordLength >= 0 && chunkLength > 0, "lengths are positive")
        do {
            handle = try FileHandle(forReadingFrom: url)
        } catch {
            throw EventFileError(
                .unreadable, "cannot open the event file \(url.path): \(error.localizedDescription)")
        }
        self.url = url
        self.maximumRecordLength = maximumRecordLength
        self.chunkLength = chunkLength
    }

    /// Where the next record starts in the file. Everything before it was read whole and intact.
    public var byteOffset: Int { bufferOffset + index }

    /// The next event, or `nil` when there is no further whole record at present. Call again after the file has grown.
    ///
    /// - Throws: `EventFileError`. After `malformed` the next call goes on with the next record; after `damaged` and
    ///   `tooLong` every call throws the same error again; after `unreadable` the next call tries again.
    public func next() throws(EventFileError) -> Event? {
        if let failure { throw failure }
        while true {
            let scan: RecordFraming.Scan
            do throws(EventFileError) {
                scan = try RecordFraming.scan(
                    buffer, at: index, fileOffset: bufferOffset, maximumLength: maximumRecordLength)
            } catch {
                failure = error
                throw error
            }
            switch scan {
            case .record(let data):
                let recordOffset = byteOffset
                index = data.upperBound + RecordFraming.footerLength
                return try EventDecoder.decode(buffer, in: data, recordOffset: recordOffset)
            case .incomplete:
                guard try readChunk() else { return nil }
            }
        }
    }

    /// Confirms that the file ends behind the last record that was read.
    ///
    /// - Throws: `EventFileError` with `truncated` when a part of a record follows. In a file that is still being
    ///   written that is nothing unusual.
    public func requireEnd() throws(EventFileError) {
        if let failure { throw failure }
        guard index == buffer.count else {
            throw EventFileError(
                .truncated, at: byteOffset, "the file ends inside a record, \(buffer.count - index) bytes into it")
        }
    }

    private func readChunk() throws(EventFileError) -> Bool {
        if index > 0 {
            buffer.removeSubrange(..<index)
            bufferOffset += index
            index = 0
        }
        do {
            guard let chunk = try handle.read(upToCount: chunkLength), !chunk.isEmpty else { return false }
            buffer.append(contentsOf: chunk)
            return true
        } catch {
            throw EventFileError(
                .unreadable, "cannot read the event file \(url.path): \(error.localizedDescription)")
        }
    }
}
