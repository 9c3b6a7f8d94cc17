/// How many values lie between two numbers.
public struct HistogramBin: Hashable, Sendable {
    /// The lower edge.
    public var left: Double
    /// The upper edge. Equal to `left` when all values of the bin are the same.
    public var right: Double
    /// How many values; need not be whole, as the counts in TensorBoard's summaries are not.
    public var count: Double

    /// A bin from its edges and count.
    public init(left: Double, right: Double, count: Double) {
        self.left = left
        self.right = right
        self.count = count
    }

    /// Whether it can be drawn: finite numbers in order.
    var isValid: Bool { left.isFinite && right.isFinite && left <= right && count.isFinite && count >= 0 }
}
