import FileStorage
import RegistryCore
import TrainingLog

/// Where the files of a run lie in a store of files: those of a logger's folder `words/run` at `words/run/files/…`.
struct StoredFiles: Sendable, CustomStringConvertible {
    let store: any FileStore
    /// The logger's folder; empty for the root of all.
    let folder: String

    /// Where the file of a name lies.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a name that is too long with its folder, or is none in a store.
    func key(of name: String) throws(RegistryError) -> FileKey { try FileKey("\(root)/\(name)") }

    /// The names of all files there are whose names begin with a prefix, in order.
    func names(prefix: String) async throws -> [String] {
        // A prefix is a folder, with `/` at its end.
        let below = prefix.isEmpty ? root : "\(root)/\(prefix.dropLast())"
        return try await store.allFiles(in: try FileKey(below)).compactMap { file in
            FileKey(stored: file.key.path, below: "\(below)/")?.path
        }.sorted()
    }

    /// The sink that writes them.
    var sink: AddedSink {
        AddedSink(name: StoredFilesSink.sinkName, makingLate: { _, _, late in StoredFilesSink(self, late: late) })
    }

    var description: String { folder.isEmpty ? store.description : "\(folder) in \(store.description)" }

    private var root: String { folder.isEmpty ? "files" : "\(folder)/files" }
}
