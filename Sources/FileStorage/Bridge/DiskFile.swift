import FileFaults

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open file. It is under `Bridge/` because the system's calls take pointers. Reads and writes at given places may be
/// done from several threads.
final class DiskFile: Sendable {
    /// How to open a file.
    enum Mode {
        case read
        /// It must not be there yet.
        case createNew
        /// Writes go to its end.
        case append
        /// It is made if it is not there. A network's file system locks only what may be written.
        case lock

        var flags: Int32 {
            switch self {
            case .read: O_RDONLY
            case .createNew: O_RDWR | O_CREAT | O_EXCL
            case .append: O_WRONLY | O_CREAT | O_APPEND
            case .lock: O_RDWR | O_CREAT
            }
        }
    }

    /// Where it was opened, for messages.
    let path: String
    private let descriptor: Int32

    /// Opens the file at a path of the caller's own, over links. Nobody waits for the other end of a pipe, which is refused then.
    convenience init(_ path: String, _ mode: Mode) throws(SystemFailure) {
        var result: Int32
        repeat { result = open(path, mode.flags | O_NONBLOCK | O_CLOEXEC, 0o600) } while result < 0 && errno == EINTR
        guard result >= 0 else { throw SystemFailure(errno, "opening", path) }
        try self.init(descriptor: result, path: path)
    }

    /// Takes over an open descriptor of a file. A folder, a pipe or a device is refused.
    init(descriptor: Int32, path: String) throws(SystemFailure) {
        self.path = path
        self.descriptor = descriptor
        var status = stat()
        // The descriptor is closed by `deinit`, which runs for an object whose properties are all set.
        guard fstat(descriptor, &status) == 0 else { throw SystemFailure(errno, "asking for", path) }
        switch FileKind(status) {
        case .regular: break
        case .folder: throw SystemFailure(EISDIR, "opening", path)
        default: throw SystemFailure(EACCES, "opening what is no file", path)
        }
    }

    deinit { close(descriptor) }

    /// Its length, the time of its last change in milliseconds, and what names its bytes.
    func status() throws(SystemFailure) -> DiskStatus {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemFailure(errno, "asking for", path) }
        return DiskStatus(status)
    }

    /// Up to so many bytes at a place; fewer at the end of the file.
    func read(_ count: Int, at offset: Int) throws(SystemFailure) -> [UInt8] {
        var number: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, got in
            while got < count {
                let rest = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[got..<count]))
                let result = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + got))
                if result > 0 { got += result }
                if result == 0 { return }
                if result < 0, errno != EINTR {
                    number = errno
                    return
                }
            }
        }
        if number != 0 { throw SystemFailure(number, "reading", path) }
        return bytes
    }

    /// Writes all bytes at a place, or to the end with ``Mode/append``.
    func write(_ bytes: [UInt8], at offset: Int? = nil) throws(SystemFailure) {
        let number = bytes.withUnsafeBytes { buffer -> Int32 in
            var done = 0
            while done < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
                let count =
                    if let offset { pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done)) } else {
                        writeBytes(descriptor, rest)
                    }
                if count > 0 {
                    done += count
                } else if count == 0 || errno != EINTR {
                    return count == 0 ? ENOSPC : errno
                }
            }
            return 0
        }
        if number != 0 { throw SystemFailure(number, "writing", path) }
    }

    /// Gives back its room on the disk. That of a file which is removed alone is held until nobody has it open any more, which may be
    /// later than the next one is written.
    func empty() { _ = ftruncate(descriptor, 0) }

    /// Does something while nobody else does anything with this file's lock, in this process and in others. Where a file system has no locks
    /// it is done without.
    ///
    /// - Throws: what the work throws; a failure when others hold the lock for half a minute, as one that was stopped does.
    func whileLocked<Result>(_ work: () throws -> Result) throws -> Result {
        var attempts = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { return try work() }
            attempts += 1
            guard attempts < 6_000 else { throw SystemFailure(EWOULDBLOCK, "locking", path) }
            usleep(5_000)
        }
        // A program that is started meanwhile has the descriptor for a moment as well, so that closing it would not do.
        defer { _ = flock(descriptor, LOCK_UN) }
        return try work()
    }

    /// Has the disk keep what was written.
    func synchronize() throws(SystemFailure) {
        #if canImport(Darwin)
            // fsync leaves it in the disk's own memory there; some file systems know the lesser call only.
            let result = fcntl(descriptor, F_FULLFSYNC) == 0 ? 0 : fsync(descriptor)
        #else
            let result = fsync(descriptor)
        #endif
        guard result == 0 else { throw SystemFailure(errno, "saving", path) }
    }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}

/// What the system says of a file.
struct DiskStatus: Sendable {
    let size: Int64
    let modifiedMilliseconds: Int64
    let isFile: Bool
    let isFolder: Bool
    /// Changes when the file is replaced, appended to or written.
    let version: String

    init(_ status: stat) {
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        size = Int64(status.st_size)
        modifiedMilliseconds = Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
        isFile = FileKind(status) == .regular
        isFolder = FileKind(status) == .folder
        version = "\(status.st_ino)-\(time.tv_sec).\(time.tv_nsec)-\(status.st_size)"
    }
}
