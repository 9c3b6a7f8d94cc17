import RegistryCore

/// Neighbouring points summed up by a store, so that a chart of millions of points reads only hundreds.
///
/// The chart draws a line from `first` to `last` that reaches `minimum` and `maximum` between them: no spike is lost. Where
/// the bucket lies over another one, or is far longer than the others, the two are drawn at both of its ends instead.
public struct ChartBucket: Hashable, Sendable {
    /// The place of the first point.
    public var firstX: Double
    /// The place of the last point.
    public var lastX: Double
    /// The first finite value.
    public var first: Double
    /// The last finite value.
    public var last: Double
    /// The smallest finite value. Not finite when the bucket has no finite value.
    public var minimum: Double
    /// The largest finite value. Not finite when the bucket has no finite value.
    public var maximum: Double
    /// The value of the last point, when that is not `last` because it is not finite. `nil`, which is the default, is `last`.
    public var lastLogged: Double?
    /// How many points the bucket stands for, the ones that are not finite included.
    public var count: Int
    /// How many of them are NaN.
    public var nanCount: Int
    /// How many of them are +∞.
    public var positiveInfinityCount: Int
    /// How many of them are -∞.
    public var negativeInfinityCount: Int

    /// How many of them are not finite. Negative counts are taken for none.
    public var nonFiniteCount: Int {
        [nanCount, positiveInfinityCount, negativeInfinityCount].reduce(0) { $0.clampedSum(max(0, $1)) }
    }

    /// A bucket from its summary; every value finite unless said otherwise.
    public init(
        firstX: Double, lastX: Double, first: Double, last: Double, minimum: Double, maximum: Double, count: Int,
        nanCount: Int = 0, positiveInfinityCount: Int = 0, negativeInfinityCount: Int = 0, lastLogged: Double? = nil
    ) {
        self.firstX = firstX
        self.lastX = lastX
        self.first = first
        self.last = last
        self.minimum = minimum
        self.maximum = maximum
        self.count = count
        self.nanCount = nanCount
        self.positiveInfinityCount = positiveInfinityCount
        self.negativeInfinityCount = negativeInfinityCount
        self.lastLogged = lastLogged
    }

    /// The outline's points without a place between the first and the last, where there may be no point.
    var ends: [ChartPoint] {
        [
            ChartPoint(x: firstX, y: first), ChartPoint(x: firstX, y: minimum), ChartPoint(x: lastX, y: maximum),
            ChartPoint(x: lastX, y: last),
        ]
    }

    /// The points that draw the bucket. Which of the extremes came first is not known: the one nearer to `first` is taken.
    var outline: [ChartPoint] {
        let middle = firstX / 2 + lastX / 2
        let lowFirst = abs(first / 2 - minimum / 2) <= abs(maximum / 2 - first / 2)
        return [
            ChartPoint(x: firstX, y: first), ChartPoint(x: middle, y: lowFirst ? minimum : maximum),
            ChartPoint(x: middle, y: lowFirst ? maximum : minimum), ChartPoint(x: lastX, y: last),
        ]
    }
}
