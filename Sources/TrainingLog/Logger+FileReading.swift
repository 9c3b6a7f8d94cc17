import Foundation
package import RegistryCore

/// What was logged as a file, read again: for vocabularies that have words for it.
extension Logger {
    /// Where the files lie that are logged, under their names; `nil` for a logger that keeps nothing.
    package var filesPath: String? { recorder?.folder.filesPath }

    /// Where the file of a name lies when it has arrived; `nil` for a logger that keeps nothing.
    package func filePath(of name: String) -> String? { recorder?.folder.filePath(of: name) }

    /// Whether a file of this name has arrived.
    package func hasFile(_ name: String) -> Bool {
        filePath(of: name).map { PosixFile.length(of: $0) != nil } ?? false
    }

    /// The names of all files that have arrived, in order; also those of other loggers in the same folder.
    package func fileNames() throws(RegistryError) -> [String] {
        guard let root = filesPath else { return [] }
        do {
            return try Self.names(in: root, prefix: "").sorted()
        } catch {
            throw RegistryError(
                .unavailable, "The files in \(root) cannot be listed: \(LogProblem.text(of: error))", underlying: error)
        }
    }

    private static func names(in folder: String, prefix: String, depth: Int = 0) throws(SystemError) -> [String] {
        guard depth < 64, let entries = try PosixFile.names(inFolder: folder) else { return [] }
        var names: [String] = []
        for entry in entries where !isBeingWritten(entry) {
            // What no logger has called so is no logged file.
            guard let name = LongName.of(entry, in: folder) else { continue }
            let path = "\(folder)/\(entry)"
            if PosixFile.length(of: path) != nil {
                names.append(prefix + name)
            } else {
                names += try Self.names(in: path, prefix: "\(prefix)\(name)/", depth: depth + 1)
            }
        }
        return names
    }

    /// Whether something is a file that a logger has not put in its place yet: it ends with the name of the logger's journal. Whatever else ends so may
    /// be a file of the user's.
    private static func isBeingWritten(_ entry: String) -> Bool {
        guard entry.hasSuffix(".tmp") else { return false }
        let parts = entry.split(separator: ".")
        return parts.count > 2 && JournalFolder(path: String(parts[parts.count - 2])) != nil
    }

    /// The name of the CSV file that a record goes to, in the run's folder `data`; empty for a logger that keeps nothing.
    package func csvFileName(of record: Document) -> String {
        var record = record
        record["ArtifactID"] = record["ArtifactID"] ?? artifactID
        return recorder?.folder.csvName(for: record) ?? ""
    }
}
