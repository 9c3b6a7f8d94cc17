import FileFaults
import Foundation
import RegistryCore

/// The folder that an export makes. Nothing that is there is written over.
struct ExportFolder {
    /// Where it is.
    let url: URL

    /// - Throws: ``RegistryError`` with `invalidArgument` for no name, `alreadyExists` for a file or a folder with something in it,
    ///   `unavailable` when it cannot be made.
    init(_ path: String) throws(RegistryError) {
        guard !path.isEmpty else { throw RegistryError(.invalidArgument, "The folder to write into has no name.") }
        url = URL(filePath: path, directoryHint: .isDirectory)
        if FileManager.default.fileExists(atPath: path) {
            guard let content = try? FileManager.default.contentsOfDirectory(atPath: path), content.isEmpty else {
                throw RegistryError(
                    .alreadyExists,
                    "There is something at \(path) already. Name a folder that is not there, or is empty.")
            }
        }
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw RegistryError(
                .unavailable, "The folder \(path) cannot be made: \(FileFault.text(of: error))", underlying: error)
        }
    }

    /// Where it is, in words.
    var path: String { url.path }

    /// A new file in it.
    ///
    /// - Throws: ``RegistryError`` with `unavailable`.
    func file(_ name: String) throws(RegistryError) -> ExportFile { try ExportFile(url.appending(path: name)) }

    /// A name for a folder or a file, of letters, digits, `-`, `_` and `.`: what people called something, as far as that goes.
    static func plainName(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(80).map { scalar -> Character in
            let isPlain = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            return isPlain || "-_.".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
        }
        // Neither hidden nor the folder above.
        var name = String(String(scalars).drop { $0 == "." })
        // A letter may have four bytes, and something is put behind it.
        while name.utf8.count > 160 { name.removeLast() }
        return name.isEmpty ? "unnamed" : name
    }
}
