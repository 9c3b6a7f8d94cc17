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
    /// Points, or records.
    let count: Int
    /// From the first call until everything has arrived.
    let seconds: Double
    let processorSeconds: Double
    let peakMegabytes: Double
    /// Of a log call, in microseconds; 0 when calls were not timed.
    var median = 0.0
    /// Within which 99 of 100 log calls returned, in microseconds.
    var slowest = 0.0

    /// How many in a second.
    var rate: Double { Double(count) / max(seconds, 1e-9) }

    /// Does something in this process and measures it.
    init(of count: Int, _ work: () async throws -> Void) async rethrows {
        let start = ContinuousClock.now
        let before = Self.usage()
        try await work()
        let after = Self.usage()
        self.count = count
        seconds = (.now - start) / .seconds(1)
        processorSeconds = after.seconds - before.seconds
        peakMegabytes = after.megabytes
    }

    /// From what another process printed; `nil` when it is something else.
    init?(line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        let numbers = words.compactMap { Double($0) }
        guard words.count == 6, numbers.count == 6, let count = Int(exactly: numbers[0]) else { return nil }
        self.count = count
        seconds = numbers[1]
        processorSeconds = numbers[2]
        peakMegabytes = numbers[3]
        median = numbers[4]
        slowest = numbers[5]
    }

    /// One line for another process to read.
    var line: String { "\(count) \(seconds) \(processorSeconds) \(peakMegabytes) \(median) \(slowest)" }

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
