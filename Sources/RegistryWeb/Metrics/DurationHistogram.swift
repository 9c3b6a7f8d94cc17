/// How many durations there were up to each of some bounds.
struct DurationHistogram: Sendable {
    /// The bounds, in seconds: from a cached answer to one that is near the time limit.
    static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

    /// How many there were up to each bound and above the one before.
    private var counts = [Int](repeating: 0, count: bounds.count)
    /// All of them.
    private(set) var count = 0
    /// Their sum, in seconds.
    private(set) var sum = 0.0

    mutating func add(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let time = Double(seconds) + Double(attoseconds) / 1e18
        count += 1
        sum += time
        if let place = Self.bounds.firstIndex(where: { time <= $0 }) { counts[place] += 1 }
    }

    /// For each bound, how many were not longer.
    var cumulative: [(bound: Double, count: Int)] {
        var total = 0
        return zip(Self.bounds, counts).map { bound, count in
            total += count
            return (bound, total)
        }
    }
}
