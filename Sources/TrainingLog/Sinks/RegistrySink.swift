import RegistryCore

/// The registry: the run, its artifacts, and every number as a point of a series.
///
/// Everything is written under the run and the entry's sequence number, so that writing it again changes nothing.
final class RegistrySink: LogSink {
    let name = "registry"
    let logType: LogType

    private let store: any RecordWriter
    private var run: Run
    private let now: @Sendable () -> WallTime
    private var isRunStored = false

    /// - Parameters:
    ///   - run: The run as it begins; its experiment is taken from the first record.
    ///   - now: The time at which the run ends.
    init(store: any RecordWriter, run: Run, now: @escaping @Sendable () -> WallTime) {
        self.store = store
        self.run = run
        self.now = now
        logType = LogType(kind: "registry", place: "run \(run.id)")
    }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        guard let first = entries.first else { return [] }
        do {
            try await storeRun(experiment: RecordFields.experiment(of: first.record))
        } catch let error as RegistryError where Self.isPermanent(error.code) {
            return Self.reject(entries, error)
        }
        return try await store(entries)
    }

    /// Marks the run as ended. A run without a single record is not stored at all.
    func finish(_ status: RunStatus) async throws {
        guard isRunStored else { return }
        let change = RecordChange(set: ["status": .string(status.rawValue), "endTime": .date(now())])
        guard try await store.update(RecordID(run.id), in: .runs, change) else {
            throw PermanentFailure(
                RegistryError(
                    .notFound,
                    "The run \(run.id) was removed from the registry while it was logged, and cannot be ended."))
        }
    }

    private func storeRun(experiment: String) async throws {
        guard !isRunStored else { return }
        run.experiment = experiment
        do {
            try await store.insert([run.document], into: .runs)
        } catch let error as RegistryError where error.code == .alreadyExists {
            // An earlier attempt did arrive, only its answer did not.
        }
        isRunStored = true
    }

    /// Stores all entries or, when one among them cannot be stored, half of them at a time until it stands alone.
    ///
    /// The points come first: they need the run to be there, so that nothing is added to a run that was removed.
    private func store(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        do {
            try await store.append(points(of: entries))
            try await store.insert(entries.map(artifact), into: .artifacts)
            return []
        } catch let error as RegistryError where error.code == .notFound {
            return Self.reject(entries, error)
        } catch let error as RegistryError where Self.isPermanent(error.code) {
            guard entries.count > 1 else { return Self.reject(entries, error) }
        }
        let middle = entries.count / 2
        let rejected = try await store(Array(entries[..<middle]))
        return rejected + (try await store(Array(entries[middle...])))
    }

    private static func isPermanent(_ code: RegistryError.Code) -> Bool {
        code == .invalidArgument || code == .alreadyExists || code == .unsupported
    }

    private static func reject(_ entries: [LogEntry], _ reason: any Error) -> [RejectedEntry] {
        entries.map { RejectedEntry(sequence: $0.sequence, reason: reason) }
    }

    private func artifact(_ entry: LogEntry) -> Document {
        var document: Document = ["_run": .string(run.id.description), "_seq": .int(entry.sequence)]
        document.update(with: entry.record)
        return document
    }

    /// The numbers of all entries, by metric in the order of appearance.
    private func points(of entries: [LogEntry]) -> [SeriesAppend] {
        var order: [SeriesID] = []
        var points: [SeriesID: [SeriesPoint]] = [:]
        for entry in entries {
            let step = RecordFields.step(of: entry)
            for (key, value) in RecordFields.numbers(of: entry.record) {
                let series = SeriesID(run: run.id, metric: key)
                if points[series] == nil { order.append(series) }
                points[series, default: []].append(
                    SeriesPoint(step: step, time: entry.time, value: value, sequence: entry.sequence))
            }
        }
        return order.map { SeriesAppend(series: $0, points: points[$0] ?? []) }
    }
}
