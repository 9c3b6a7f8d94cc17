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
    /// A line of more than 2,000 points, or of more than 400 if there are very many lines, is made of what the store knows of
    /// each part of it: its finite extremes are drawn, so that no spike is hidden, and its infinities and NaN are marked.
    /// The note says how many points are not drawn because their step was logged again later, and along another metric how
    /// many were left out because it has no value at their steps.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a query that cannot be, that more than 10,000 series match, or
    ///   that has too many exact points along another metric; `notFound` when no run matches, or when no run has one of the
    ///   metrics; the message says which there are.
    public func lineChart(_ query: ChartQuery) async throws -> LineChart {
        try query.check()
        let (runs, more) = try await runs(of: query)
        try Self.requireMetrics(of: query, in: runs, more: more)
        var budget = try ChartBudget(query, in: runs)
        var series: [ChartSeries] = []
        var unseen = UnseenPoints()
        let names = SeriesNames(runs: runs, metrics: query.metrics)
        for run in runs {
            let metrics = query.metrics.filter { run.metrics[$0] != nil }
            if case .metric = query.along, !metrics.isEmpty {
                let joined = try await JoinedSeries(query, of: run, from: store)
                for metric in metrics {
                    let found = try await joined.points(of: metric, within: &budget)
                    unseen += found.unseen
                    series.append(ChartSeries(name: names.name(metric, of: run), points: found.points))
                }
                continue
            }
            for metric in metrics {
                let answer = try await SeriesReading.points(
                    of: SeriesID(run: run.id, metric: metric), in: query.steps, atMost: budget.bucketsPerSeries,
                    from: store)
                unseen.loggedAgain += answer.repeatedSteps ?? 0
                let name = names.name(metric, of: run)
                series.append(SeriesChart(answer).series(named: name, along: query.along, since: run.timeOrigin))
            }
        }
        return LineChart(
            title: title(
                of: query, runs: runs, drawn: Self.drawnCount(of: query, in: runs), more: more, only: names.onlyRun),
            xLabel: query.along.label,
            yLabel: query.metrics.count == 1 ? query.metrics[0] : "", series: series,
            xScale: query.scaleAlong, yScale: query.yScale ?? .linear,
            yRange: query.clipsOutliers ? .withoutOutliers : .all, smoothing: try query.average(),
            remarks: unseen.remarks)
    }

    /// What stands above a chart. When there was no room for all runs it says how many are drawn, and of how many.
    ///
    /// - Parameters:
    ///   - runs: Those that were taken.
    ///   - drawn: How many of them the chart shows.
    ///   - more: How many match besides those that were taken.
    ///   - name: Of the only run, where nothing else in the chart says it: stands behind the metrics. Default none.
    func title(of query: ChartQuery, runs: [Run], drawn: Int, more: Int, only name: String? = nil) -> String {
        var title = query.title.isEmpty ? query.metrics.joined(separator: ", ") : query.title
        if query.title.isEmpty, more == 0, let name, !name.isEmpty { title += " · \(name)" }
        guard more > 0 else { return title }
        let taken = "\(CountedNoun.number(runs.count)) of \(CountedNoun.text(runs.count + more, "run"))"
        return drawn == runs.count
            ? "\(title) (\(taken))" : "\(title) (\(CountedNoun.number(drawn)) of the first \(taken))"
    }

    /// How many runs have anything to be drawn: one of the metrics, and the one that it is drawn along.
    static func drawnCount(of query: ChartQuery, in runs: [Run]) -> Int {
        runs.count { run in
            if case .metric(let other) = query.along, run.metrics[other] == nil { return false }
            return query.metrics.contains { run.metrics[$0] != nil }
        }
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
        guard !runs.isEmpty else {
            let cause = try await store.emptyAnswer(for: query.runs, in: .runs)
            throw RegistryError(.notFound, ["No run matches.", cause].compactMap(\.self).joined(separator: " "))
        }
        let more = cursor == nil ? 0 : try await store.count(in: .runs, matching: query.runs) - runs.count
        return (runs, max(0, more))
    }

    /// A name that no run knows is mostly a slip: what is drawn without it would not show that.
    ///
    /// - Throws: ``RegistryError`` with `notFound`, naming the metrics that are missing and some that there are; also when no run
    ///   has both a metric and the one that it is to be drawn along.
    static func requireMetrics(of query: ChartQuery, in runs: [Run], more: Int) throws(RegistryError) {
        var wanted = query.metrics
        if case .metric(let name) = query.along { wanted.append(name) }
        let missing = wanted.filter { metric in !runs.contains { $0.metrics[metric] != nil } }
        guard missing.isEmpty else {
            throw MetricNames(runs.flatMap(\.metrics.keys)).missing(missing, from: Self.lacking(runs, more: more))
        }
        guard case .metric(let other) = query.along else { return }
        for metric in query.metrics
        where !runs.contains(where: { $0.metrics[metric] != nil && $0.metrics[other] != nil }) {
            throw MetricNames.apart(metric, other)
        }
    }

    /// How the sentence begins that says what runs lack.
    ///
    /// - Parameter more: How many match besides: what the runs lack, these may have.
    static func lacking(_ runs: [Run], more: Int) -> String {
        if more > 0 {
            return "Of the \(CountedNoun.text(runs.count + more, "run")) that match, only the first "
                + "\(CountedNoun.number(runs.count)) are looked at, and none of them has a"
        }
        if let only = runs.first, runs.count == 1 { return "The run \(only.id) has no" }
        return "None of the \(CountedNoun.text(runs.count, "run")) has a"
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
