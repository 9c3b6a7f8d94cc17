import Foundation
import RegistryCore

/// Puts files into a run's folder: each once in the folder of media, where the registry's record says it is, and under
/// the name that people look for it by.
///
/// A file is dated when it was logged. What comes late, because its process died, takes the name of nothing that was logged after it, by the
/// clocks of those who logged. All names of the same bytes have one date, that of the last time they were logged: where bytes were logged
/// anew under another name meanwhile, what comes late does not get the name that they have still. It is in the folder of media all the same.
struct MediaFolder: Sendable {
    let folder: RunFolder
    private let owner: String
    private let isRecovery: Bool

    /// - Parameters:
    ///   - owner: A part of the names of files that are being written; no other journal's sinks have it.
    ///   - isRecovery: What is written comes late: it is of a process that died. Default: no.
    init(_ folder: RunFolder, owner: String, isRecovery: Bool = false) {
        self.folder = folder
        self.owner = owner
        self.isRecovery = isRecovery
    }

    /// Puts a file into the folder of media. One that is there stays: its name says what it holds.
    private func keep(_ file: MediaFile, at time: WallTime) throws {
        let path = path(of: file)
        guard PosixFile.length(of: path) != file.encoded.bytes.count else {
            // Logged again, and so the newest of its name again.
            if let there = PosixFile.changeTime(of: path), there < time { (try? PosixFile(path, .read))?.date(time) }
            return
        }
        try makeFolder(folder.mediaPath)
        try PosixFile.replace(path, with: file.encoded.bytes, owner: owner, permissions: 0o644, changed: time)
    }

    /// Gives a file that is kept another name, in place of what has it, unless that is later. Where the file system has no links it is
    /// written again.
    private func name(_ file: MediaFile, _ path: String, at time: WallTime) throws {
        let parent = PathText.parent(of: path)
        try makeFolder(parent)
        let lock = try FolderLock.take(parent)
        defer { withExtendedLifetime(lock) {} }
        if isRecovery, LateFiles.isLate(time, for: path) { return }
        if let given = file.name, path == folder.filePath(of: given) {
            try LongName.note(given, below: folder.filesPath, owner: owner)
        }
        do {
            try PosixFile.replace(path, byLinkTo: self.path(of: file), owner: owner)
        } catch {
            try PosixFile.replace(path, with: file.encoded.bytes, owner: owner, permissions: 0o644, changed: time)
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
                try keep(file, at: entry.time)
                guard let path = path(entry, file) else { continue }
                guard !PosixFile.isTaken(path, below: folder.path) else {
                    rejected.append(RejectedEntry(sequence: entry.sequence, reason: Self.taken(file)))
                    continue
                }
                try name(file, path, at: entry.time)
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
