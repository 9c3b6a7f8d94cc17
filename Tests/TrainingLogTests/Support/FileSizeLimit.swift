import Foundation

/// How many bytes a file may get in this process: a write beyond fails after what still fits, as on a full disk.
///
/// It holds for the whole process. Only a test with a process of its own sets it.
enum FileSizeLimit {
    private struct Failed: Error {}

    /// Sets the limit.
    ///
    /// - Parameter bytes: The limit; `nil` for none.
    static func set(_ bytes: Int?) throws {
        // Without this the process would end at the first write that is too long.
        signal(SIGXFSZ, SIG_IGN)
        #if canImport(Darwin)
            let resource = RLIMIT_FSIZE
        #else
            let resource = Int32(RLIMIT_FSIZE.rawValue)
        #endif
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { throw Failed() }
        limit.rlim_cur = bytes.map { rlim_t($0) } ?? limit.rlim_max
        guard setrlimit(resource, &limit) == 0 else { throw Failed() }
    }
}
