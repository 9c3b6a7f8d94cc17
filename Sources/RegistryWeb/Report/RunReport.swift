import RegistryCharts
package import RegistryCore

/// A report of some runs as one page that stands alone: it asks for nothing, runs nothing, and is read without a server and
/// without a network.
package struct RunReport: Sendable {
    /// The most runs of a report: 50.
    package static let mostRuns = 50
    /// The most charts: 40.
    package static let mostCharts = 40
    /// So many charts, when nobody says which.
    private static let usualCharts = 12

    /// Above everything; empty for the runs' experiments.
    package var title = ""
    /// The runs, in the order in which they are shown.
    package var runs: [RunID]
    /// The metrics that have a chart; empty for those that are most likely to be wanted.
    package var metrics: [String] = []
    /// The moment at which it is made.
    package var now: WallTime

    /// A report of runs.
    package init(of runs: [RunID], at now: WallTime = .now) {
        var known: Set<RunID> = []
        self.runs = runs.filter { known.insert($0).inserted }
        self.now = now
    }

    /// The page, as HTML.
    ///
    /// - Throws: ``RegistryError`` with `notFound` for a run that is not there, or a metric that none has; `invalidArgument` for too
    ///   many runs or metrics; `corruptData` for a run that cannot be read.
    package func html(from store: any RecordReader) async throws -> String {
        guard (1...Self.mostRuns).contains(runs.count) else {
            throw RegistryError(.invalidArgument, "A report has 1 to \(Self.mostRuns) runs; these are \(runs.count).")
        }
        let compared = try await compared(in: store)
        let names = try chartedMetrics(of: compared)
        var charts: [RunReportChart] = []
        for name in names.shown {
            charts.append(try await RunReportChart(of: name, runs: runs, from: ChartBuilder(store)))
        }
        return RunReportPage(
            title: heading(of: compared), runs: compared, charts: charts, omittedCharts: names.omitted, now: now
        ).html()
    }

    private func compared(in store: any RecordReader) async throws -> [ComparedRun] {
        var found: [(run: Run, record: Document)] = []
        for id in runs {
            guard let record = try await store.record(RecordID(id), in: .runs) else {
                throw RegistryError(.notFound, "There is no run \(id). It may have been deleted.")
            }
            found.append((try Run(document: record), record))
        }
        return ComparedRun.all(found)
    }

    private func heading(of runs: [ComparedRun]) -> String {
        if !title.isEmpty { return title }
        if runs.count == 1, let only = runs.first { return only.label }
        return Set(runs.map(\.run.experiment)).sorted().joined(separator: ", ")
    }

    private func chartedMetrics(of runs: [ComparedRun]) throws(RegistryError) -> (shown: [String], omitted: Int) {
        let known = Set(runs.flatMap(\.run.metrics.keys))
        guard metrics.isEmpty else {
            guard metrics.count <= Self.mostCharts else {
                throw RegistryError(.invalidArgument, "A report has at most \(Self.mostCharts) charts.")
            }
            if let unknown = metrics.first(where: { !known.contains($0) }) {
                throw RegistryError(
                    .notFound, "None of the runs has a metric \"\(VisibleText.short(unknown))\".")
            }
            return (metrics, known.subtracting(metrics).count)
        }
        let ordered = known.map { (MetricRank($0).rawValue, $0) }.sorted { $0 < $1 }.map(\.1)
        return (Array(ordered.prefix(Self.usualCharts)), max(0, ordered.count - Self.usualCharts))
    }
}
