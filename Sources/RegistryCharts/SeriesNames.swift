import RegistryCore

/// What lines are called: as briefly as they can be told apart.
struct SeriesNames {
    private let runNames: [RunID: String]
    private let hasManyRuns: Bool
    private let hasManyMetrics: Bool

    init(runs: [Run], metrics: [String]) {
        hasManyRuns = runs.count > 1
        hasManyMetrics = metrics.count > 1
        let counts = Dictionary(runs.map { ($0.name, 1) }, uniquingKeysWith: +)
        runNames = Dictionary(
            runs.map { run in
                // Names need not be different; identifiers are, and those of one minute differ at their ends.
                let short = String(run.id.description.suffix(8))
                if run.name.isEmpty { return (run.id, short) }
                return (run.id, counts[run.name] == 1 ? run.name : "\(run.name) \(short)")
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The name of a metric's line.
    func name(_ metric: String, of run: Run) -> String {
        let runName = runNames[run.id] ?? run.id.description
        guard hasManyMetrics else { return runName }
        return hasManyRuns ? "\(runName) · \(metric)" : metric
    }

    /// The name of the only run, when the names of lines do not say it because they are those of metrics; `nil` else.
    var onlyRun: String? { onlyRun(always: false) }

    /// - Parameter always: Whether there are no lines whose names could say it.
    func onlyRun(always: Bool) -> String? {
        hasManyRuns || !(hasManyMetrics || always) ? nil : runNames.values.first
    }
}
