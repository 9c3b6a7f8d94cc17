import FileFaults
import Foundation
import RegistryCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open file, by the system's own calls. It is under `Bridge/` because they take pointers.
///
/// Foundation's file handle reads into objects of its own and hides how much of a write was done; a journal needs to know.
/// Reading, writing at given places and asking may be done from several threads; the owner sees to the rest.
final class PosixFile: Sendable {
    /// How to open a file.
    enum Mode {
        /// To read what is there.
        case read
        /// To read and write what is there.
        case update
        /// To read and write, made if it is not there.
        case create
        /// To read and write; it must not be there yet.
        case createNew

        fileprivate var flags: Int32 {
            switch self {
            case .read: O_RDONLY
            case .update: O_RDWR
            case .create: O_RDWR | O_CREAT
            case .createNew: O_RDWR | O_CREAT | O_EXCL
            }
        }
    }

    /// Where it was opened.
    let path: String
    private let descriptor: Int32
    /// The process that opened it, as ``ForkWatch`` counts them.
    private let owner = ForkWatch.current
    /// When it was last seen at its path, in milliseconds of a clock that began no later than the process.
    private let lastLook = Atomic<Int>(-100)

    /// Opens a file. It is not inherited by programs that this one starts.
    ///
    /// What is neither a file nor, to read, a folder is refused: nobody waits for the other end of a pipe, and a device has no end.
    ///
    /// - Parameter permissions: Of a new one. Default: its owner alone may read it.
    /// - Throws: ``SystemError``.
    init(_ path: String, _ mode: Mode, permissions: mode_t = 0o600) throws(SystemError) {
        var result: Int32
        // Files take no notice of O_NONBLOCK; with it opening a pipe waits for nobody before it is known what it is.
        let flags = mode.flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        repeat { result = open(path, flags, permissions) } while result < 0 && errno == EINTR
        guard result >= 0 else {
            // So it is said of a pipe that nobody reads, and of sockets.
            throw errno == ENXIO ? SystemError(noFile: path) : SystemError(errno, doing: "opening", path)
        }
        self.path = path
        descriptor = result
        var status = stat()
        // The descriptor is closed by `deinit`, which runs for an object whose properties are all set.
        guard fstat(descriptor, &status) == 0 else { throw SystemError(errno, doing: "asking for", path) }
        guard [.regular, .folder].contains(FileKind(status)) else { throw SystemError(noFile: path) }
    }

    deinit {
        // Closing alone would leave its lock to a process that was forked meanwhile: it has the open file, too. That
        // process in turn must not give back what is its parent's.
        if owner == ForkWatch.current { flock(descriptor, LOCK_UN) }
        ForkWatch.forget(descriptor)
        close(descriptor)
    }

    /// Its length in bytes.
    func length() throws(SystemError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError(errno, doing: "asking for", path) }
        return Int(status.st_size)
    }

    /// Whether it still has a name where it was opened. That it was deleted is seen at once; that it or a folder above
    /// was moved, which takes another call of the system, a tenth of a second later at the latest.
    var hasName: Bool {
        var own = stat()
        guard fstat(descriptor, &own) == 0, own.st_nlink > 0 else { return false }
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let milliseconds = now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
        guard milliseconds - lastLook.load(ordering: .relaxed) >= 100 else { return true }
        let isThere = isAtItsPath
        if isThere { lastLook.store(milliseconds, ordering: .relaxed) }
        return isThere
    }

    /// Whether it is the file that is where it was opened: neither it nor a folder above was deleted, moved or
    /// replaced.
    var isAtItsPath: Bool {
        var (own, other) = (stat(), stat())
        guard fstat(descriptor, &own) == 0, own.st_nlink > 0 else { return false }
        guard stat(path, &other) == 0 else {
            // What cannot be asked need not have changed.
            return errno != ENOENT && errno != ENOTDIR
        }
        return own.st_dev == other.st_dev && own.st_ino == other.st_ino
    }

    /// Writes bytes at a place.
    ///
    /// - Returns: How many were written, and why not the others.
    func write(_ bytes: ArraySlice<UInt8>, at offset: Int) -> (count: Int, failure: SystemError?) {
        var written = 0
        let failure = bytes.withUnsafeBytes { buffer -> SystemError? in
            while written < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
                let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + written))
                if count > 0 {
                    written += count
                } else if count == 0 || errno != EINTR {
                    return SystemError(count == 0 ? ENOSPC : errno, doing: "writing", path)
                }
            }
            return nil
        }
        return (written, failure)
    }

    /// Reads up to `count` bytes at a place and adds them to `bytes`.
    ///
    /// - Returns: How many there were.
    func read(_ count: Int, at offset: Int, into bytes: inout [UInt8]) throws(SystemError) -> Int {
        var failure: SystemError?
        let read = [UInt8](unsafeUninitializedCapacity: count) { buffer, got in
            (got, failure) = fill(UnsafeMutableRawBufferPointer(buffer), at: offset)
        }
        bytes += read
        if let failure { throw failure }
        return read.count
    }

    /// Reads at a place, over the first bytes of a list, as many as it has and at most `count`.
    ///
    /// - Returns: How many there were.
    func read(_ count: Int, at offset: Int, over bytes: inout [UInt8]) throws(SystemError) -> Int {
        let (got, failure) = bytes.withUnsafeMutableBytes { buffer in
            fill(UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(count)), at: offset)
        }
        if let failure { throw failure }
        return got
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> (count: Int, failure: SystemError?) {
        var got = 0
        while got < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[got...])
            let result = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + got))
            if result > 0 { got += result }
            if result == 0 { break }
            if result < 0, errno != EINTR { return (got, SystemError(errno, doing: "reading", path)) }
        }
        return (got, nil)
    }

    /// Has the disk keep what was written.
    func synchronize() throws(SystemError) {
        #if canImport(Darwin)
            // fsync leaves it in the disk's own memory there.
            // Some file systems, mostly those of other machines, know the lesser call only.
            let result = fcntl(descriptor, F_FULLFSYNC) == 0 ? 0 : fsync(descriptor)
        #else
            let result = fdatasync(descriptor)
        #endif
        guard result == 0 else { throw SystemError(errno, doing: "saving", path) }
    }

    /// Cuts the file.
    func truncate(to length: Int) throws(SystemError) {
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw SystemError(errno, doing: "cutting", path) }
    }

    /// Takes the file's lock, which is given back when the file is closed, also by the end of the process.
    ///
    /// - Returns: `false` when another process, or another part of this one, has it.
    func lock() throws(SystemError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            guard errno == EINTR else { throw SystemError(errno, doing: "locking", path) }
        }
        ForkWatch.keepFromCopies(descriptor)
        return true
    }

    /// Whether another process, or another part of this one, has taken the file's lock. Only for a file whose lock this
    /// one has not taken itself.
    ///
    /// It is asked by sharing the lock for a moment. Nobody else who asks sees that, and it needs no right to write,
    /// which some network file systems want from who takes a lock for itself.
    func isLockedElsewhere() throws(SystemError) -> Bool {
        while flock(descriptor, LOCK_SH | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return true }
            guard errno == EINTR else { throw SystemError(errno, doing: "locking", path) }
        }
        flock(descriptor, LOCK_UN)
        return false
    }

    /// Says when the file was changed last. Some file systems cannot; then it is when it was.
    func date(_ time: WallTime) {
        var seconds = time.millisecondsSince1970 / 1_000
        var rest = time.millisecondsSince1970 % 1_000
        if rest < 0 { (seconds, rest) = (seconds - 1, rest + 1_000) }
        let stamp = timespec(tv_sec: Int(seconds), tv_nsec: Int(rest) * 1_000_000)
        _ = [stamp, stamp].withUnsafeBufferPointer { futimens(descriptor, $0.baseAddress) }
    }

    /// Says who may read and write the file.
    func share(_ permissions: mode_t) throws(SystemError) {
        guard fchmod(descriptor, permissions) == 0 else { throw SystemError(errno, doing: "sharing", path) }
    }
}
