import RegistryCore

/// Goes through a dump again and looks whether the store has everything in it, as it is there.
actor RestoreCheck {

    private let store: any RegistryStore
    private var summary: RestoreSummary
    private var batch = RecordBatch()
    private var points: (series: SeriesID, stored: StoredSequence<SeriesPointReader>)?
    private var lines: (run: RunID, stored: StoredSequence<LogLineReader>)?

    init(of store: any RegistryStore, _ summary: RestoreSummary) {
        self.store = store
        self.summary = summary
    }

    func take(_ item: DumpItem) async throws {
        try Task.checkCancellation()
        switch item {
        case .record(let record, let collection):
            if batch.hasOthers(than: collection) { try await compareRecords() }
            try batch.add(record, of: collection)
            if batch.isFull { try await compareRecords() }
        case .points(let dumped, let series):
            var stored = StoredSequence(SeriesPointReader(series, in: store))
            if let points, points.series == series { stored = points.stored }
            let missing = try await stored.missing(of: dumped)
            points = (series, stored)
            guard missing > 0 else { return }
            summary.differ(missing, "\(missing) points of \(series.metric.debugDescription) of the run \(series.run)")
        case .lines(let dumped, let run):
            var stored = StoredSequence(LogLineReader(run, in: store))
            if let lines, lines.run == run { stored = lines.stored }
            let missing = try await stored.missing(of: dumped)
            lines = (run, stored)
            guard missing > 0 else { return }
            summary.differ(missing, "\(missing) lines of the log of the run \(run)")
        case .runsComplete: break
        }
    }

    /// What was found, with what the restore itself did.
    func finish() async throws -> RestoreSummary {
        try await compareRecords()
        return summary
    }

    private func compareRecords() async throws {
        let collection = batch.collection
        let given = batch.take()
        guard !given.isEmpty else { return }
        let lookup = StoredRecords(of: collection, in: store)
        let stored = try await lookup.like(given)
        for record in given {
            guard let id = record["_id"].flatMap(RecordID.init), let other = stored[id] else {
                summary.differ(1, "\(collection) \(Self.name(record)): not there")
                continue
            }
            let isSame =
                collection == .runs
                ? [.same, .storeIsAhead].contains(RunComparison(dumped: record, stored: other))
                : lookup.prepared(record) == other
            if !isSame { summary.differ(1, "\(collection) \(id): the store has another record") }
        }
    }

    private static func name(_ record: Document) -> String {
        record["_id"].map { RecordID($0)?.description ?? "with an _id that is none" } ?? "without an _id"
    }
}
