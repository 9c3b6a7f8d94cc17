package import RegistryCore

/// What is said about the metrics, or parameters, that there are.
package struct MetricNames {
    /// How many names a message lists.
    private static let mostListed = 10
    /// How much of a name a message shows.
    private static let longestShown = 80

    private let known: Set<String>

    /// - Parameter known: The names of those that there are, in any order and however often.
    package init(_ known: some Sequence<String>) { self.known = Set(known) }

    /// There are no such names. Those that are spelled with other capitals come first among those that there are.
    ///
    /// - Parameters:
    ///   - start: Who lacks them: `The run has no`.
    ///   - noun: What they are the names of. Default metrics.
    package func missing(_ names: [String], from start: String, called noun: String = "metric") -> RegistryError {
        let wanted = names.prefix(Self.mostListed).map(Self.shown).joined(separator: ", ")
        return RegistryError(.notFound, "\(start) \(noun) \(wanted). \(list(near: names))")
    }

    /// No run has both.
    static func apart(_ metric: String, _ other: String) -> RegistryError {
        RegistryError(
            .notFound, "No run has both \(shown(metric)) and \(shown(other)): neither can be drawn along the other.")
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
        // By scalars: one character, as people see it, may have any number of them.
        let scalars = name.unicodeScalars
        guard scalars.count > longestShown else { return name.debugDescription }
        return (String(scalars.prefix(longestShown - 1)) + "…").debugDescription
    }
}
