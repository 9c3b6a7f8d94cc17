import FileFaults
import Foundation
import RegistryCore

/// A file that only its owner may read, by the system's own calls. It is under `Bridge/` because they take pointers.
///
/// Foundation makes a file first and closes it to others then; in between they could open it.
struct SecretFile: Sendable {
    /// What changes when a file is replaced, written, or opened to others.
    struct Stamp: Equatable {
        fileprivate let device: UInt64
        fileprivate let inode: UInt64
        fileprivate let size: Int64
        fileprivate let changed: [Int]
    }

    /// The largest file that is read: 1 MB.
    static let largest = 1_000_000

    let path: String

    /// The file's stamp; `nil` when it is not there or cannot be asked for.
    var stamp: Stamp? {
        var status = stat()
        return stat(path, &status) == 0 ? Stamp(status) : nil
    }

    /// The file's bytes; `nil` when it is not there.
    ///
    /// - Throws: ``RegistryError``: `accessDenied` when others may read or write it, it is somebody else's or this process may not read it,
    ///   `invalidArgument` for what is no regular file or too large, `unavailable` when it cannot be read.
    func read() throws(RegistryError) -> [UInt8]? {
        try checkPath()
        let file: GivenFile
        do {
            file = try GivenFile(path, mostBytes: Self.largest, mustBeRegular: true)
        } catch .missing {
            // One that can never be there is a mistyped one, and without tokens a server lets everybody in.
            if let obstacle = FileFault.fileInTheWay(of: folder) { throw RegistryError(.unavailable, obstacle) }
            return nil
        } catch .notRegular(let kind) {
            throw RegistryError(
                .invalidArgument,
                "\(path) is no file of tokens: it is \(kind.words), and they are kept in a regular file. Name one.")
        } catch {
            throw RegistryError(error, of: "The file of tokens \(path)")
        }
        guard file.permissions & 0o077 == 0 else {
            throw RegistryError(
                .accessDenied,
                "Other users of this machine may read or change \(path), which holds what tokens are checked with. "
                    + file.closingAdvice)
        }
        guard file.owner == geteuid() || file.owner == 0 else {
            throw RegistryError(.accessDenied, "\(path) belongs to another user, who could let anybody in.")
        }
        return file.bytes
    }

    /// Puts other bytes in its place, at once: readers see all of the old ones or all of the new ones.
    ///
    /// - Throws: ``RegistryError``: `accessDenied` when this process may not write there, `unavailable` for any other reason.
    func replace(with bytes: [UInt8]) throws(RegistryError) {
        let next = path + ".new"
        // One that a killed program left; whoever writes holds the lock.
        unlink(next)
        let descriptor = opened(next, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw failure("written") }
        var written = 0
        var isWhole = fchmod(descriptor, 0o600) == 0
        while isWhole, written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(
                    descriptor, UnsafeRawBufferPointer(rebasing: buffer[written...]).baseAddress, buffer.count - written
                )
            }
            if count > 0 { written += count } else if errno != EINTR { isWhole = false }
        }
        isWhole = fsync(descriptor) == 0 && isWhole
        isWhole = close(descriptor) == 0 && isWhole
        guard isWhole, rename(next, path) == 0 else {
            let error = failure("written")
            unlink(next)
            throw error
        }
        let directory = open(folder, O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { return }
        fsync(directory)
        close(directory)
    }

    /// Does work while no other process does any with the same file. The folder is made if it is not there.
    ///
    /// - Throws: ``RegistryError``: `accessDenied` when this process may not write there, `unavailable` when the file cannot be locked for
    ///   another reason, `invalidArgument` for a path that is none, and what the work throws.
    func locked<Result>(_ work: () throws(RegistryError) -> Result) throws(RegistryError) -> Result {
        try checkPath()
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let descriptor = opened(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw failure("written") }
        // Closing gives the lock back.
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 { guard errno == EINTR else { throw failure("locked") } }
        return try work()
    }

    private func opened(_ path: String, _ flags: Int32) -> Int32 {
        var result: Int32
        repeat { result = open(path, flags, 0o600) } while result < 0 && errno == EINTR
        return result
    }

    private var folder: String { URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false) }

    /// The system would read a path up to a null byte, and the file of that name be replaced.
    private func checkPath() throws(RegistryError) {
        guard !path.utf8.contains(0) else {
            throw RegistryError(.invalidArgument, "The path of the file of tokens has a null byte in it. Name another.")
        }
    }

    private func failure(_ what: String) -> RegistryError {
        let number = errno
        return RegistryError(
            [EACCES, EPERM, EROFS].contains(number) ? .accessDenied : .unavailable,
            "\(path) cannot be \(what): \(FileFault.reason(number)).")
    }
}

extension SecretFile.Stamp {
    fileprivate init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int64(status.st_size)
        #if canImport(Darwin)
            let (written, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (written, changed) = (status.st_mtim, status.st_ctim)
        #endif
        self.changed = [Int(written.tv_sec), written.tv_nsec, Int(changed.tv_sec), changed.tv_nsec]
    }
}
