public import RegistryCore

/// Opens the store that a registry sink writes to.
public typealias StoreOpener = @Sendable () async throws -> any RecordWriter

/// The registry: the run, its artifacts, and every number as a point of a series.
///
/// Everything is written under the run and the entry's sequence number, so that writing it again changes nothing.
final class RegistrySink: LogSink {
    let name = "registry"
    let logType: LogType

    private let openStore: StoreOpener
    private var store: (any RecordWriter)?
    private let run: RunID
    /// The run as it begins, until it is stored.
    private var unstored: (run: Document, isResumed: Bool)?
    private var isRunStored = false
    private var lastSign: WallTime?

    /// Pages call a run lost after six times as long without a sign of life.
    private static let secondsBetweenSigns = 15.0

    /// - Parameter openStore: Is called before the first entry, and again after it threw.
    init(run: RunID, openStore: @escaping StoreOpener) {
        self.run = run
        self.openStore = openStore
        logType = LogType(kind: "registry", place: "run \(run)")
    }

    /// What lies behind the start was delivered by an earlier sink: so was the start.
    func restore(_ state: Document) async throws { isRunStored = state["isRunStored"]?.boolValue ?? false }

    func checkpoint() async throws -> Document { ["isRunStored": .bool(isRunStored)] }

    func takes(_ content: LogEntry.Content) -> Bool {
        switch content {
        case .start, .record, .scalar, .scalars, .environment: true
        case .image, .event, .end: false
        }
    }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        for entry in entries {
            if case .start(let run, let isResumed) = entry.content { unstored = (run, isResumed) }
        }
        do {
            try await storeRun(of: entries)
        } catch let error as RegistryError where Self.isPermanent(error.code) {
            return Self.reject(entries, error)
        }
        let kept = entries.filter { if case .start = $0.content { false } else { true } }
        return kept.isEmpty ? [] : try await store(kept)
    }

    func giveSign(at time: WallTime) async throws {
        guard isRunStored else { return }
        if let lastSign {
            // Either way: the clock may have been set back.
            guard abs(time.secondsSince1970 - lastSign.secondsSince1970) >= Self.secondsBetweenSigns else { return }
        }
        _ = try await openedStore().update(RecordID(run), in: .runs, RecordChange(set: ["heartbeat": .date(time)]))
        lastSign = time
    }

    /// Marks the run as ended. One whose process died without a word stays as it is: its last sign of life says the rest.
    func finish(_ ending: RunEnding?) async throws {
        guard let ending, isRunStored else { return }
        var change = RecordChange(
            set: ["status": .string(ending.status.rawValue), "endTime": .date(ending.time)])
        if let message = ending.message { change.set["statusMessage"] = .string(message) }
        guard try await openedStore().update(RecordID(run), in: .runs, change) else {
            throw PermanentFailure(
                RegistryError(
                    .notFound,
                    "The run \(run) was removed from the registry while it was logged, and cannot be ended."))
        }
    }

    private func openedStore() async throws -> any RecordWriter {
        if let store { return store }
        let opened = try await openStore()
        store = opened
        return opened
    }

    private func storeRun(of entries: [LogEntry]) async throws {
        guard let (start, isResumed) = unstored else { return }
        var document = start
        let store = try await openedStore()
        // The experiment is taken from the first record, unless the logger was told.
        if document["experiment"]?.stringValue == "default" {
            for case .record(let record, _) in entries.lazy.map(\.content) {
                document["experiment"] = .string(RecordFields.experiment(of: record))
                break
            }
        }
        do {
            try await store.insert([document], into: .runs)
        } catch let error as RegistryError where error.code == .alreadyExists {
            // An earlier attempt did arrive, only its answer did not; or the run goes on.
            if isResumed { try await takeUp(document, in: store) }
        }
        unstored = nil
        isRunStored = true
    }

    private func takeUp(_ document: Document, in store: any RecordWriter) async throws {
        var change = RecordChange(
            set: ["status": .string(RunStatus.running.rawValue)], remove: ["endTime", "statusMessage"])
        change.set["heartbeat"] = document["heartbeat"]
        change.set["host"] = document["host"]
        change.set["processID"] = document["processID"]
        _ = try await store.update(RecordID(run), in: .runs, change)
    }

    /// Stores all entries or, when one among them cannot be stored, half of them at a time until it stands alone.
    ///
    /// The points come first: they need the run to be there, so that nothing is added to a run that was removed.
    private func store(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        let store = try await openedStore()
        do {
            let points = SeriesPoints(of: entries, run: run).appends
            if !points.isEmpty { try await store.append(points) }
            for entry in entries {
                if case .environment(let environment) = entry.content {
                    try await keep(RunEnvironment(environment), of: entry, in: store)
                }
            }
            let artifacts = entries.compactMap(artifact)
            if !artifacts.isEmpty { try await store.insert(artifacts, into: .artifacts) }
            return []
        } catch let error as RegistryError where error.code == .notFound {
            return Self.reject(entries, error)
        } catch let error as RegistryError where Self.isPermanent(error.code) {
            guard entries.count > 1 else { return Self.reject(entries, error) }
        }
        let middle = entries.count / 2
        let rejected = try await self.store(Array(entries[..<middle]))
        return rejected + (try await self.store(Array(entries[middle...])))
    }

    private func keep(_ environment: RunEnvironment, of entry: LogEntry, in store: any RecordWriter) async throws {
        _ = try await store.update(RecordID(run), in: .runs, environment.change)
        if let file = environment.diffFile(of: run, sequence: entry.sequence) {
            try await store.insert([file], into: .files)
        }
    }

    private static func isPermanent(_ code: RegistryError.Code) -> Bool {
        code == .invalidArgument || code == .alreadyExists || code == .unsupported
    }

    private static func reject(_ entries: [LogEntry], _ reason: any Error) -> [RejectedEntry] {
        entries.map { RejectedEntry(sequence: $0.sequence, reason: reason) }
    }

    private func artifact(_ entry: LogEntry) -> Document? {
        guard case .record(let record, _) = entry.content else { return nil }
        var document: Document = ["_run": .string(run.description), "_seq": .int(entry.sequence)]
        document.update(with: record)
        return document
    }
}
