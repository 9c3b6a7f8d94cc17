/// What it took to do something so many times. (`Measurement` would be Foundation's word.)
///
/// A process that does one thing prints its ``line``, and the process that started it reads that. Peers in Python print
/// the same: count, seconds, seconds of processor time, the peak of memory in megabytes, and, where single calls were
/// timed, the median and the 99th percentile in microseconds.
package struct Cost: Equatable, Sendable {
    package var count: Int
    package var seconds: Double
    package var processorSeconds: Double
    /// Of the whole process, from its start.
    package var peakMegabytes: Double
    /// Of single calls, where they were timed.
    package var calls: Calls?

    /// How long single calls took, in microseconds.
    package struct Calls: Equatable, Sendable {
        package var median: Double
        /// Within which 99 of 100 returned.
        package var slowest: Double

        package init(median: Double, slowest: Double) {
            self.median = median
            self.slowest = slowest
        }

        package init(_ times: Times) {
            self.init(median: times.median.inMicroseconds, slowest: times.within(0.99).inMicroseconds)
        }
    }

    package init(
        count: Int, seconds: Double, processorSeconds: Double, peakMegabytes: Double, calls: Calls? = nil
    ) {
        self.count = count
        self.seconds = seconds
        self.processorSeconds = processorSeconds
        self.peakMegabytes = peakMegabytes
        self.calls = calls
    }

    /// Does something in this process.
    ///
    /// - Parameter count: How many things the work does.
    package nonisolated(nonsending) init(of count: Int, _ work: () async throws -> Void) async rethrows {
        let before = ProcessUsage.now
        let time = try await Stopwatch.time(work)
        let after = ProcessUsage.now
        self.init(
            count: count, seconds: time.inSeconds, processorSeconds: after.processorSeconds - before.processorSeconds,
            peakMegabytes: after.peakMegabytes)
    }

    /// Does one thing in this process again and again, after one time that does not count, and times each.
    package nonisolated(nonsending) init(ofWarm count: Int, _ work: (_ round: Int) async throws -> Void) async rethrows
    {
        try await work(0)
        var times = Times([])
        try await self.init(of: count) { times = try await Stopwatch.rounds(count, work) }
        calls = Calls(times)
    }

    /// The one in the middle of several, by their seconds; `nil` of none.
    package static func median(of costs: [Cost]) -> Cost? {
        let sorted = costs.sorted { $0.seconds < $1.seconds }
        return sorted.isEmpty ? nil : sorted[sorted.count / 2]
    }
}
