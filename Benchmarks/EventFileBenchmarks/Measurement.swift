import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What one thing took.
struct Measurement {
    let count: Int
    let seconds: Double
    let processorSeconds: Double
    let peakMegabytes: Double

    /// Does something in this process and measures it.
    init(of count: Int, _ work: () throws -> Void) rethrows {
        let start = ContinuousClock.now
        let before = Self.usage()
        try work()
        let after = Self.usage()
        self.count = count
        seconds = (.now - start) / .seconds(1)
        processorSeconds = after.seconds - before.seconds
        peakMegabytes = after.megabytes
    }

    /// From what another process printed; `nil` when it is something else.
    init?(line: String) {
        let numbers = line.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard numbers.count == 4 else { return nil }
        count = Int(numbers[0])
        seconds = numbers[1]
        processorSeconds = numbers[2]
        peakMegabytes = numbers[3]
    }

    /// One line for another process to read.
    var line: String { "\(count) \(seconds) \(processorSeconds) \(peakMegabytes)" }

    private static func usage() -> (seconds: Double, megabytes: Double) {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(.init(RUSAGE_SELF.rawValue), &usage)
        #else
            getrusage(RUSAGE_SELF, &usage)
        #endif
        let seconds = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        #if canImport(Darwin)
            return (seconds, Double(usage.ru_maxrss) / 1e6)
        #else
            return (seconds, Double(usage.ru_maxrss) / 1e3)
        #endif
    }
}
