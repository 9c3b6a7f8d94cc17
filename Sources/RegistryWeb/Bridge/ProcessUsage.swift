import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What this process uses of the machine. It is under `Bridge/` because the system's calls take pointers.
struct ProcessUsage {
    /// The time of processors it has taken, in seconds.
    let processorSeconds: Double
    /// Its memory in RAM; `nil` where the system has no `/proc`.
    let residentBytes: Int?
    /// Its files and sockets; `nil` where the system has no `/proc`.
    let openDescriptors: Int?

    static var now: ProcessUsage {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(.init(RUSAGE_SELF.rawValue), &usage)
        #else
            getrusage(RUSAGE_SELF, &usage)
        #endif
        let times = [usage.ru_utime, usage.ru_stime]
        // The second number of the file counts pages.
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
            .split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return ProcessUsage(
            processorSeconds: times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 },
            residentBytes: pages.map { $0 * sysconf(Int32(_SC_PAGESIZE)) },
            openDescriptors: (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count)
    }
}
