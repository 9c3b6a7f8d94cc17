import Foundation
import RegistryCore

/// Where a dump goes: the standard output for `-`, or a file, which is there when it is whole and not before.
struct DumpFileTarget {
    let file: FileHandle
    let name: String
    /// The file's path and the one that it has until it is whole; `nil` for the standard output.
    private let paths: (whole: String, part: String)?
    private let isReplacing: Bool

    /// - Throws: ``RegistryError`` with `invalidArgument` for no name, a folder's and a terminal, `alreadyExists` for a file that is
    ///   there, unless it may be replaced, and `unavailable` when it cannot be made.
    init(_ path: String, replacing: Bool, isTerminal: Bool = TerminalQuestion.size != nil) throws(RegistryError) {
        isReplacing = replacing
        guard path != "-" else {
            guard !isTerminal else {
                throw RegistryError(
                    .invalidArgument, "A dump would garble the terminal. Name a file, or send it on with > or |.")
            }
            file = .standardOutput
            name = "The standard output"
            paths = nil
            return
        }
        guard !path.isEmpty else { throw RegistryError(.invalidArgument, "The file to write has no name.") }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            guard !isFolder.boolValue else {
                throw RegistryError(.invalidArgument, "\(path) is a folder. Name a file in it.")
            }
            guard replacing else {
                throw RegistryError(.alreadyExists, "There is a file \(path) already. Name another, or give --replace.")
            }
        }
        // Its own name: another dump to the same file may be under way.
        let part = "\(path).\(UUID().uuidString.prefix(8)).part"
        // What it holds is as private as the registry.
        guard FileManager.default.createFile(atPath: part, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: part)
        else { throw RegistryError(.unavailable, "The file \(part) cannot be made here.") }
        self.file = file
        name = "The file \(part)"
        paths = (path, part)
    }

    /// Gives the file its name when the disk has it.
    ///
    /// - Throws: ``RegistryError`` with `unavailable`.
    func finish() throws(RegistryError) {
        guard let paths else { return }
        do {
            try file.synchronize()
            try file.close()
            // Hours may have gone by since it was looked whether there is one.
            guard isReplacing || !FileManager.default.fileExists(atPath: paths.whole) else {
                throw RegistryError(
                    .alreadyExists, "There is a file \(paths.whole) now. The dump is whole, and lies at \(paths.part).")
            }
            guard rename(paths.part, paths.whole) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
        } catch let error as RegistryError {
            throw error
        } catch {
            throw RegistryError(
                .unavailable, "The file \(paths.whole) cannot be written: \(error.localizedDescription)",
                underlying: error)
        }
    }

    /// Takes away what is not whole.
    func giveUp() {
        guard let paths else { return }
        try? file.close()
        try? FileManager.default.removeItem(atPath: paths.part)
    }
}
