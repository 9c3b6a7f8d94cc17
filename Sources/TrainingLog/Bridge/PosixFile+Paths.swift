import FileFaults
import Foundation
import RegistryCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What needs no open file: the system's calls on paths.
extension PosixFile {
    /// Deletes the file at a path.
    static func remove(_ path: String) throws(SystemError) {
        guard unlink(path) == 0 else { throw SystemError(errno, doing: "deleting", path) }
    }

    /// Whether no file can have a path below a folder, as long as nobody removes what is there: a folder has it, or a file stands where a
    /// folder would be.
    static func isTaken(_ path: String, below folder: String) -> Bool {
        if isFolder(path) { return true }
        var parent = PathText.parent(of: path)
        while parent.utf8.count > folder.utf8.count {
            if length(of: parent) != nil { return true }
            parent = PathText.parent(of: parent)
        }
        return false
    }

    /// The beginning of a file; `nil` when there is no file.
    static func contents(of path: String, atMost count: Int) throws(SystemError) -> [UInt8]? {
        var bytes: [UInt8] = []
        do {
            let file = try PosixFile(path, .read)
            _ = try file.read(min(try file.length(), count), at: 0, into: &bytes)
            return bytes
        } catch {
            guard error.isMissing else { throw error }
            return nil
        }
    }

    /// The names in a folder; `nil` when nothing is there.
    ///
    /// Foundation does not always say why a folder cannot be listed, and one that is not there is no failure.
    static func names(inFolder path: String) throws(SystemError) -> [String]? {
        guard let folder = opendir(path) else {
            let error = SystemError(errno, doing: "listing", path)
            guard error.isMissing else { throw error }
            return nil
        }
        defer { closedir(folder) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else {
                guard errno == 0 else { throw SystemError(errno, doing: "listing", path) }
                return names
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                let room = MemoryLayout.size(ofValue: field.pointee)
                return field.withMemoryRebound(to: CChar.self, capacity: room) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
    }

    /// Has the disk keep the names in a folder.
    static func synchronizeFolder(_ path: String) throws(SystemError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(errno, doing: "opening", path) }
        defer { close(descriptor) }
        // Some file systems have nothing to do for folders, and say so.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
            throw SystemError(errno, doing: "saving", path)
        }
    }

    /// Has the disk keep the names in a folder and in those above it, as far as a logger may have made them.
    ///
    /// One above it that this user may not list is somebody else's: the logger did not make it, and has no name in it to keep.
    static func synchronizeFolders(from path: String) throws(SystemError) {
        try synchronizeFolder(path.isEmpty ? "." : path)
        var folder = path
        for _ in 1..<4 {
            let parent = PathText.parent(of: folder)
            if folder.isEmpty || parent == folder { return }
            folder = parent
            do {
                try synchronizeFolder(folder.isEmpty ? "." : folder)
            } catch {
                guard error.number == EACCES || error.number == EPERM else { throw error }
            }
        }
    }

    /// Whether files and folders at a path can be locked.
    static func canLock(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) == 0 || errno == EWOULDBLOCK
    }

    /// The length of the file at a path; `nil` when there is none.
    static func length(of path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0, FileKind(status) == .regular else { return nil }
        return Int(status.st_size)
    }

    /// When the file at a path was changed last; `nil` when there is none.
    static func changeTime(of path: String) -> WallTime? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        let (milliseconds, isTooLarge) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000)
        guard !isTooLarge else { return nil }
        return WallTime(millisecondsSince1970: milliseconds &+ Int64(time.tv_nsec) / 1_000_000)
    }

    /// Whether a folder is at a path.
    static func isFolder(_ path: String) -> Bool { FileKind(at: path) == .folder }

    /// Puts a further name of a file in place of another file.
    ///
    /// - Parameter owner: As of the method that writes the file.
    static func replace(_ path: String, byLinkTo original: String, owner: String) throws(SystemError) {
        let temporary = "\(path).\(owner).tmp"
        unlink(temporary)
        // When the place has the same file already, renaming does nothing and leaves the other name.
        defer { unlink(temporary) }
        guard link(original, temporary) == 0 else { throw SystemError(errno, doing: "linking", path) }
        guard rename(temporary, path) == 0 else { throw SystemError(errno, doing: "replacing", path) }
        try synchronizeFolder(PathText.parent(of: path))
    }

    /// Puts a whole file in place of another, so that a reader, also one after a crash, sees the old one or the new one.
    ///
    /// - Parameters:
    ///   - owner: A part of the name of the file that is written first. Nobody else may use it for this path at the same time; what
    ///     a crash left under it is overwritten. Default: nothing, when the path belongs to one process.
    ///   - permissions: Of the new file. Default: its owner alone may read it.
    ///   - time: When it is said to have been changed. Default: now.
    ///   - synchronizes: Whether the disk keeps it when the call returns. Default: yes.
    static func replace(
        _ path: String, with bytes: [UInt8], owner: String = "", permissions: mode_t = 0o600,
        changed time: WallTime? = nil,
        synchronizes: Bool = true
    ) throws(SystemError) {
        let temporary = "\(path)\(owner.isEmpty ? "" : ".")\(owner).tmp"
        do throws(SystemError) {
            unlink(temporary)
            let file = try PosixFile(temporary, .createNew)
            if let failure = file.write(bytes[...], at: 0).failure { throw failure }
            try file.share(permissions)
            if let time { file.date(time) }
            if synchronizes { try file.synchronize() }
            guard rename(temporary, path) == 0 else { throw SystemError(errno, doing: "replacing", path) }
            if synchronizes { try synchronizeFolder(PathText.parent(of: path)) }
        } catch {
            unlink(temporary)
            throw error
        }
    }
}
