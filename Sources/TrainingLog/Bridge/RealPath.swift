#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where a path leads. It is under `Bridge/` because the C function returns memory that it has allocated.
enum RealPath {
    /// The whole path without links.
    ///
    /// - Throws: When nothing is there, or it cannot be asked.
    static func of(_ path: String) throws(SystemError) -> String {
        guard let resolved = realpath(path, nil) else { throw SystemError(errno, doing: "asking for", path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
