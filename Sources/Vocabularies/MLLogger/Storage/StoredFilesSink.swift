import FileStorage
import RegistryCore
import TrainingLog

/// The files of a run in a store of files, such as a bucket: each at `<folder>/files/<name>`, as it lies on the disk.
///
/// A file is written whole, under its own name. Writing it again gives the same bytes, so nothing has to be recognised. Of one that was saved
/// several times the last is written only, where they come together.
final class StoredFilesSink: LogSink {
    /// The name under which the journal has its checkpoint.
    static let sinkName = "stored files"

    let name = sinkName
    let logType: LogType
    private let place: StoredFiles

    init(_ place: StoredFiles) {
        self.place = place
        logType = LogType(kind: "files", place: place.description)
    }

    var takesNumbers: Bool { false }

    func takes(_ content: LogEntry.Content) -> Bool {
        if case .file = content { true } else { false }
    }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        var newest: [String: Int64] = [:]
        for entry in entries {
            if case .file(let file) = entry.content { newest[file.name] = entry.sequence }
        }
        var rejected: [RejectedEntry] = []
        for entry in entries {
            guard case .file(let file) = entry.content, newest[file.name] == entry.sequence else { continue }
            do {
                try await place.store.write(
                    file.bytes, to: try place.key(of: file.name), options: WriteOptions(contentType: file.contentType))
            } catch let error as RegistryError where error.code == .invalidArgument {
                // A name that the store cannot have, now and later.
                rejected.append(RejectedEntry(sequence: entry.sequence, reason: error))
            }
        }
        return rejected
    }

    func finish(_ ending: RunEnding?) async throws {
        // Every file is in its place already.
    }
}

@available(*, unavailable)
extension StoredFilesSink: Sendable {}
