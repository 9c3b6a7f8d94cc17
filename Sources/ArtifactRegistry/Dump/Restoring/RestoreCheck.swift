import RegistryCore

/// Looks whether a store has what was just put into it, as it was given, portion by portion.
///
/// It is held beside what was given, which is in memory then: a registry that is copied while trainings write to it has something else a
/// moment later, and would never be the same as its copy.
actor RestoreCheck {
    private let store: any RegistryStore
    /// How many records, points and lines are not in the store as they were given.
    private(set) var differences: Int64 = 0
    /// The first ``RestoreSummary/mostExamples`` of them, in words.
    private(set) var examples: [String] = []

    init(of store: any RegistryStore) { self.store = store }

    /// Looks for records of a collection.
    func compare(_ given: [Document], in collection: CollectionName) async throws {
        let lookup = StoredRecords(of: collection, in: store)
        let stored = try await lookup.like(given)
        for record in given {
            guard let id = record["_id"].flatMap(RecordID.init), let other = stored[id] else {
                differ(1, "\(collection) \(Self.name(record)): not there")
                continue
            }
            let isSame =
                collection == .runs
                ? [.same, .storeIsAhead].contains(RunComparison(dumped: record, stored: other))
                : lookup.prepared(record) == other
            if !isSame { differ(1, "\(collection) \(id): the store has another record") }
        }
    }

    /// Looks for points, which are in the order of a dump, all of a sequence number together.
    func compare(_ points: [SeriesPoint], of series: SeriesID) async throws {
        guard let first = points.first?.sequence else { return }
        // Asked for by their steps: a portion of a long series is looked for in a few of its blocks, however many it has by now.
        let steps = points.map(\.step)
        guard let lowest = steps.min(), let highest = steps.max() else { return }
        var stored = StoredSequence(SeriesPointReader(series, in: store, from: first, steps: lowest...highest))
        let missing = try await stored.missing(of: points)
        guard missing > 0 else { return }
        differ(missing, "\(missing) points of \(series.metric.debugDescription) of the run \(series.run)")
    }

    /// Looks for lines of a log, which are in their order.
    func compare(_ lines: [LogLine], of run: RunID) async throws {
        guard let first = lines.first?.sequence else { return }
        // Indices count from 0.
        let behind = LogLine.Position(sequence: first, index: -1)
        var stored = StoredSequence(LogLineReader(run, in: store, behind: behind))
        let missing = try await stored.missing(of: lines)
        guard missing > 0 else { return }
        differ(missing, "\(missing) lines of the log of the run \(run)")
    }

    private func differ(_ count: Int, _ example: @autoclosure () -> String) {
        differences += Int64(count)
        if examples.count < RestoreSummary.mostExamples { examples.append(example()) }
    }

    private static func name(_ record: Document) -> String {
        record["_id"].map { RecordID($0)?.description ?? "with an _id that is none" } ?? "without an _id"
    }
}
