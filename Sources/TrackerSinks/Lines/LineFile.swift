import EventFiles
import RegistryCore
import TrackerFiles

/// A file that grows by lines of JSON.
///
/// What could not be written stays in memory and is written first with the next call, at the same place.
final class LineFile {
    /// How many bytes are on the file.
    private(set) var writtenByteCount: Int
    private let file: PosixFile
    private var pending: [UInt8] = []

    private init(_ file: PosixFile, byteCount: Int) {
        self.file = file
        writtenByteCount = byteCount
    }

    /// Begins a file.
    ///
    /// - Throws: `EventFileError`: `unwritable`, for a name that is taken too.
    static func create(_ path: String) throws(EventFileError) -> LineFile {
        guard let file = try PosixFile.create(path) else {
            throw EventFileError(.unwritable, "\(path) is there already")
        }
        return LineFile(file, byteCount: 0)
    }

    /// Goes on with a file, and cuts what it has behind a place.
    ///
    /// - Throws: `EventFileError`: `removed` when it is not there, `truncated` when it has fewer bytes or no line ends at the place.
    static func goOn(_ path: String, at byteCount: Int) throws(EventFileError) -> LineFile {
        let file = try PosixFile(continuing: path)
        guard try file.status().size >= byteCount else {
            throw EventFileError(.truncated, "\(path) ends before the place it was to be continued from")
        }
        if byteCount > 0 {
            var last: [UInt8] = [0]
            guard try file.read(into: &last, from: 0, at: byteCount - 1) == 1, last == [0x0A] else {
                throw EventFileError(.truncated, "\(path) has no line that ends where it was to be continued from")
            }
        }
        try file.truncate(to: byteCount)
        return LineFile(file, byteCount: byteCount)
    }

    /// Adds a line.
    func append(_ line: Value) {
        pending += PythonJSON.bytes(line)
        pending.append(0x0A)
    }

    /// Writes what was added.
    func flush() throws(EventFileError) {
        guard !pending.isEmpty else { return }
        try file.write(pending, at: writtenByteCount)
        writtenByteCount += pending.count
        pending = []
    }

    /// Returns when the disk has everything.
    func synchronize() throws(EventFileError) {
        try flush()
        try file.synchronize()
    }

    /// Gives every line of a file that is an object.
    static func read(_ path: String, _ take: (Document) -> Void) {
        guard let reader = try? LineReader(path) else { return }
        while let line = try? reader.next() {
            if let document = try? Value(pythonJSON: line.bytes).documentValue { take(document) }
        }
    }
}
