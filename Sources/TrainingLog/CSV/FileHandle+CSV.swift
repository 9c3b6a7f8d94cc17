import FileFaults
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension FileHandle {
    /// Opens a file of a CSV file's kind: everybody may read it, and programs that this one starts do not inherit it. What is no regular file
    /// is refused, and the other end of a pipe not waited for.
    ///
    /// - Throws: `CSVFileError`.
    convenience init(path: String, flags: Int32) throws {
        let descriptor = open(path, flags | O_NONBLOCK | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw CSVFileError(path: path, number: errno) }
        self.init(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, FileKind(status) == .regular else {
            throw CSVFileError(path: path, reason: "It is no regular file.")
        }
    }
}
