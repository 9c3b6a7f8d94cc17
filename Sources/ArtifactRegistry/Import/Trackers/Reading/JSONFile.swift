import RegistryCore
import TrackerFiles

/// JSON files as Python writes them.
enum JSONFile {
    /// The largest file that is read whole: 64 MiB.
    static let largest = 64 << 20

    /// What a file holds.
    ///
    /// - Throws: ``RegistryError``: `notFound`, `invalidArgument` for one that is too large, `corruptData` for
    ///   one that is no JSON.
    static func value(_ path: String, in folder: SourceFolder) throws(RegistryError) -> Value {
        let bytes = try readingTracker { () throws(TrackerFileError) in try folder.bytes(of: path, limit: largest) }
        do {
            return try Value(pythonJSON: bytes)
        } catch {
            throw RegistryError(.corruptData, "\(path): \(error.message)")
        }
    }

    /// The object that a file holds; empty for another value.
    static func document(_ path: String, in folder: SourceFolder) throws(RegistryError) -> Document {
        try value(path, in: folder).documentValue ?? [:]
    }
}

/// A file with a JSON object in each line.
final class JSONLines {
    private let lines: LineReader
    private let place: String

    /// - Parameter place: what reports call it.
    init(_ lines: LineReader, place: String) {
        self.lines = lines
        self.place = place
    }

    convenience init(_ path: String, in folder: SourceFolder) throws(RegistryError) {
        let lines = try readingTracker { () throws(TrackerFileError) in try folder.lines(of: path) }
        self.init(lines, place: path)
    }

    /// The next object; `nil` at the end. Lines that are none are reported and passed over; a last line without an end is not
    /// read when it is none: its writer is at work, or died.
    func next(_ batch: inout SourceBatch) throws(RegistryError) -> Document? {
        while let line = try readingTracker({ () throws(TrackerFileError) in try lines.next() }) {
            if line.isTooLong {
                batch.report("\(place), byte \(line.offset): a line is longer than 16 MiB")
                continue
            }
            if line.bytes.allSatisfy({ $0 == 32 }) { continue }
            guard let document = try? Value(pythonJSON: line.bytes).documentValue else {
                let reason = line.isEnded ? "a line is no JSON object" : "the file ends inside a line"
                batch.report("\(place), byte \(line.offset): \(reason)")
                continue
            }
            return document
        }
        return nil
    }
}
