#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open regular file. It is under `Bridge/` because the C functions fill buffers and structures through pointers.
///
/// Reading and writing name their place in the file each time, so that a failed call leaves nothing to be undone.
package final class PosixFile: RecordSource, AppendableFile {
    /// What the file system says about a file.
    package struct Status: Hashable {
        let identity: FileIdentity
        /// The size in bytes.
        package let size: Int
        /// Whether it is a file.
        package let isRegular: Bool
        /// Whether it is a folder.
        package let isFolder: Bool
        /// What it is when it is neither, as "a pipe"; `nil` for a file and a folder.
        package let special: String?
        let linkCount: Int
    }

    /// Where it was opened.
    package let path: String
    private var descriptor: Int32

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        if descriptor >= 0 { _ = Self.closeDescriptor(descriptor) }
    }

    /// Opens a file for reading.
    package convenience init(reading path: String) throws(EventFileError) {
        // Opening a pipe would wait for its other end; O_NONBLOCK keeps it from that until it is known to be a file.
        let descriptor = Self.openDescriptor(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw Self.failure(.unreadable, "open", path) }
        self.init(path: path, descriptor: descriptor)
        guard try status().isRegular else {
            throw EventFileError(.unreadable, "\(path) is not a file that can be read from any place")
        }
    }

    /// Opens a file that is there for writing at its end.
    package convenience init(continuing path: String) throws(EventFileError) {
        let descriptor = Self.openDescriptor(path, O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            let isMissing = errno == ENOENT || errno == ENOTDIR
            throw Self.failure(isMissing ? .removed : .unwritable, "open", path)
        }
        self.init(path: path, descriptor: descriptor)
        guard try status().isRegular else { throw EventFileError(.unwritable, "\(path) is not a regular file") }
    }

    /// Creates a file; `nil` when the name is taken.
    package static func create(_ path: String) throws(EventFileError) -> PosixFile? {
        let descriptor = openDescriptor(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
        if descriptor >= 0 { return PosixFile(path: path, descriptor: descriptor) }
        if errno == EEXIST { return nil }
        throw failure(.unwritable, "create", path)
    }

    /// What the file system says about a path, symbolic links followed; `nil` when nothing is there.
    package static func status(of path: String) throws(EventFileError) -> Status? {
        var result = stat()
        if stat(path, &result) == 0 { return Status(result) }
        if errno == ENOENT || errno == ENOTDIR { return nil }
        throw failure(.unreadable, "look at", path)
    }

    /// A path without links, absolute; `nil` when nothing is there, or it may not be looked at. Bytes that are no UTF-8 are replaced.
    package static func realPath(of path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    /// What the file system says about the open file.
    package func status() throws(EventFileError) -> Status {
        var result = stat()
        guard fstat(descriptor, &result) == 0 else { throw Self.failure(.unreadable, "look at", path) }
        return Status(result)
    }

    package func read(into bytes: inout [UInt8], from index: Int, at offset: Int) throws(EventFileError) -> Int {
        precondition(index >= 0 && index <= bytes.count && offset >= 0, "reading is into the buffer")
        let descriptor = descriptor
        let count = bytes.withUnsafeMutableBytes { room -> Int in
            guard let base = room.baseAddress, index < room.count else { return 0 }
            while true {
                let count = pread(descriptor, base + index, room.count - index, off_t(offset))
                if count >= 0 || errno != EINTR { return count }
            }
        }
        guard count >= 0 else { throw Self.failure(.unreadable, "read", path) }
        return count
    }

    package func write(_ bytes: [UInt8], at offset: Int) throws(EventFileError) {
        let descriptor = descriptor
        let succeeded = bytes.withUnsafeBytes { bytes -> Bool in
            guard let base = bytes.baseAddress else { return true }
            var done = 0
            while done < bytes.count {
                let count = pwrite(descriptor, base + done, bytes.count - done, off_t(offset + done))
                if count > 0 {
                    done += count
                } else if count == 0 || errno != EINTR {
                    return false
                }
            }
            return true
        }
        guard succeeded else { throw Self.failure(.unwritable, "write", path) }
    }

    package func truncate(to length: Int) throws(EventFileError) {
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw Self.failure(.unwritable, "cut", path) }
    }

    package func synchronize() throws(EventFileError) {
        #if canImport(Darwin)
            // fsync only reaches the drive's own memory there. Some file systems do not know F_FULLFSYNC.
            if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
        #endif
        guard fsync(descriptor) == 0 else { throw Self.failure(.unwritable, "synchronize", path) }
    }

    package func close() throws(EventFileError) {
        guard descriptor >= 0 else { return }
        let result = Self.closeDescriptor(descriptor)
        descriptor = -1
        guard result == 0 || errno == EINTR else { throw Self.failure(.unwritable, "close", path) }
    }

    package func isRemoved() throws(EventFileError) -> Bool {
        try status().linkCount == 0
    }

    /// Has the disk keep the names in a folder.
    package static func synchronizeFolder(_ path: String) throws(EventFileError) {
        let descriptor = openDescriptor(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard descriptor >= 0 else { throw failure(.unwritable, "open", path) }
        defer { _ = closeDescriptor(descriptor) }
        // Some file systems keep names without being asked, and know no such call.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(.unwritable, "synchronize", path) }
    }

    private static func openDescriptor(_ path: String, _ flags: Int32) -> Int32 {
        while true {
            let descriptor = open(path, flags, 0o644)
            if descriptor >= 0 || errno != EINTR { return descriptor }
        }
    }

    private static func closeDescriptor(_ descriptor: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #elseif canImport(Musl)
            Musl.close(descriptor)
        #elseif canImport(Darwin)
            Darwin.close(descriptor)
        #endif
    }

    /// The error of the system call that has just failed.
    private static func failure(_ code: EventFileError.Code, _ verb: String, _ path: String) -> EventFileError {
        let number = errno
        return EventFileError(code, "cannot \(verb) \(path): \(String(cString: strerror(number)))")
    }
}

extension PosixFile.Status {
    fileprivate init(_ status: stat) {
        identity = FileIdentity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
        size = Int(status.st_size)
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        special =
            switch status.st_mode & S_IFMT {
            case S_IFREG, S_IFDIR: nil
            case S_IFIFO: "a pipe"
            case S_IFSOCK: "a socket"
            case S_IFCHR, S_IFBLK: "a device"
            default: "no file and no folder"
            }
        linkCount = Int(status.st_nlink)
    }
}
