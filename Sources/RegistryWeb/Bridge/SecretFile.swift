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
    /// - Throws: ``RegistryError``: `accessDenied` when others may read or write it or it is somebody else's,
    ///   `unavailable` when it cannot be read.
    func read() throws(RegistryError) -> [UInt8]? {
        // Without waiting for a writer, in case it is a pipe.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure("read")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("read") }
        guard FileKind(status) == .regular else {
            throw RegistryError(
                .unavailable,
                "\(path) is no file of tokens: it is \(FileKind(status).words), and they are kept in a regular file. Name one."
            )
        }
        guard status.st_size <= Self.largest else { throw RegistryError(.unavailable, "\(path) is no file of tokens.") }
        guard status.st_mode & 0o077 == 0 else {
            throw RegistryError(
                .accessDenied,
                "Other users of this machine may read or change \(path), which holds what tokens are checked with. "
                    + "Close it to them with: chmod 600 \(path)")
        }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw RegistryError(.accessDenied, "\(path) belongs to another user, who could let anybody in.")
        }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= Self.largest {
            let count = part.withUnsafeMutableBytes { buffer in
                #if canImport(Glibc)
                    Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                #elseif canImport(Musl)
                    Musl.read(descriptor, buffer.baseAddress, buffer.count)
                #else
                    Darwin.read(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if count == 0 { return bytes }
            if count > 0 { bytes += part.prefix(count) } else if errno != EINTR { throw failure("read") }
        }
        throw RegistryError(.unavailable, "\(path) is no file of tokens.")
    }

    /// Puts other bytes in its place, at once: readers see all of the old ones or all of the new ones.
    ///
    /// - Throws: ``RegistryError`` with `unavailable`.
    func replace(with bytes: [UInt8]) throws(RegistryError) {
        let next = path + ".new"
        // One that a killed program left; whoever writes holds the lock.
        unlink(next)
        let descriptor = open(next, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
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
        let folder = open(
            URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false), O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// Does work while no other process does any with the same file. The folder is made if it is not there.
    ///
    /// - Throws: ``RegistryError`` with `unavailable`, and what the work throws.
    func locked<Result>(_ work: () throws(RegistryError) -> Result) throws(RegistryError) -> Result {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure("written") }
        // Closing gives the lock back.
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 { guard errno == EINTR else { throw failure("locked") } }
        return try work()
    }

    private func failure(_ what: String) -> RegistryError {
        RegistryError(.unavailable, "\(path) cannot be \(what): \(String(cString: strerror(errno))).")
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
