public import ChartRendering
public import RegistryCore

/// Which numbers of which runs a chart shows, and how.
///
/// ```swift
/// var query = ChartQuery(metrics: ["loss", "val_loss"])
/// query.runs = try Filter(expression: #"experiment == "digits" and status == "finished""#)
/// query.smoothing = 0.6
/// let chart = try await registry.charts.lineChart(query)
/// ```
public struct ChartQuery: Sendable {
    /// What stands along the horizontal axis.
    public enum Along: Hashable, Sendable {
        /// The step.
        case step
        /// The time of day of the machine that logged, in UTC.
        case wallTime
        /// The time since the run began, which is mostly somewhat before its first point; since the first point of any of
        /// its metrics where that is earlier, so that no time is negative.
        case relativeTime
        /// Another metric, at the same steps. Points at steps where it has no value are left out; the chart's note says
        /// how many.
        case metric(String)
    }

    /// The metrics, by their names. One that is named again is the same line and left out.
    public var metrics: [String] { didSet { metrics = Self.distinct(metrics) } }
    /// Which runs. Default: all.
    public var runs: Filter
    /// In which order runs are taken, when there are more than ``maximumRuns``. Default: the newest first.
    public var sort: [SortKey]
    /// The most runs. Default 20, at most 1,000. What is left out is said in the chart's title.
    public var maximumRuns: Int
    /// What stands along the horizontal axis. Default: the step.
    public var along: Along
    /// The steps to show. Default: all.
    public var steps: ClosedRange<Step>
    /// The weight of what came before in an exponential moving average, from 0 (no smoothing) to below 1. The raw curve stays
    /// visible behind. Default 0.
    public var smoothing: Double
    /// Whether the vertical axis leaves out what lies far from the rest, and says so. Default no.
    public var clipsOutliers: Bool
    /// How values are spread along the horizontal axis. Default linear. Times have axes of their own: anything else along
    /// them is refused.
    public var xScale: ScaleKind
    /// How values are spread along the vertical axis, and along parallel ones. Default `nil`: linear, but for parallel axes,
    /// which are logarithmic where that suits the values (``ParallelAxis/init(_:numbers:scale:)``).
    public var yScale: ScaleKind?
    /// Above the chart; empty for the metrics' names. Default empty.
    public var title: String

    /// A query for metrics of all runs.
    public init(metrics: [String]) {
        self.metrics = Self.distinct(metrics)
        runs = .everything
        sort = [SortKey("startTime", .descending)]
        maximumRuns = 20
        along = .step
        steps = .min ... .max
        smoothing = 0
        clipsOutliers = false
        xScale = .linear
        yScale = nil
        title = ""
    }

    /// A query for metrics of one run.
    public init(metrics: [String], of run: RunID) {
        self.init(metrics: metrics)
        runs = .field("_id", .equals(.string(run.description)))
    }

    /// No chart has more runs.
    static let mostRuns = 1_000
    /// No chart has more metrics.
    static let mostMetrics = 100

    /// Names without those that come again.
    static func distinct(_ names: [String]) -> [String] {
        var known: Set<String> = []
        return names.filter { known.insert($0).inserted }
    }

    /// - Throws: ``RegistryError`` with `invalidArgument`, naming what is wrong.
    func check() throws(RegistryError) {
        guard !metrics.isEmpty, metrics.count <= Self.mostMetrics else {
            throw RegistryError(.invalidArgument, "A chart shows 1 to \(Self.mostMetrics) metrics.")
        }
        guard (1...Self.mostRuns).contains(maximumRuns) else {
            throw RegistryError(.invalidArgument, "A chart shows 1 to \(Self.mostRuns) runs.")
        }
        guard smoothing >= 0, smoothing < 1 else {
            throw RegistryError(.invalidArgument, "The weight of smoothing is a number from 0 to below 1.")
        }
        guard xScale == .linear || xScale == scaleAlong else {
            throw RegistryError(
                .invalidArgument, "Times have an axis of their own. Leave out the scale of the horizontal axis.")
        }
    }

    /// Refuses what a kind of chart cannot show, which would be left out without a word.
    ///
    /// - Parameters:
    ///   - kind: The kind, as the sentence begins: `Bars`.
    ///   - hasPoints: Whether it shows points, and not one value of each metric.
    /// - Throws: ``RegistryError`` with `invalidArgument`, naming what was asked for.
    func requireNoLines(_ kind: String, hasPoints: Bool) throws(RegistryError) {
        var refused: [String] = []
        if smoothing != 0 { refused.append("smoothing") }
        if clipsOutliers { refused.append("an axis without outliers") }
        if !hasPoints {
            if along != .step { refused.append("another axis") }
            if xScale != .linear { refused.append("a scale of the horizontal axis") }
            if steps != .min ... .max { refused.append("a range of steps") }
        }
        guard !refused.isEmpty else { return }
        throw RegistryError(
            .invalidArgument, "\(kind) cannot show \(refused.joined(separator: ", ")). Leave that out, or draw lines.")
    }

    /// How values are spread along the horizontal axis.
    var scaleAlong: ScaleKind {
        switch along {
        case .wallTime: .time
        case .relativeTime: .duration
        case .step, .metric: xScale
        }
    }

    /// How curves are smoothed.
    func average() throws(RegistryError) -> ExponentialAverage? {
        guard smoothing > 0 else { return nil }
        do {
            return try ExponentialAverage(weight: smoothing)
        } catch {
            throw RegistryError(error)
        }
    }
}
