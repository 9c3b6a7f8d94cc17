public import ArtifactRegistry
public import ChartRendering
public import RegistryCore

/// Makes charts of what a registry holds: `registry.charts.lineChart(query)`.
///
/// The charts are values: they are drawn by `render(size:theme:)` or `png(size:theme:)`, as often as wanted, without the store.
public struct ChartBuilder: Sendable {
    let store: any RecordReader

    /// A builder of charts from a store.
    public init(_ store: any RecordReader) { self.store = store }

    /// Metrics of runs as lines: one for each metric of each run that has it.
    ///
    /// A line of more than 2,000 points is made of what the store knows of each part of it: its extremes
    /// are drawn, so that no spike is hidden; except, so far, one in a part that also has an infinite value.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a query that cannot be, `notFound` when no run matches, or one
    ///   of the metrics is none of any run; the message says which there are.
    public func lineChart(_ query: ChartQuery) async throws -> LineChart {
        try query.check()
        let (runs, more) = try await runs(of: query)
        try Self.requireMetrics(of: query, in: runs)
        var series: [ChartSeries] = []
        let names = SeriesNames(runs: runs, metrics: query.metrics)
        for run in runs {
            for metric in query.metrics where run.metrics[metric] != nil {
                series.append(try await line(metric, of: run, named: names.name(metric, of: run), query))
            }
        }
        return LineChart(
            title: title(of: query, runs: runs, more: more), xLabel: query.along.label,
            yLabel: query.metrics.count == 1 ? query.metrics[0] : "", series: series,
            xScale: query.scaleAlong, yScale: query.yScale,
            yRange: query.clipsOutliers ? .withoutOutliers : .all, smoothing: try query.average())
    }

    /// What stands above a chart; it says when there was no room for all runs.
    func title(of query: ChartQuery, runs: [Run], more: Int) -> String {
        let title = query.title.isEmpty ? query.metrics.joined(separator: ", ") : query.title
        return more > 0 ? "\(title) (\(runs.count) of \(runs.count + more) runs)" : title
    }

    private func line(
        _ metric: String, of run: Run, named name: String, _ query: ChartQuery
    ) async throws -> ChartSeries {
        if case .metric = query.along {
            let points = try await JoinedSeries(store: store, run: run.id, steps: query.steps)
                .points(of: metric, along: query.along, since: run.startTime)
            return ChartSeries(name: name, points: points)
        }
        let answer = try await SeriesReading.points(
            of: SeriesID(run: run.id, metric: metric), in: query.steps, atMost: SeriesChart.mostBuckets, from: store)
        return SeriesChart(answer).series(named: name, along: query.along, since: run.startTime)
    }

    /// The runs of a query, and how many more there are.
    func runs(of query: ChartQuery) async throws -> (runs: [Run], more: Int) {
        var runs: [Run] = []
        var cursor: PageCursor?
        repeat {
            let page = try await store.find(
                in: .runs,
                Query(query.runs, sort: query.sort, limit: query.maximumRuns - runs.count, cursor: cursor))
            runs += try page.elements.map { try Run(document: $0) }
            cursor = page.next
        } while cursor != nil && runs.count < query.maximumRuns
        guard !runs.isEmpty else { throw RegistryError(.notFound, "No run matches.") }
        let more = cursor == nil ? 0 : try await store.count(in: .runs, matching: query.runs) - runs.count
        return (runs, max(0, more))
    }

    /// A name that no run knows is mostly a slip: what is drawn without it would not show that.
    ///
    /// - Throws: ``RegistryError`` with `notFound`, naming the metrics that are missing and some that there are; also when no run
    ///   has both a metric and the one that it is to be drawn along.
    static func requireMetrics(of query: ChartQuery, in runs: [Run]) throws(RegistryError) {
        var wanted = query.metrics
        if case .metric(let name) = query.along { wanted.append(name) }
        let missing = wanted.filter { metric in !runs.contains { $0.metrics[metric] != nil } }
        guard missing.isEmpty else { throw MetricNames(runs).missing(missing) }
        guard case .metric(let other) = query.along else { return }
        for metric in query.metrics
        where !runs.contains(where: { $0.metrics[metric] != nil && $0.metrics[other] != nil }) {
            throw MetricNames(runs).apart(metric, other)
        }
    }
}

extension DataManager {
    /// Charts of what this registry holds.
    public var charts: ChartBuilder { ChartBuilder(apparentRuns) }
}

extension ChartQuery.Along {
    /// The title of the horizontal axis.
    var label: String {
        switch self {
        case .step: "step"
        case .wallTime: "time (UTC)"
        case .relativeTime: "time since the start"
        case .metric(let name): name
        }
    }
}
