/// Neighbouring points of a series in a few numbers, exactly: one column of a chart.
public struct SeriesBucket: Hashable, Sendable {
    /// All its points.
    public var summary: SeriesSummary

    /// A bucket of the points that a summary stands for.
    public init(_ summary: SeriesSummary) { self.summary = summary }

    /// The smallest step.
    public var firstStep: Step { summary.firstStep }
    /// The greatest step.
    public var lastStep: Step { summary.lastStep }
    /// The earliest time.
    public var firstTime: WallTime { summary.firstTime }
    /// The latest time.
    public var lastTime: WallTime { summary.lastTime }
    /// How many points, NaN included.
    public var count: Int { summary.count }
    /// How many of the values are +∞.
    public var positiveInfinityCount: Int { summary.positiveInfinityCount }
    /// How many of the values are -∞.
    public var negativeInfinityCount: Int { summary.negativeInfinityCount }
    /// The smallest finite value; NaN when there is none.
    public var finiteMinimum: Double { summary.finiteMinimum }
    /// The greatest finite value; NaN when there is none.
    public var finiteMaximum: Double { summary.finiteMaximum }
    /// The smallest value that is not NaN; NaN when there is none.
    public var minimum: Double { summary.minimum }
    /// The greatest value that is not NaN; NaN when there is none.
    public var maximum: Double { summary.maximum }
    /// The value at the smallest step, the one logged last if there are several.
    public var first: Double { summary.first }
    /// The value at the greatest step, the one logged last if there are several.
    public var last: Double { summary.last }
    /// How many of the values are NaN.
    public var nanCount: Int { summary.nanCount }
}
