#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How long each of many calls takes, without what taking the time costs.
struct CallTimes {
    /// In nanoseconds, in order.
    private let sorted: [Int64]

    /// Times `count` calls. What two readings of the clock cost with nothing between them, at the median, is taken off.
    init(_ count: Int, _ call: (Int) -> Void) {
        let overhead = Self.measure(10_000) { _ in }.sorted()[5_000]
        sorted = Self.measure(count, call).map { max(0, $0 - overhead) }.sorted()
    }

    /// The time in microseconds within which a part of the calls returned: 0.5 for the median.
    func microseconds(of part: Double) -> Double {
        guard let last = sorted.indices.last else { return 0 }
        return Double(sorted[min(last, Int(part * Double(sorted.count)))]) / 1_000
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
