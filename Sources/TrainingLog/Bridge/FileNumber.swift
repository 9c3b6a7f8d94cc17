#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The number by which a file system knows a file, whatever its name is. It is under `Bridge/` because the C functions
/// that tell it fill a structure through a pointer.
enum FileNumber {
    /// The number of an open file.
    static func of(descriptor: Int32) -> Int? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_ino) : nil
    }

    /// The number of the file that is at a path now.
    static func of(path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_ino) : nil
    }
}
