/// How many values lie in which range.
public struct Histogram: Hashable, Sendable {
    /// One range.
    public struct Bucket: Hashable, Sendable {
        /// Where it begins.
        public var lower: Double
        /// Where it ends; the same as `lower` when all values are equal.
        public var upper: Double
        /// How many values it has.
        public var count: Double

        /// A range and its values.
        public init(lower: Double, upper: Double, count: Double) {
            self.lower = lower
            self.upper = upper
            self.count = count
        }
    }

    /// The bucket count of TensorBoard.
    public static let defaultBucketCount = 30
    /// The most buckets a histogram is made with.
    public static let maximumBucketCount = 100_000

    /// The ranges, in order.
    public let buckets: [Bucket]
    /// How many NaN and infinite values were left out. Files do not hold it.
    public let nonFiniteCount: Int

    /// Sorts values into ranges of equal width between the smallest and the greatest of them, as TensorBoard does.
    ///
    /// All values equal: every range is that value, and the last one has them all. No values: every range is zero.
    /// NaN and infinite values are left out and counted.
    ///
    /// - Parameters:
    ///   - values: The values.
    ///   - bucketCount: How many ranges. The default is 30.
    /// - Throws: `EventFileError` with `invalid` when `bucketCount` is not in 1...100,000.
    public init(of values: [Double], bucketCount: Int = defaultBucketCount) throws(EventFileError) {
        try self.init(values, bucketCount)
    }

    /// The same for single precision.
    ///
    /// - Parameters:
    ///   - values: The values.
    ///   - bucketCount: How many ranges. The default is 30.
    /// - Throws: `EventFileError` with `invalid` when `bucketCount` is not in 1...100,000.
    public init(of values: [Float], bucketCount: Int = defaultBucketCount) throws(EventFileError) {
        try self.init(values, bucketCount)
    }

    /// A histogram of ranges that are there already.
    ///
    /// - Parameters:
    ///   - edges: Where the ranges begin and end: one more than there are ranges, finite and ascending.
    ///   - counts: How many values are in each.
    /// - Throws: `EventFileError` with `invalid`.
    public init(edges: [Double], counts: [Double]) throws(EventFileError) {
        guard edges.count == counts.count + 1 else {
            throw EventFileError(.invalid, "\(counts.count) buckets have \(edges.count) edges, not one more")
        }
        guard edges.allSatisfy(\.isFinite), zip(edges, edges.dropFirst()).allSatisfy(<=) else {
            throw EventFileError(.invalid, "the edges of a histogram are not finite and ascending")
        }
        guard counts.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
            throw EventFileError(.invalid, "a bucket's count is negative or not finite")
        }
        self.init(
            buckets: counts.indices.map { Bucket(lower: edges[$0], upper: edges[$0 + 1], count: counts[$0]) })
    }

    init(buckets: [Bucket], nonFiniteCount: Int = 0) {
        self.buckets = buckets
        self.nonFiniteCount = nonFiniteCount
    }

    @inline(__always)
    private init<Value: BinaryFloatingPoint>(_ values: [Value], _ bucketCount: Int) throws(EventFileError) {
        guard (1...Self.maximumBucketCount).contains(bucketCount) else {
            throw EventFileError(
                .invalid, "a histogram has 1 to \(Self.maximumBucketCount) buckets, not \(bucketCount)")
        }
        var (least, greatest) = (Value.infinity, -Value.infinity)
        var finiteCount = 0
        for value in values where value.isFinite {
            least = min(least, value)
            greatest = max(greatest, value)
            finiteCount += 1
        }
        guard finiteCount > 0 else {
            self.init(
                buckets: Array(repeating: Bucket(lower: 0, upper: 0, count: 0), count: bucketCount),
                nonFiniteCount: values.count)
            return
        }
        let (low, high) = (Double(least), Double(greatest))
        // Halves, because the difference of the two greatest numbers is infinite.
        let halfWidth = (high / 2 - low / 2) / Double(bucketCount)
        guard halfWidth > 0 else {
            var buckets = Array(repeating: Bucket(lower: low, upper: high, count: 0), count: bucketCount)
            buckets[bucketCount - 1].count = Double(finiteCount)
            self.init(buckets: buckets, nonFiniteCount: values.count - finiteCount)
            return
        }
        var counts = [Int](repeating: 0, count: bucketCount)
        for value in values where value.isFinite {
            let position = (Double(value) / 2 - low / 2) / halfWidth
            counts[min(bucketCount - 1, max(0, Int(min(position, Double(bucketCount)))))] += 1
        }
        func edge(_ index: Int) -> Double {
            index == bucketCount ? high : 2 * (low / 2 + halfWidth * Double(index))
        }
        self.init(
            buckets: counts.indices.map { Bucket(lower: edge($0), upper: edge($0 + 1), count: Double(counts[$0])) },
            nonFiniteCount: values.count - finiteCount)
    }
}
