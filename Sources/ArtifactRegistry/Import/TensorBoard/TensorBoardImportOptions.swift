/// How a log directory is brought into a registry.
public struct TensorBoardImportOptions: Hashable, Sendable {
    /// The experiment that new runs belong to. Default `nil`: the log directory's name.
    public var experiment: String?

    /// A run whose last event is older than this, and that has not said how it ended, has finished. Default: 10 minutes.
    public var quietTime: Duration

    /// The most metrics of one run; points of further ones are counted, not taken. Default: 5,000.
    ///
    /// A run's record holds a summary of each of its metrics, and a record is at most 12 MiB.
    public var mostMetrics: Int

    /// The most bytes that the names of one run's metrics may have together. Default: 2 MiB.
    public var mostMetricNameBytes: Int

    /// Options; each default is said at its property.
    public init(
        experiment: String? = nil, quietTime: Duration = .seconds(600), mostMetrics: Int = 5_000,
        mostMetricNameBytes: Int = 2 << 20
    ) {
        self.experiment = experiment
        self.quietTime = quietTime
        self.mostMetrics = mostMetrics
        self.mostMetricNameBytes = mostMetricNameBytes
    }
}
