import EventFiles
import Foundation
import RegistryCore

/// Reads a dump, frame by frame, off Swift's common threads, and holds it to what it says of itself.
actor DumpFileReader {
    private let queue = SerialQueue(label: "DumpFileReader")
    nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    private let path: String
    private let file: PosixFile
    private var window = RecordWindow(chunkLength: 1 << 20)
    private var tally = DumpTally()
    private var hasHead = false
    private var hasEnded = false

    /// What the dump was made of, when its head has been read.
    private(set) var source = ""

    /// - Throws: ``RegistryError`` with `notFound` when there is no such file, and with `unavailable` when it cannot be read.
    init(_ path: String) throws(RegistryError) {
        self.path = path
        do {
            file = try PosixFile(reading: path)
        } catch {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw RegistryError(
                isThere ? .unavailable : .notFound,
                isThere ? "The dump cannot be read: \(error.message)." : "There is no file \(path).", underlying: error)
        }
    }

    /// What the dump holds; known when ``next()`` has given `nil`.
    var summary: DumpSummary { tally.summary }

    /// The next item; `nil` behind the last one, when everything was as the dump's end says.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` for a file that is no dump, or cut, or damaged, naming the byte; with
    ///   `unsupported` for one of a newer version.
    func next() throws -> DumpItem? {
        while !hasEnded {
            let start = window.offset
            guard let (kind, content) = try nextFrame() else {
                guard hasHead else { throw noDump("it is empty") }
                throw damaged(at: start, "it ends there, without the frame that ends every dump: it was cut off")
            }
            guard hasHead else {
                try readHead(kind, content)
                continue
            }
            if kind == .end {
                try readEnd(content, at: start)
                continue
            }
            guard let item = DumpItem(kind: kind, content: content) else {
                throw damaged(at: start, "the frame there is not of this format")
            }
            try tally.add(item)
            return item
        }
        return nil
    }

    private func readHead(_ kind: DumpFormat.Kind, _ content: ArraySlice<UInt8>) throws(RegistryError) {
        guard kind == .head, let head = try? Document(bson: Array(content)), head["format"] == .string(DumpFormat.name),
            let version = head["version"]?.intValue
        else { throw noDump("its first frame is another one's") }
        guard (1...DumpFormat.version).contains(version) else {
            throw RegistryError(
                .unsupported,
                "The dump \(path) has version \(version); this program reads up to \(DumpFormat.version). Use the program that "
                    + "wrote it, or a newer one.")
        }
        source = head["source"]?.stringValue ?? ""
        hasHead = true
    }

    private func readEnd(_ content: ArraySlice<UInt8>, at start: Int) throws {
        guard let end = try? Document(bson: Array(content)) else {
            throw damaged(at: start, "the frame there is not of this format")
        }
        guard end == tally.summary.document else {
            throw damaged(at: start, "the counts and digests that stand there are not those of what is before them")
        }
        let behind = window.offset
        guard try nextFrame() == nil else { throw damaged(at: behind, "something follows there behind its end") }
        hasEnded = true
    }

    /// The next frame; `nil` at the end of the file.
    private func nextFrame() throws -> (DumpFormat.Kind, ArraySlice<UInt8>)? {
        while true {
            let start = window.offset
            switch window.scan(maximumLength: DumpFormat.longestFrame) {
            case .record(let data):
                let content = window.bytes[data]
                guard let kind = content.first.flatMap(DumpFormat.Kind.init) else {
                    throw hasHead
                        ? damaged(at: start, "a frame of an unknown kind stands there")
                        : noDump("it is of another kind")
                }
                let found = (kind, content.dropFirst())
                window.consume(upTo: data.upperBound + RecordFraming.footerLength)
                return found
            case .incomplete(let needed):
                if try fill(needed) { continue }
                guard window.pendingCount > 0 else { return nil }
                throw hasHead
                    ? damaged(at: start, "the file ends within the frame that begins there: it was cut off")
                    : noDump("it is too short")
            case .damagedData: throw damaged(at: start, "the content of the frame there does not fit its checksum")
            case .tooLong(let length): throw damaged(at: start, "the frame there says that it has \(length) bytes")
            case .damagedLength:
                throw hasHead
                    ? damaged(at: start, "the length of the frame there does not fit its checksum")
                    : noDump("it does not begin as one")
            }
        }
    }

    private func fill(_ needed: Int) throws(RegistryError) -> Bool {
        do {
            return try window.fill(from: file, needed: needed)
        } catch {
            throw RegistryError(.unavailable, "The dump cannot be read: \(error.message).", underlying: error)
        }
    }

    private func damaged(at offset: Int, _ what: String) -> RegistryError {
        RegistryError(
            .corruptData, "The dump \(path) is damaged at byte \(offset): \(what). Make it again, or fetch it again.")
    }

    private func noDump(_ why: String) -> RegistryError {
        RegistryError(.corruptData, "\(path) is no dump of a registry: \(why).")
    }
}
