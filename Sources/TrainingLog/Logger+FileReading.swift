import Foundation
package import RegistryCore

/// What was logged as a file, read again: for vocabularies that have words for it.
extension Logger {
    /// Whether what processes that died left in this logger's folder may still be on its way.
    package var isDeliveringEarlier: Bool { recorder?.recovery.isUnderWay ?? false }

    /// Returns when what processes that died left in this logger's folder has arrived, or the logger was closed.
    package func waitForEarlier() async { await recorder?.recovery.waitUntilOver() }

    /// Where the files lie that are logged, under their names; `nil` for a logger that keeps nothing.
    package var filesPath: String? { recorder?.folder.filesPath }

    /// Where the file of a name lies when it has arrived; `nil` for a logger that keeps nothing.
    package func filePath(of name: String) -> String? { recorder?.folder.filePath(of: name) }

    /// What the run's own file of a record in the registry holds, which lies in the folder of media, whatever has its name since; `nil` when it is
    /// not there, or is another one.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` or `invalidArgument` for one that cannot be read.
    package func mediaContents(of record: FileRecord) throws(RegistryError) -> [UInt8]? {
        guard let digest = record.sha256, let location = record.location, let folder = recorder?.folder else {
            return nil
        }
        // A record may come from anywhere: of what it says only the name is taken.
        let name = PathText.name(of: location)
        guard !name.isEmpty, name != ".", name != "..",
            !name.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") })
        else { return nil }
        let bytes: [UInt8]
        do throws(RegistryError) {
            bytes = try Self.contents(of: "\(folder.mediaPath)/\(name)")
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
        return SHA256.hexadecimalDigest(of: bytes) == digest ? bytes : nil
    }

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
