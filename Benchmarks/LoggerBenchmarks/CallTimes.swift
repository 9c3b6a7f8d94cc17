import BenchmarkKit

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Times calls that take hardly longer than it takes to look at a clock.
enum CallTimes {
    /// Times `count` calls. What two readings of the clock cost with nothing between them, at the median, is taken off.
    static func of(_ count: Int, _ call: (Int) -> Void) -> Times {
        let overhead = measure(10_000) { _ in }.sorted()[5_000]
        return Times(measure(count, call).map { .nanoseconds(max(0, $0 - overhead)) })
    }

    private static func measure(_ count: Int, _ call: (Int) -> Void) -> [Int64] {
        var times = [Int64](repeating: 0, count: count)
        for index in 0..<count {
            let start = now()
            call(index)
            times[index] = now() - start
        }
        return times
    }

    /// Nanoseconds of a clock that nobody sets.
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
