import ChartRendering
import RegistryCore

/// How much of a store one chart may hold in memory, however many runs and metrics it has.
struct ChartBudget {
    /// No chart has more series.
    static let mostSeries = 10_000
    /// The most buckets of all lines of a chart together: some 320 MB.
    static let mostBuckets = 4_000_000
    /// The most exact points of all series of a chart together.
    static let mostPoints = 4_000_000

    /// How many series the chart has.
    let series: Int
    private(set) var pointsLeft = ChartBudget.mostPoints

    /// - Throws: ``RegistryError`` with `invalidArgument` when there are too many series; the message says how many, and what
    ///   to narrow.
    init(series: Int, runs: Int) throws(RegistryError) {
        guard series <= Self.mostSeries else {
            throw RegistryError(
                .invalidArgument,
                "\(CountedNoun.number(series)) series of \(CountedNoun.text(runs, "run")) match, and a chart shows at most "
                    + "\(CountedNoun.number(Self.mostSeries)). Narrow the runs by a filter or to fewer, or name fewer metrics."
            )
        }
        self.series = series
    }

    /// - Throws: as ``init(series:runs:)``.
    init(_ query: ChartQuery, in runs: [Run]) throws(RegistryError) {
        let series = runs.reduce(0) { sum, run in sum + query.metrics.count { run.metrics[$0] != nil } }
        try self.init(series: series, runs: runs.count)
    }

    /// The most buckets of one line. Few lines have ``SeriesChart/mostBuckets``, more than a picture has columns of pixels;
    /// of very many lines each has 400, about the columns of a small picture.
    var bucketsPerSeries: Int { min(SeriesChart.mostBuckets, Self.mostBuckets / max(1, series)) }

    /// Takes the points of a series from what is left.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when that is too little.
    mutating func take(points: Int) throws(RegistryError) {
        guard points <= pointsLeft else {
            throw RegistryError(
                .invalidArgument,
                "The \(CountedNoun.number(series)) series that match have more than "
                    + "\(CountedNoun.text(Self.mostPoints, "point")) together, too many to be drawn one by one. Choose a range of steps, fewer runs or fewer metrics."
            )
        }
        pointsLeft -= points
    }
}
