public import ChartRendering
import RegistryCore

extension ChartBuilder {
    /// What stands for a metric of a run in a chart that compares runs.
    public enum RunValue: String, Hashable, Sendable, CaseIterable {
        /// The value at the greatest step.
        case last
        /// The smallest value.
        case minimum
        /// The largest value.
        case maximum

        /// What the note says of it.
        var remark: String {
            switch self {
            case .last: "last values"
            case .minimum: "smallest values"
            case .maximum: "largest values"
            }
        }

        func value(of metric: MetricSummary) -> Double {
            switch self {
            case .last: metric.summary.last
            case .minimum: metric.summary.minimum
            case .maximum: metric.summary.maximum
            }
        }
    }

    /// The same points as those of ``lineChart(_:)``, as dots.
    ///
    /// Mostly along another metric (``ChartQuery/Along/metric(_:)``): points then stand where both have a step,
    /// and the note counts the others. Dots need exact points: a metric of more than 100,000 is refused, and a chart of more
    /// than 4,000,000.
    ///
    /// - Throws: ``RegistryError`` as ``lineChart(_:)`` does.
    public func scatterPlot(_ query: ChartQuery) async throws -> ScatterChart {
        try query.check()
        try query.requireNoLines("A scatter plot", hasPoints: true)
        let (runs, more) = try await runs(of: query)
        try Self.requireMetrics(of: query, in: runs, more: more)
        let names = SeriesNames(runs: runs, metrics: query.metrics)
        var budget = try ChartBudget(query, in: runs)
        var series: [ScatterSeries] = []
        var unseen = UnseenPoints()
        for run in runs {
            let metrics = query.metrics.filter { run.metrics[$0] != nil }
            guard !metrics.isEmpty else { continue }
            let joined = try await JoinedSeries(query, of: run, from: store)
            for metric in metrics {
                let found = try await joined.points(of: metric, within: &budget)
                unseen += found.unseen
                series.append(ScatterSeries(name: names.name(metric, of: run), points: found.points))
            }
        }
        return ScatterChart(
            title: title(
                of: query, runs: runs, drawn: Self.drawnCount(of: query, in: runs), more: more, only: names.onlyRun),
            xLabel: query.along.label,
            yLabel: query.metrics.count == 1 ? query.metrics[0] : "", series: series, xScale: query.scaleAlong,
            yScale: query.yScale ?? .linear, remarks: unseen.remarks)
    }

    /// Metrics of runs as bars: a category for each run, a colour for each metric. The note says which values they are.
    ///
    /// - Parameter value: What stands for a metric. Default: its last value.
    /// - Throws: ``RegistryError`` as ``lineChart(_:)`` does.
    public func barChart(_ query: ChartQuery, showing value: RunValue = .last) async throws -> BarChart {
        try query.check()
        try query.requireNoLines("Bars", hasPoints: false)
        let (all, more) = try await runs(of: query)
        try Self.requireMetrics(of: query, in: all, more: more)
        let metrics = query.metrics
        let runs = all.filter { run in metrics.contains { run.metrics[$0] != nil } }
        let names = SeriesNames(runs: runs, metrics: [])
        let groups = metrics.map { metric in
            BarGroup(
                name: metrics.count == 1 ? "" : metric,
                values: runs.map { $0.metrics[metric].map(value.value) })
        }
        return BarChart(
            title: title(of: query, runs: all, drawn: runs.count, more: more),
            valueLabel: metrics.count == 1 ? metrics[0] : "",
            categories: runs.map { names.name("", of: $0) }, groups: groups, scale: query.yScale ?? .linear,
            remarks: [value.remark])
    }

    /// Parameters and metrics of runs side by side: a line for each run, coloured by the last metric that has an axis.
    ///
    /// No more than ``ParallelCoordinates/maximumAxes`` are drawn. The metrics have theirs before any parameter; the note
    /// counts the parameters that are left out, and says which values of the metrics are shown. Parameters within others
    /// have dotted names, as `optimizer.lr`; `null` is a missing value.
    ///
    /// - Parameters:
    ///   - parameters: The parameters, by name; `nil`, the default, for those in which the runs differ.
    ///   - value: What stands for a metric. Default: its last value.
    /// - Throws: ``RegistryError`` as ``lineChart(_:)`` does, and with `notFound` when no run has one of the parameters.
    public func parallelCoordinates(
        _ query: ChartQuery, parameters: [String]? = nil, showing value: RunValue = .last
    ) async throws -> ParallelCoordinates {
        try query.check()
        try query.requireNoLines("Parallel axes", hasPoints: false)
        let (runs, more) = try await runs(of: query)
        try Self.requireMetrics(of: query, in: runs, more: more)
        let metrics = query.metrics
        let table = RunParameters(runs)
        let wanted = try parameters.map { try Self.required($0, of: table, in: runs, more: more) } ?? table.differing
        let shown = wanted.prefix(max(0, ParallelCoordinates.maximumAxes - metrics.count))
        let axes =
            shown.map(table.axis)
            + metrics.map { metric in
                ParallelAxis(metric, numbers: runs.map { $0.metrics[metric].map(value.value) }, scale: query.yScale)
            }
        return ParallelCoordinates(
            title: title(
                of: query, runs: runs, drawn: runs.count, more: more,
                only: SeriesNames(runs: runs, metrics: []).onlyRun(always: true)), axes: axes,
            colorAxis: min(axes.count, ParallelCoordinates.maximumAxes) - 1,
            remarks: [
                value.remark, CountedNoun.some(wanted.count - shown.count, "parameter", "without an axis"),
            ].compactMap(\.self))
    }

    /// Parameters that were named, each once. One that no run has would be an empty axis, and is mostly a slip.
    private static func required(
        _ parameters: [String], of table: RunParameters, in runs: [Run], more: Int
    ) throws(RegistryError) -> [String] {
        let missing = parameters.filter { !table.names.contains($0) }
        guard missing.isEmpty else {
            throw MetricNames(table.names)
                .missing(missing, from: lacking(runs, more: more), called: "parameter")
        }
        return ChartQuery.distinct(parameters)
    }
}
