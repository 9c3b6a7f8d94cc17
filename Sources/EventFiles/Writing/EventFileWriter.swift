public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes one event file. Events are gathered in memory and written when the buffer is full, on `flush()`, and on
/// `close()`.
///
/// Not thread-safe: one owner calls it. After a failed write the file ends at its last whole record, the events are
/// kept, and the next `flush()` tries them again.
public final class EventFileWriter {
    /// Where the file is.
    public let url: URL

    /// The bytes that are on the file, without those still in memory.
    public private(set) var writtenByteCount = 0

    private var handle: FileHandle?
    private var buffer: [UInt8] = []
    private let bufferLimit: Int

    /// Creates the file, and its folder if need be, and writes the first event.
    ///
    /// - Parameters:
    ///   - folder: The folder; TensorBoard takes each folder for a run.
    ///   - name: The file's name. While a file of that name is there, `unique` is counted up: nothing is overwritten.
    ///   - wallTime: The time of the first event, in seconds since 1970.
    ///   - bufferLimit: From how many bytes on the buffer is written without being asked. The default is 64 KiB.
    /// - Throws: `EventFileError` with `unwritable`.
    public init(
        in folder: URL, name: EventFileName, wallTime: Double, bufferLimit: Int = 65_536
    ) throws(EventFileError) {
        precondition(bufferLimit > 0, "a buffer has a size")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw EventFileError(
                .unwritable, "cannot create the folder \(folder.path): \(error.localizedDescription)")
        }
        var name = name
        while true {
            let candidate = folder.appending(path: name.description, directoryHint: .notDirectory)
            let descriptor = open(candidate.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            if descriptor >= 0 {
                url = candidate
                handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
                break
            }
            let code = errno
            guard code == EEXIST else {
                let reason = NSError(domain: NSPOSIXErrorDomain, code: Int(code)).localizedDescription
                throw EventFileError(.unwritable, "cannot create the event file \(candidate.path): \(reason)")
            }
            name.unique += 1
        }
        self.bufferLimit = bufferLimit
        try append(Event(wallTime: wallTime, content: .fileVersion(Event.currentFileVersion)))
        try flush()
    }

    /// Adds one event.
    ///
    /// - Throws: `EventFileError` with `closed`, or `unwritable` when the buffer was full and could not be written; the
    ///   event is kept all the same.
    public func append(_ event: Event) throws(EventFileError) {
        guard handle != nil else { throw EventFileError(.closed, "the event file \(url.path) is closed") }
        RecordFraming.append(to: &buffer) { EventEncoder.append(event, to: &$0) }
        if buffer.count >= bufferLimit { try flush() }
    }

    /// Hands everything to the operating system, so that readers of the file see it.
    ///
    /// - Throws: `EventFileError` with `unwritable`.
    public func flush() throws(EventFileError) {
        guard let handle, !buffer.isEmpty else { return }
        do {
            try handle.write(contentsOf: Data(buffer))
        } catch {
            // A record that is only half there would hide everything behind it from every reader.
            try? handle.truncate(atOffset: UInt64(writtenByteCount))
            try? handle.seek(toOffset: UInt64(writtenByteCount))
            throw EventFileError(
                .unwritable, "cannot write the event file \(url.path): \(error.localizedDescription)")
        }
        writtenByteCount += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes what is left, has the disk keep it, and closes the file. A second call does nothing.
    ///
    /// - Throws: `EventFileError` with `unwritable`; the file stays open, and `close()` may be tried again.
    public func close() throws(EventFileError) {
        guard let handle else { return }
        try flush()
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw EventFileError(
                .unwritable, "cannot finish the event file \(url.path): \(error.localizedDescription)")
        }
        self.handle = nil
    }
}
