#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Keeps other sinks, also those of other processes, from a folder while one looks at a file there and puts another in its place: what they
/// put there in between would be lost.
enum FolderLock {
    /// - Returns: The lock, which is held as long as the file is kept; `nil` where folders have none.
    /// - Throws: ``PassingFailure`` while another sink is at work in the folder.
    static func take(_ path: String) throws -> PosixFile? {
        guard let folder = try? PosixFile(path, .read) else { return nil }
        do throws(SystemError) {
            guard try folder.lock() else { throw SystemError(EWOULDBLOCK, doing: "locking", path) }
            return folder
        } catch {
            guard error.number == EWOULDBLOCK else { return nil }
            throw PassingFailure(reason: error)
        }
    }
}
