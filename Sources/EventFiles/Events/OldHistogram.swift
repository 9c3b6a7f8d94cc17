/// A histogram in the form of writers that know no plugins (TensorFlow 1, tensorboardX, PyTorch).
public struct OldHistogram: Hashable, Sendable {
    /// The smallest value.
    public var minimum: Double
    /// The greatest value.
    public var maximum: Double
    /// How many values there are.
    public var count: Double
    /// The sum of the values.
    public var sum: Double
    /// The sum of the values' squares.
    public var sumOfSquares: Double
    /// The right edge of each bucket. The first one begins at `minimum`, or at minus infinity.
    public var rightEdges: [Double]
    /// How many values are in each bucket.
    public var counts: [Double]

    /// A histogram.
    public init(
        minimum: Double, maximum: Double, count: Double, sum: Double, sumOfSquares: Double, rightEdges: [Double],
        counts: [Double]
    ) {
        self.minimum = minimum
        self.maximum = maximum
        self.count = count
        self.sum = sum
        self.sumOfSquares = sumOfSquares
        self.rightEdges = rightEdges
        self.counts = counts
    }
}
