public import Foundation

/// Writes one event file. Events are gathered in memory and written when the buffer is full, on `flush()`, and on
/// `close()`.
///
/// Not thread-safe: one owner calls it. After a failed write the file ends at its last whole record, the events are
/// kept, and the next `flush()` tries them again: no event is lost, doubled or torn.
public final class EventFileWriter {
    /// Where the file is.
    public let url: URL

    /// The bytes that are on the file, without those still in memory. The file ends there at a whole record, so this is
    /// what a checkpoint keeps: ``init(continuing:at:verifying:bufferLimit:)`` goes on from it.
    public private(set) var writtenByteCount: Int

    /// Where the next event will start in the file: `writtenByteCount` and what is still in memory.
    public var position: Int { writtenByteCount + buffer.count }

    private let file: any AppendableFile
    private var isOpen = true
    /// A write failed and may have left a part of a record behind `writtenByteCount`.
    private var hasTornEnd = false
    private var buffer: [UInt8] = []
    private let bufferLimit: Int
    private var tags = TagRegister()

    /// Creates the file, and its folder if need be, and writes the first event.
    ///
    /// - Parameters:
    ///   - folder: The folder; TensorBoard takes each folder for a run.
    ///   - name: The file's name. While a file of that name is there, `unique` is counted up: nothing is overwritten.
    ///   - wallTime: The time of the first event, in seconds since 1970.
    ///   - bufferLimit: From how many bytes on the buffer is written without being asked. The default is 64 KiB.
    /// - Throws: `EventFileError` with `unwritable`.
    public convenience init(
        in folder: URL, name: EventFileName, wallTime: Double, bufferLimit: Int = 65_536
    ) throws(EventFileError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw EventFileError(
                .unwritable, "cannot create the folder \(folder.path): \(Self.reason(error))")
        }
        var name = name
        while true {
            let candidate = folder.appending(path: name.description, directoryHint: .notDirectory)
            if let file = try PosixFile.create(candidate.path) {
                self.init(url: candidate, file: file, writtenByteCount: 0, bufferLimit: bufferLimit)
                break
            }
            name.unique += 1
        }
        try append(Event(wallTime: wallTime, content: .fileVersion(Event.currentFileVersion)))
        try flush()
    }

    /// Opens a file that is there, cuts what is behind `offset`, and goes on from it.
    ///
    /// Use it after a crash with the `writtenByteCount` of the last checkpoint; values logged after the checkpoint are
    /// cut and will be logged again. The first value of each tag carries its metadata again, which readers accept.
    ///
    /// - Parameters:
    ///   - url: The file.
    ///   - offset: Where the file is to go on, in bytes; it must be the end of a record. `nil` for the end of its last
    ///     intact record: then only what a crash tore is cut.
    ///   - verifying: Whether the file is read up to `offset`, so that a wrong offset is an error before anything is
    ///     cut. The default is true. With `offset` nil it always is.
    ///   - bufferLimit: From how many bytes on the buffer is written without being asked. The default is 64 KiB.
    /// - Throws: `EventFileError` with `truncated` when the file is shorter than `offset`, `invalid` when no record ends
    ///   there, `removed` when there is no such file, `unreadable`, `unwritable`. The file is unchanged then.
    public convenience init(
        continuing url: URL, at offset: Int? = nil, verifying: Bool = true, bufferLimit: Int = 65_536
    ) throws(EventFileError) {
        let file = try PosixFile(continuing: url.path)
        let end = try Self.end(of: file, at: offset, verifying: verifying)
        try file.truncate(to: end)
        self.init(url: url, file: file, writtenByteCount: end, bufferLimit: bufferLimit)
    }

    /// - Parameter file: A file of `writtenByteCount` bytes.
    init(url: URL, file: any AppendableFile, writtenByteCount: Int, bufferLimit: Int) {
        precondition(bufferLimit > 0, "a buffer has a size")
        self.url = url
        self.file = file
        self.writtenByteCount = writtenByteCount
        self.bufferLimit = bufferLimit
    }

    /// Adds one event as it is.
    ///
    /// - Throws: `EventFileError` with `closed`, or `unwritable` or `removed` when the buffer was full and could not be
    ///   written; the event is kept all the same.
    public func append(_ event: Event) throws(EventFileError) {
        try requireOpen()
        if case .summary(let values) = event.content, values.count == 1, case .simple(let number) = values[0].payload,
            values[0].metadata == nil
        {
            ScalarRecordEncoder.append(
                number, tag: values[0].tag, step: event.step, wallTime: event.wallTime, to: &buffer)
        } else {
            RecordFraming.append(to: &buffer) { EventEncoder.append(event, to: &$0) }
        }
        if buffer.count >= bufferLimit { try flush() }
    }

    /// Adds values of one step as one event. Only a tag's first value in this file takes its metadata along.
    ///
    /// - Parameters:
    ///   - values: What the functions of ``SummaryValue`` make, such as `SummaryValue.images`.
    ///   - step: The training step.
    ///   - wallTime: When they were logged, in seconds since 1970.
    /// - Throws: What `append(_:)` throws.
    public func append(_ values: [SummaryValue], step: Int64, wallTime: Double) throws(EventFileError) {
        let values = values.map { tags.removingRepeatedMetadata(from: $0) }
        try append(Event(wallTime: wallTime, step: step, content: .summary(values)))
    }

    /// Adds one scalar in its short form. It is the same event that `append(_:)` writes for it, only made faster.
    ///
    /// - Parameters:
    ///   - value: The number.
    ///   - tag: What it is drawn under.
    ///   - step: The training step.
    ///   - wallTime: When it was logged, in seconds since 1970.
    /// - Throws: What `append(_:)` throws.
    public func appendScalar(_ value: Float, tag: String, step: Int64, wallTime: Double) throws(EventFileError) {
        try requireOpen()
        ScalarRecordEncoder.append(value, tag: tag, step: step, wallTime: wallTime, to: &buffer)
        if buffer.count >= bufferLimit { try flush() }
    }

    /// Hands everything to the operating system, so that readers of the file see it.
    ///
    /// - Throws: `EventFileError` with `unwritable`, or with `removed` when the file was deleted meanwhile. The events are
    ///   kept for the next `flush()`.
    public func flush() throws(EventFileError) {
        guard isOpen else { return }
        if hasTornEnd {
            try file.truncate(to: writtenByteCount)
            hasTornEnd = false
        }
        guard !buffer.isEmpty else { return }
        guard try !file.isRemoved() else {
            throw EventFileError(.removed, "the event file \(url.path) was deleted while it was being written")
        }
        do throws(EventFileError) {
            try file.write(buffer, at: writtenByteCount)
        } catch {
            // A record that is only half there would hide everything behind it from every reader.
            hasTornEnd = true
            if (try? file.truncate(to: writtenByteCount)) != nil { hasTornEnd = false }
            throw error
        }
        writtenByteCount += buffer.count
        buffer.removeAll(keepingCapacity: buffer.capacity <= 4 * bufferLimit)
    }

    /// Flushes, and returns when the disk has everything: what was written survives a loss of power.
    ///
    /// - Throws: What `flush()` throws.
    public func synchronize() throws(EventFileError) {
        try requireOpen()
        try flush()
        try file.synchronize()
    }

    /// Writes what is left, has the disk keep it, and closes the file. A second call does nothing.
    ///
    /// - Throws: What `flush()` throws; the file stays open then, and `close()` may be tried again.
    public func close() throws(EventFileError) {
        guard isOpen else { return }
        try synchronize()
        isOpen = false
        try file.close()
    }

    /// Foundation's own text for a file in the place of a folder is a number.
    private static func reason(_ error: any Error) -> String {
        let known = error as NSError
        // On Linux what lies in there is an error of Swift's, which is no NSError before it is made one.
        let cause = (known.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError } ?? known
        guard cause.domain == NSPOSIXErrorDomain else { return known.localizedDescription }
        guard cause.code != Int(ENOTDIR), cause.code != Int(EEXIST) else {
            return "it, or a folder that it is in, is a file and not a folder"
        }
        return String(cString: strerror(Int32(truncatingIfNeeded: cause.code)))
    }

    private func requireOpen() throws(EventFileError) {
        guard isOpen else { throw EventFileError(.closed, "the event file \(url.path) is closed") }
    }

    private static func end(of file: PosixFile, at offset: Int?, verifying: Bool) throws(EventFileError) -> Int {
        let size = try file.status().size
        guard let offset else { return try EventFileInspection(of: file).intactEnd }
        guard offset >= 0, offset <= size else {
            throw EventFileError(
                .truncated, "\(file.path) has \(size) bytes and cannot be continued at byte \(offset)")
        }
        if verifying, try !EventFileInspection.isBoundary(offset, in: file) {
            throw EventFileError(.invalid, "in \(file.path) no record ends at byte \(offset)")
        }
        return offset
    }
}
