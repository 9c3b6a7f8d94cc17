import FileFaults
import Foundation
import RegistryCore

/// A file that has its name when it is whole, and not before. Only its owner may read it: what it holds is as private as the registry.
final class PartFile {
    /// To write into.
    let handle: FileHandle
    /// Its name until it is whole, for messages.
    let partPath: String
    private let path: String
    private var isOpen = true

    /// - Parameters:
    ///   - path: The file's name when it is whole.
    ///   - permissions: Who may read and write it. Default: its owner.
    ///   - partName: What its name until then begins with, where programs know their files by a part of the name. Default: its name.
    /// - Throws: ``RegistryError`` with `unavailable` when it cannot be made.
    init(_ path: String, permissions: Int = 0o600, partName: String? = nil) throws(RegistryError) {
        self.path = path
        let start =
            partName.map { URL(filePath: path).deletingLastPathComponent().appending(path: $0).path } ?? path
        // Its own name: another process may be writing the same file.
        partPath = "\(start).\(UUID().uuidString.prefix(8)).part"
        guard
            FileManager.default.createFile(
                atPath: partPath, contents: nil, attributes: [.posixPermissions: permissions]),
            let handle = FileHandle(forWritingAtPath: partPath)
        else { throw RegistryError(.unavailable, "The file \(partPath) cannot be made here.") }
        self.handle = handle
    }

    deinit { giveUp() }

    /// Gives the file its name when the disk has it.
    ///
    /// - Parameter replacing: Whether it takes the place of a file that is there.
    /// - Throws: ``RegistryError`` with `unavailable`; `alreadyExists` when it may not replace one: then it lies at its other name.
    func finish(replacing: Bool) throws(RegistryError) {
        do {
            try handle.synchronize()
            try handle.close()
            guard replacing ? rename(partPath, path) == 0 : try isNamedAlone() else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
            isOpen = false
            // Until the folder is saved as well, a power cut takes the name away.
            let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
            guard folder >= 0 else { return }
            defer { close(folder) }
            // Some file systems have nothing to do for folders, and say so.
            guard fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
        } catch let error as RegistryError {
            throw error
        } catch {
            throw RegistryError(
                .unavailable, "The file \(path) cannot be written: \(FileFault.text(of: error))", underlying: error)
        }
    }

    /// Gives the file its name where there is none, in one step: a file may have come in the hours since it was looked.
    ///
    /// - Returns: Whether that was done; `errno` says why not.
    private func isNamedAlone() throws -> Bool {
        guard link(partPath, path) != 0 else { return unlink(partPath) == 0 }
        // Where files cannot have two names, looking and naming are two steps.
        let isTaken = errno == EEXIST || FileManager.default.fileExists(atPath: path)
        guard !isTaken else {
            isOpen = false
            throw RegistryError(
                .alreadyExists, "There is a file \(path) now. What was written is whole, and lies at \(partPath).")
        }
        return rename(partPath, path) == 0
    }

    /// Takes away what is not whole.
    func giveUp() {
        guard isOpen else { return }
        isOpen = false
        try? handle.close()
        try? FileManager.default.removeItem(atPath: partPath)
    }
}
