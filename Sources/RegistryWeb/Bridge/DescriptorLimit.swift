#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many files and sockets this process may have open. It is under `Bridge/` because the system's calls take pointers.
enum DescriptorLimit {
    /// What is kept for the store, charts and the rest, so that connections never take the last descriptor: a process without
    /// one can neither accept nor read anything.
    static let reserve = 256
    /// A connection and the file that is sent over it.
    private static let each = 2

    /// Raises the limit, which is often 1,024 though the system allows far more, as far as it is needed and allowed.
    ///
    /// - Returns: how many connections there may be, at least one.
    static func connections(atMost wanted: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(openFiles, &limit) == 0 else { return wanted }
        let needed = rlim_t(clamping: min(wanted, Int(Int32.max)) * each + reserve)
        if limit.rlim_cur < needed {
            var raised = limit
            raised.rlim_cur = min(needed, limit.rlim_max)
            if setrlimit(openFiles, &raised) == 0 { limit = raised }
        }
        return capacity(of: Int(clamping: limit.rlim_cur), wanted: wanted)
    }

    /// How many connections fit under a limit of open files.
    static func capacity(of limit: Int, wanted: Int) -> Int {
        max(1, min(wanted, (limit - min(reserve, limit / 2)) / each))
    }

    #if canImport(Glibc)
        private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let openFiles = RLIMIT_NOFILE
    #endif
}
