import RegistryCore

/// Which parameters, tags and metrics the newest of the listed runs have: what the menu of columns offers, and which of them
/// tell runs apart.
struct RunSurvey: Sendable {
    /// How many of the newest runs are looked at: 200.
    static let mostRuns = 200
    /// The most names of one kind that are offered: 500.
    static let mostNames = 500
    /// Of parameters, and of metrics, so many have a column unless the address says otherwise.
    private static let usualColumns = 4
    /// A text longer than this tells a person little in a table.
    private static let longestValue = 40

    /// What is known of one name.
    private struct Uses {
        var runs = 0
        var values: Set<Value> = []
        var isLong = false
    }

    /// Names of parameters, the likeliest to be wanted first.
    let parameters: [String]
    let tags: [String]
    let metrics: [String]
    /// The names whose values are not the same in all runs.
    private let varying: Set<String>

    /// A survey of no runs.
    static let empty = RunSurvey(of: [])

    init(of runs: [Run]) {
        var uses: [String: Uses] = [:]
        var tagCounts: [String: Int] = [:]
        var metricCounts: [String: Int] = [:]
        for run in runs {
            for (name, value) in run.flatParameters {
                var one = uses[name] ?? Uses()
                one.runs += 1
                one.values.insert(value)
                one.isLong = one.isLong || Self.isLong(value)
                uses[name] = one
            }
            for name in run.tags.keys { tagCounts[name, default: 0] += 1 }
            for name in run.metrics.keys { metricCounts[name, default: 0] += 1 }
        }
        let isVarying = { (one: Uses) in one.values.count > 1 || one.runs < runs.count }
        varying = Set(uses.filter { isVarying($0.value) }.keys)
        parameters = Self.ordered(uses) { name, one in
            (one.isLong ? 1 : 0, isVarying(one) ? 0 : 1, -one.runs, name)
        }
        tags = Self.ordered(tagCounts) { name, count in (0, 0, -count, name) }
        metrics = Self.ordered(metricCounts) { name, count in (MetricRank(name).rawValue, 0, -count, name) }
    }

    /// The columns that suit these runs, besides the name: what a run is, what came of it, what tells it from the others. Results come
    /// first: a table may be wider than the window, and behind four parameters nobody sees them.
    var usualFields: [RunField] {
        let wanted = parameters.filter(varying.contains)
        let chosen = (wanted.isEmpty ? parameters : wanted).prefix(Self.usualColumns)
        return [.status, .experiment, .started, .duration]
            + metrics.lazy.filter { MetricRank($0) != .machine }.prefix(Self.usualColumns).map { .metric($0, .last) }
            + chosen.map { .parameter($0) }
    }

    private static func isLong(_ value: Value) -> Bool {
        switch value {
        case .string(let text): text.utf8.count > longestValue
        case .array, .document, .binary: true
        default: false
        }
    }

    private static func ordered<Content>(
        _ names: [String: Content], by key: (String, Content) -> (Int, Int, Int, String)
    ) -> [String] {
        let sorted = names.map { (name: $0.key, key: key($0.key, $0.value)) }.sorted { $0.key < $1.key }
        return Array(sorted.prefix(mostNames).map(\.name))
    }
}
