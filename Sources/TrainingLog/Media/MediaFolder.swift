import Foundation
import RegistryCore

/// Puts files into a run's folder: each once in the folder of media, where the registry's record says it is, and under
/// the name that people look for it by.
struct MediaFolder: Sendable {
    let folder: RunFolder
    private let owner: String

    /// - Parameter owner: A part of the names of files that are being written; no other journal's sinks have it.
    init(_ folder: RunFolder, owner: String) {
        self.folder = folder
        self.owner = owner
    }

    /// Puts a file into the folder of media. One that is there stays: its name says what it holds.
    private func keep(_ file: MediaFile) throws {
        let path = path(of: file)
        guard PosixFile.length(of: path) != file.encoded.bytes.count else { return }
        try makeFolder(folder.mediaPath)
        try PosixFile.replace(path, with: file.encoded.bytes, owner: owner, permissions: 0o644)
    }

    /// Gives a file that is kept another name, in place of what has it. Where the file system has no links it is written again.
    private func name(_ file: MediaFile, _ path: String) throws {
        try makeFolder(PathText.parent(of: path))
        do {
            try PosixFile.replace(path, byLinkTo: self.path(of: file), owner: owner)
        } catch {
            try PosixFile.replace(path, with: file.encoded.bytes, owner: owner, permissions: 0o644)
        }
    }

    /// Puts the files of entries into the folder of media, and gives those their names that have one.
    ///
    /// - Parameters:
    ///   - encoded: What other sinks of the run encoded already.
    ///   - path: Where a file lies under its own name; `nil` for one that has none.
    /// - Returns: The entries that bring no files, because they cannot be encoded or their place is taken, and why.
    func keepFiles(
        of entries: [LogEntry], encoded: EncodedMedia, named path: (LogEntry, MediaFile) -> String?
    ) throws -> [RejectedEntry] {
        var rejected: [RejectedEntry] = []
        for entry in entries {
            let files: [MediaFile]
            do {
                files = try MediaFile.files(of: entry, encoded: encoded)
            } catch {
                rejected.append(RejectedEntry(sequence: entry.sequence, reason: error))
                continue
            }
            for file in files where !file.isInline {
                try keep(file)
                guard let path = path(entry, file) else { continue }
                guard !PosixFile.isTaken(path, below: folder.path) else {
                    rejected.append(RejectedEntry(sequence: entry.sequence, reason: Self.taken(file)))
                    continue
                }
                try name(file, path)
            }
        }
        return rejected
    }

    private static func taken(_ file: MediaFile) -> RegistryError {
        RegistryError(
            .alreadyExists,
            "The file \(file.name ?? file.label) cannot have its name: a folder has it, or a file has that of a folder in it. "
                + "The registry has the file.")
    }

    private func path(of file: MediaFile) -> String { "\(folder.mediaPath)/\(file.fileName)" }

    private func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
}
