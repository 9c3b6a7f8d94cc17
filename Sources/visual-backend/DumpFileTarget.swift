import Foundation
import RegistryCore

/// Where a dump goes: the standard output for `-`, or a file, which is there when it is whole and not before.
struct DumpFileTarget {
    let file: FileHandle
    let name: String
    /// `nil` for the standard output.
    private let part: PartFile?
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
            part = nil
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
        let part = try PartFile(path)
        file = part.handle
        name = "The file \(part.partPath)"
        self.part = part
    }

    /// Gives the file its name when the disk has it.
    ///
    /// - Throws: ``RegistryError`` with `unavailable`.
    func finish() throws(RegistryError) { try part?.finish(replacing: isReplacing) }

    /// Takes away what is not whole.
    func giveUp() { part?.giveUp() }
}
