#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What this process has used until now, by the system's account.
struct ProcessUsage {
    let processorSeconds: Double
    let peakMegabytes: Double

    static var now: ProcessUsage {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(.init(RUSAGE_SELF.rawValue), &usage)
        #else
            getrusage(RUSAGE_SELF, &usage)
        #endif
        let seconds = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        // Darwin counts bytes, Linux kilobytes.
        #if canImport(Darwin)
            return ProcessUsage(processorSeconds: seconds, peakMegabytes: Double(usage.ru_maxrss) / 1e6)
        #else
            return ProcessUsage(processorSeconds: seconds, peakMegabytes: Double(usage.ru_maxrss) / 1e3)
        #endif
    }
}
