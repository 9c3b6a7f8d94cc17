/// How many charts are kept and for how long. Older ones are removed as new ones are made.
public struct ChartRetention: Sendable {
    /// The most files. Default 1,000.
    public var mostCharts: Int

    /// The greatest age. Default one hour.
    public var longestAge: Duration

    /// A retention; each default is said at its property.
    public init(mostCharts: Int = 1_000, longestAge: Duration = .seconds(3_600)) {
        self.mostCharts = mostCharts
        self.longestAge = longestAge
    }
}
