#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How much room a file system has. It is under `Bridge/` because the C function fills a structure through a pointer.
struct FileSystemSpace: Hashable, Sendable {
    /// Bytes that are in use.
    var usedBytes: Double
    /// Bytes that programs without special rights may still fill.
    var availableBytes: Double

    /// The room of the file system that a path lies in; `nil` when it does not say. May block for as long as a file
    /// server that is away.
    static func at(_ path: String) -> FileSystemSpace? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let unit = Double(status.f_frsize)
        let used = Double(status.f_blocks) - Double(status.f_bfree)
        return FileSystemSpace(usedBytes: max(0, used) * unit, availableBytes: Double(status.f_bavail) * unit)
    }
}
