/// How runs of other trackers are brought into a registry.
public struct TrackerImportOptions: Hashable, Sendable {
    /// The experiment that new runs belong to. Default `nil`: what the tracker says.
    public var experiment: String?

    /// The most metrics of one run; points of further ones are counted, not taken. Default: 5,000.
    public var mostMetrics: Int

    /// The most bytes that the names of one run's metrics may have together. Default: 2 MiB.
    public var mostMetricNameBytes: Int

    /// Options; each default is said at its property.
    public init(experiment: String? = nil, mostMetrics: Int = 5_000, mostMetricNameBytes: Int = 2 << 20) {
        self.experiment = experiment
        self.mostMetrics = mostMetrics
        self.mostMetricNameBytes = mostMetricNameBytes
    }
}
