import RegistryCore

/// How a run's record in a store is beside that in a dump, once the run's points have been stored.
enum RunComparison {
    /// They are the same.
    case same
    /// The same but for the metrics' summaries, which the dump has newer or more exactly: of how often a run was set back, the
    /// points themselves do not tell.
    case metricsDiffer
    /// The store has points that the dump's record does not know of: the run went on.
    case storeIsAhead
    /// Something else differs.
    case different

    init(dumped: Document, stored: Document) {
        var dumped = (try? RecordPreparation.prepare(stored: dumped, for: .runs)) ?? dumped
        var stored = stored
        guard dumped != stored else {
            self = .same
            return
        }
        let (metrics, storedMetrics) = (
            dumped["metrics"]?.documentValue ?? [:], stored["metrics"]?.documentValue ?? [:]
        )
        dumped["metrics"] = nil
        stored["metrics"] = nil
        guard dumped == stored else {
            self = .different
            return
        }
        let isAhead = storedMetrics.contains { name, summary in
            Self.count(metrics[name]) < Self.count(summary)
        }
        self = isAhead ? .storeIsAhead : .metricsDiffer
    }

    private static func count(_ summary: Value?) -> Int64 { summary?.documentValue?["count"]?.intValue ?? 0 }
}
