/// What identifies a series: one metric of one run.
public struct SeriesID: Hashable, Sendable {
    /// The run that logs it.
    public var run: RunID

    /// The metric's name; any text.
    public var metric: String

    /// The series of a metric in a run.
    public init(run: RunID, metric: String) {
        self.run = run
        self.metric = metric
    }

    /// Equal when both name the same run and the same metric, byte for byte.
    public static func == (left: SeriesID, right: SeriesID) -> Bool {
        left.run == right.run && left.metric.hasSameBytes(as: right.metric)
    }

    /// Feeds what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(run)
        hasher.combine(ExactName(metric))
    }
}
