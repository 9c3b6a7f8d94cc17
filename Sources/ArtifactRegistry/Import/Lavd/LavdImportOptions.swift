/// How a folder of lavd's is brought into a registry.
public struct LavdImportOptions: Hashable, Sendable {
    /// The experiment that new runs belong to. Default `nil`: the folder's name.
    public var experiment: String?
    /// A run none of whose files is younger than this has finished. Default: 10 minutes.
    public var quietTime: Duration
    /// The most metrics of one run; numbers of further ones are counted, not taken. Default: 5,000.
    public var mostMetrics: Int

    /// Options; each default is said at its property.
    public init(experiment: String? = nil, quietTime: Duration = .seconds(600), mostMetrics: Int = 5_000) {
        self.experiment = experiment
        self.quietTime = quietTime
        self.mostMetrics = mostMetrics
    }
}
