import RegistryCore

/// How a run's record in a store is beside that in a dump, once the run's points have been stored.
enum RunComparison {
    /// They are the same.
    case same
    /// The same but for what the points themselves do not tell of a metric, and the dump knows: how often it was set back, which of its
    /// points came first and last, and what is known of one without points.
    case metricsDiffer
    /// The store has points that the dump's record does not know of: the run went on.
    case storeIsAhead
    /// Something else differs.
    case different

    /// What the process that logs a run writes of it, besides its metrics; people change the rest.
    static let ownFields = [
        "status", "statusMessage", "endTime", "pendingEnd", "heartbeat", "takenUpBy", "parameters", "environment",
        "gitCommit",
        "host", "command",
    ]

    /// Whether a run was still going on when its record was stored, and the dump has seen more of it since: it gave a later sign of life, or
    /// has ended. Nobody can have gone on with it in the store meanwhile.
    static func isBehind(stored: Document, dumped: Document) -> Bool {
        guard stored["status"]?.stringValue == RunStatus.running.rawValue else { return false }
        let (sign, dumpedSign) = (stored["heartbeat"]?.dateValue, dumped["heartbeat"]?.dateValue)
        if let sign { guard let dumpedSign, dumpedSign >= sign else { return false } }
        return dumpedSign != sign || dumped["status"] != stored["status"]
    }

    init(dumped: Document, stored: Document) {
        var dumped = Self.sorted((try? RecordPreparation.prepare(stored: dumped, for: .runs)) ?? dumped)
        var stored = Self.sorted(stored)
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
        if isAhead {
            self = .storeIsAhead
        } else {
            // Where the store has other points, its summary is of these: the dump's would be of points that are not there.
            let haveSamePoints = storedMetrics.allSatisfy { Self.isOfSamePoints(metrics[$0.key], $0.value) }
            self = haveSamePoints ? .metricsDiffer : .different
        }
    }

    /// Whether what summaries say of points, in whichever order these came, is the same. One that cannot be read says nothing of them.
    private static func isOfSamePoints(_ dumped: Value?, _ stored: Value) -> Bool {
        guard let stored = stored.documentValue.flatMap(MetricSummary.init)?.summary else { return true }
        guard let dumped = dumped?.documentValue.flatMap(MetricSummary.init)?.summary else { return false }
        let (counts, storedCounts) = (Self.counts(dumped), Self.counts(stored))
        return counts == storedCounts && isSame(dumped.finiteMinimum, stored.finiteMinimum)
            && isSame(dumped.finiteMaximum, stored.finiteMaximum) && dumped.firstStep == stored.firstStep
            && dumped.lastStep == stored.lastStep && dumped.firstTime == stored.firstTime
            && dumped.lastTime == stored.lastTime
    }

    private static func counts(_ summary: SeriesSummary) -> [Int] {
        [summary.count, summary.nanCount, summary.positiveInfinityCount, summary.negativeInfinityCount]
    }

    private static func isSame(_ left: Double, _ right: Double) -> Bool { left == right || (left.isNaN && right.isNaN) }

    /// What was changed stands where it stood, and what came is at the end: the order of fields says nothing.
    private static func sorted(_ record: Document) -> Document {
        Document(distinct: record.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 })
    }

    private static func count(_ summary: Value?) -> Int64 { summary?.documentValue?["count"]?.intValue ?? 0 }
}
