/// One chart of ``SmallMultiples`` with its title.
public struct ChartPanel: Hashable, Sendable {
    /// Above the chart; empty takes the chart's own.
    public var title: String
    /// The chart.
    public let chart: any Chart & Hashable

    /// A chart of any kind with its title.
    public init(title: String = "", _ chart: some Chart & Hashable) {
        self.title = title
        self.chart = chart
    }

    /// The same titles and equal charts of the same kind.
    public static func == (one: ChartPanel, other: ChartPanel) -> Bool {
        one.title == other.title && AnyHashable(one.chart) == AnyHashable(other.chart)
    }

    /// Feeds the title and the chart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(title)
        hasher.combine(AnyHashable(chart))
    }

    /// What the chart says around its data, under this panel's title.
    var frame: ChartFrame {
        var frame = chart.frame
        if !title.isEmpty { frame.title = title }
        return frame
    }
}
