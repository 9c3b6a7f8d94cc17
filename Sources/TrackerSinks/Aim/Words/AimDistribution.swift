import EventFiles

/// A histogram as Aim has it: ranges of one width between two numbers, at most 512 of them.
struct AimDistribution: Hashable, Sendable {
    /// How many values each range has.
    let weights: [Double]
    /// Where the first range begins.
    let lower: Double
    /// Where the last range ends.
    let upper: Double

    private static let mostRanges = 512
    /// Into how many ranges one is sorted whose own are not of one width, unless it has more: as many as Aim makes itself.
    private static let fewestRanges = 64

    /// Sorts what other ranges have into ranges of one width, as if the values of each lay evenly in it.
    ///
    /// `nil` for a histogram that has no ranges, or one whose edge or count is no finite number.
    init?(_ histogram: Histogram) {
        let given = histogram.buckets
        guard let first = given.first, let last = given.last,
            given.allSatisfy({ $0.lower.isFinite && $0.upper.isFinite && $0.count.isFinite })
        else { return nil }
        if given.count <= Self.mostRanges, Self.areOfOneWidth(given) {
            (weights, lower, upper) = (given.map(\.count), first.lower, last.upper)
            return
        }
        // Some writers have a range on each side that reaches to the end of all numbers, and is empty.
        let (begin, end) = (given.firstIndex { $0.count != 0 }, given.lastIndex { $0.count != 0 })
        let buckets = given[(begin ?? 0)...(end ?? given.count - 1)]
        let low = buckets.reduce(Double.infinity) { min($0, $1.lower, $1.upper) }
        let high = buckets.reduce(-Double.infinity) { max($0, $1.lower, $1.upper) }
        guard low < high else {
            // One value only: a range of width one around it, as Aim makes it.
            (weights, lower, upper) = ([buckets.reduce(0) { $0 + $1.count }], low - 0.5, high + 0.5)
            return
        }
        let count = min(max(buckets.count, Self.fewestRanges), Self.mostRanges)
        // Halves, because the difference of the two greatest numbers is infinite.
        let halfWidth = (high / 2 - low / 2) / Double(count)
        func position(_ value: Double) -> Double {
            halfWidth > 0 ? min(max((value / 2 - low / 2) / halfWidth, 0), Double(count)) : 0
        }
        func range(_ position: Double) -> Int { min(Int(position), count - 1) }
        var weights = [Double](repeating: 0, count: count)
        for bucket in buckets where bucket.count != 0 {
            let (begin, end) = (position(bucket.lower), position(bucket.upper))
            guard begin < end, range(begin) < range(end) else {
                weights[range(begin)] += bucket.count
                continue
            }
            for index in range(begin)...range(end) {
                let part = min(end, Double(index + 1)) - max(begin, Double(index))
                weights[index] += bucket.count * max(part, 0) / (end - begin)
            }
        }
        (self.weights, lower, upper) = (weights, low, high)
    }

    /// As Aim's trees hold it.
    var value: AimValue {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(weights.count * 8)
        for weight in weights { withUnsafeBytes(of: weight.bitPattern.littleEndian) { bytes += $0 } }
        return .object(
            "aim.distribution",
            [
                AimField("data", .blob(.bytes(bytes))), AimField("dtype", .text("float64")),
                AimField("range", .list([.double(lower), .double(upper)])),
                AimField("bin_count", .int(Int64(weights.count))),
            ])
    }

    /// Whether ranges follow each other and are of one width, but for what rounding does.
    private static func areOfOneWidth(_ buckets: [Histogram.Bucket]) -> Bool {
        guard let low = buckets.first?.lower, let high = buckets.last?.upper, low < high else { return false }
        let halfWidth = (high / 2 - low / 2) / Double(buckets.count)
        guard halfWidth > 0 else { return false }
        func isNear(_ value: Double, _ edge: Int) -> Bool {
            abs((value / 2 - low / 2) / halfWidth - Double(edge)) < 1e-3
        }
        return buckets.indices.allSatisfy { isNear(buckets[$0].lower, $0) && isNear(buckets[$0].upper, $0 + 1) }
    }
}
