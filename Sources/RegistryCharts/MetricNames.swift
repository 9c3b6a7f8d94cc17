import RegistryCore

/// What is said about the metrics that some runs have.
struct MetricNames {
    /// How many names a message lists.
    private static let mostListed = 10
    /// How much of a name a message shows.
    private static let longestShown = 80

    private let runs: [Run]
    private let known: Set<String>

    init(_ runs: [Run]) {
        self.runs = runs
        known = Set(runs.flatMap(\.metrics.keys))
    }

    /// None of the runs has these metrics. One that is spelled with other capitals comes first among those that there are.
    func missing(_ names: [String]) -> RegistryError {
        let wanted = names.prefix(Self.mostListed).map(Self.shown).joined(separator: ", ")
        let which = runs.count == 1 ? "The run \(runs[0].id) has no" : "None of the \(runs.count) runs has a"
        return RegistryError(.notFound, "\(which) metric \(wanted). \(list(near: names))")
    }

    /// No run has both.
    func apart(_ metric: String, _ other: String) -> RegistryError {
        RegistryError(
            .notFound,
            "No run has both \(Self.shown(metric)) and \(Self.shown(other)), so there is nothing to draw one along the other."
        )
    }

    private func list(near names: [String]) -> String {
        guard !known.isEmpty else { return "Nothing was logged." }
        let wanted = Set(names.map { $0.lowercased() })
        let (near, others) = (
            known.filter { wanted.contains($0.lowercased()) }.sorted(),
            known.filter { !wanted.contains($0.lowercased()) }.sorted()
        )
        let listed = (near + others).prefix(Self.mostListed).map(Self.shown).joined(separator: ", ")
        let more = known.count - Self.mostListed
        return "There is \(listed)\(more > 0 ? " and \(more) more" : "")."
    }

    private static func shown(_ name: String) -> String {
        (name.count > longestShown ? name.prefix(longestShown - 1) + "…" : name).debugDescription
    }
}
