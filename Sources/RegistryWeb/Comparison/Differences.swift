import RegistryCore

/// What runs have, field by field, told apart by whether it is the same in all of them.
struct Differences: Sendable {
    /// One kind of field.
    struct Part: Sendable {
        let title: String
        var fields: [Field] = []
    }

    struct Field: Sendable {
        let name: String
        /// Of each run what it has; `nil` for nothing.
        let values: [Value?]
        /// Of each run what else is to be said.
        var remarks: [String?] = []
        /// The best of the numbers.
        var best: Double?
    }

    /// Fields in which runs differ; of a single run, all of them.
    let different: [Part]
    /// Fields that are the same in all runs.
    let equal: [Part]

    init(of runs: [ComparedRun], at now: WallTime) {
        let attributes = RunField.attributes.filter { $0 != .id && $0 != .ended }.map { field in
            Field(name: field.heading, values: runs.map { field.value(of: $0.run, at: now) })
        }
        let reasons = Field(
            name: "Reason of the end", values: runs.map { $0.run.statusMessage.map { .string($0) } })
        let parts = [
            Part(title: "Run", fields: (attributes + [reasons]).filter { $0.values.contains { $0 != nil } }),
            Part(
                title: "Parameters",
                fields: Self.fields(
                    runs.map { Dictionary($0.run.flatParameters.map { ($0.name, $0.value) }) { first, _ in first } })),
            Part(title: "Metrics (last value)", fields: Self.metrics(of: runs)),
            Part(title: "Tags", fields: Self.fields(runs.map { $0.run.tags.mapValues { .string($0) } })),
            Part(title: "Environment", fields: Self.fields(runs.map(\.environment))),
        ]
        let isAlone = runs.count < 2
        different = parts.compactMap { $0.filtered { isAlone || !$0.isSame } }
        equal = isAlone ? [] : parts.compactMap { $0.filtered(\.isSame) }
    }

    private static func fields(_ runs: [[String: Value]]) -> [Field] {
        Set(runs.flatMap(\.keys)).sorted().map { name in Field(name: name, values: runs.map { $0[name] }) }
    }

    private static func metrics(of runs: [ComparedRun]) -> [Field] {
        let names = Set(runs.flatMap(\.run.metrics.keys))
        let ordered = names.map { (MetricRank($0).rawValue, $0) }.sorted { $0 < $1 }.map(\.1)
        return ordered.map { name in
            let summaries = runs.map { $0.run.metrics[name]?.summary }
            return Field(
                name: name, values: summaries.map { $0.map { .double($0.last) } },
                remarks: summaries.map { $0.flatMap(Self.range) },
                best: MetricDirection(metric: name)?.best(of: summaries.map { $0?.last }))
        }
    }

    /// From the least to the greatest value; `nil` where that is one number.
    private static func range(_ summary: SeriesSummary) -> String? {
        guard summary.minimum < summary.maximum else { return nil }
        return "\(CellText.number(summary.minimum)) … \(CellText.number(summary.maximum))"
    }
}

extension Differences.Field {
    /// Whether all runs have the same: equal numbers are the same, whole or not.
    var isSame: Bool {
        guard let first = values.first else { return true }
        return values.allSatisfy { value in
            switch (first, value) {
            case (nil, nil): true
            case (let first?, let value?): Value.order(first, value) == .equal
            default: false
            }
        }
    }
}

extension Differences.Part {
    fileprivate func filtered(_ isKept: (Differences.Field) -> Bool) -> Self? {
        let kept = fields.filter(isKept)
        return kept.isEmpty ? nil : Self(title: title, fields: kept)
    }
}
