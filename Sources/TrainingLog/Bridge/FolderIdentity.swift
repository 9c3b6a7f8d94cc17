import FileFaults

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// By what the system knows a folder, whichever way leads to it. It is under `Bridge/` because the C functions that
/// tell it fill a structure through a pointer.
struct FolderIdentity: Hashable {
    private let device: UInt64
    private let file: UInt64

    /// The folder at a path, also behind a link.
    ///
    /// - Returns: Its identity, and whether the path itself is a link; `nil` when nothing is there, or no folder, or a
    ///   link that leads nowhere.
    /// - Throws: When it cannot be asked.
    static func at(_ path: String) throws(SystemError) -> (identity: FolderIdentity, isLink: Bool)? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return try nothing(path) }
        let isLink = FileKind(status) == .link
        if isLink, stat(path, &status) != 0 { return try nothing(path) }
        guard FileKind(status) == .folder else { return nil }
        let identity = FolderIdentity(
            device: UInt64(truncatingIfNeeded: status.st_dev), file: UInt64(truncatingIfNeeded: status.st_ino))
        return (identity, isLink)
    }

    private static func nothing(_ path: String) throws(SystemError) -> (identity: FolderIdentity, isLink: Bool)? {
        guard [ENOENT, ENOTDIR, ELOOP].contains(errno) else { throw SystemError(errno, doing: "asking for", path) }
        return nil
    }
}
