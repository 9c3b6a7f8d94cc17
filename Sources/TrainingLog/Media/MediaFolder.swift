import Foundation
import RegistryCore

/// Puts files into a run's folder: each once in the folder of media, where the registry's record says it is, and under
/// the name that people look for it by.
struct MediaFolder: Sendable {
    let folder: RunFolder
    private let run: RunID

    init(_ folder: RunFolder, run: RunID) {
        self.folder = folder
        self.run = run
    }

    /// Puts a file into the folder of media. One that is there stays: its name says what it holds.
    func keep(_ file: MediaFile) throws {
        let path = path(of: file)
        guard PosixFile.length(of: path) != file.encoded.bytes.count else { return }
        try makeFolder(folder.mediaPath)
        try PosixFile.replace(path, with: file.encoded.bytes, owner: run.description, permissions: 0o644)
    }

    /// Gives a file that is kept another name, in place of what has it. Where the file system has no links it is written again.
    func name(_ file: MediaFile, _ path: String) throws {
        try makeFolder(PathText.parent(of: path))
        do {
            try PosixFile.replace(path, byLinkTo: self.path(of: file), owner: run.description)
        } catch {
            try PosixFile.replace(path, with: file.encoded.bytes, owner: run.description, permissions: 0o644)
        }
    }

    /// Whether no file can have a path below the run's folder, as long as nobody removes what is there: a folder has it, or a
    /// file stands where a folder would be.
    func isTaken(_ path: String) -> Bool { PosixFile.isTaken(path, below: folder.path) }

    private func path(of file: MediaFile) -> String { "\(folder.mediaPath)/\(file.fileName)" }

    private func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
}
