#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the C library says of this process. It is under `Bridge/` because the functions fill structures.
enum ProcessFacts {
    /// Seconds of processor time that all threads of this process have used.
    static func processorSeconds() -> Double? {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return nil }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The size of a page of memory in bytes.
    static func pageSize() -> UInt64 { UInt64(max(1, sysconf(Int32(_SC_PAGESIZE)))) }
}
