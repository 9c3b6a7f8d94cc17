import FileFaults
import RegistryCore

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#elseif canImport(Darwin)
    private import Darwin
#endif

/// The file of a database, as the operating system sees it.
enum DatabaseFile {
    /// Whether there is a file that this user may not write, or whose folder may not be written: there its companions belong.
    static func isProtected(_ path: String) -> Bool {
        guard access(path, F_OK) == 0 else { return false }
        return access(path, W_OK) != 0 || !isWritable(folderOf: path)
    }

    /// Whether files can be made in the folder of a file.
    static func isWritable(folderOf path: String) -> Bool {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        return access(folder.isEmpty ? "/" : folder, W_OK) == 0
    }

    /// Whether a file is there.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Refuses a pipe, a device or the like: SQLite would wait for the other end of a pipe. What a folder is, it says itself.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`.
    static func refuseWhatIsNoFile(_ path: String) throws(RegistryError) {
        guard let kind = FileKind(at: path), kind != .regular, kind != .folder else { return }
        throw RegistryError(
            .invalidArgument,
            "\(path) is no regular file but \(kind.words), and no database can be there. Choose another path.")
    }

    /// How many bytes this user may still write on the disk of a file; `nil` when the system does not say.
    static func freeBytes(onDiskOf path: String) -> Int64? {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0 else { return nil }
        return Int64(
            clamping: UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize)).partialValue)
    }

    /// Makes an empty file that only its owner may read and write; one that is there already is left as it is.
    ///
    /// SQLite itself would make it readable to everybody the umask allows; its companions `-wal` and `-shm` get the
    /// permissions of the file.
    ///
    /// - Throws: ``RegistryError`` that says what stands in the way.
    static func createIfMissing(_ path: String) throws(RegistryError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor < 0 else {
            close(descriptor)
            return
        }
        let reason = errno
        switch reason {
        case EEXIST: return
        case ENOENT, ENOTDIR:
            throw RegistryError(
                .unavailable,
                "The database \(path) cannot be made because its folder does not exist. Make the folder, or choose another path."
            )
        case EACCES, EPERM, EROFS:
            throw RegistryError(
                .unavailable,
                "The database \(path) cannot be made: its folder may not be written to. Change its permissions, or choose another path."
            )
        case ENOSPC, EDQUOT:
            throw RegistryError(
                .unavailable,
                "The database \(path) cannot be made because the disk is full. Make room, or choose another path.")
        default:
            throw RegistryError(
                .unavailable,
                "The database \(path) cannot be made: \(String(cString: strerror(reason))). Choose another path.")
        }
    }
}
