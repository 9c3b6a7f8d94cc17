import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Opens CSV files for one writer at a time: several loggers, also of several processes, may share a file.
enum CSVLock {
    /// Opens and locks the file that is at the path once the lock is held; there is one afterwards, and a folder for it. It
    /// does not wait for the lock: who else has it may be stopped in a debugger.
    ///
    /// - Throws: `CSVFileError`; in a `PassingFailure` when somebody else has the lock at this moment.
    static func open(_ path: String) throws -> FileHandle {
        let folder = PathText.parent(of: path)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        while true {
            let handle = try FileHandle(path: path, flags: O_RDWR | O_CREAT)
            let descriptor = handle.fileDescriptor
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                if errno == EWOULDBLOCK {
                    throw PassingFailure(reason: CSVFileError(path: path, reason: "Another process is writing to it."))
                }
                guard errno == EINTR else { throw CSVFileError(path: path, number: errno) }
            }
            ForkWatch.keepFromCopies(descriptor)
            // Another logger may have put a wider file in its place before this one had the lock.
            if FileNumber.of(descriptor: descriptor) == FileNumber.of(path: path) { return handle }
            close(handle)
        }
    }

    /// Gives the lock back and closes the file. Closing alone would leave the lock to a process that was forked meanwhile:
    /// it has the open file, too.
    static func close(_ handle: FileHandle) {
        flock(handle.fileDescriptor, LOCK_UN)
        ForkWatch.forget(handle.fileDescriptor)
        // It is closed whatever this says, and all writing has given its own answer before.
        try? handle.close()
    }
}
