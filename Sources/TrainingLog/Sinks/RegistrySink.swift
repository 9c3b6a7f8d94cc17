public import RegistryCore

/// Opens the store that a registry sink writes to.
public typealias StoreOpener = @Sendable () async throws -> any RecordWriter

/// The registry: the run, its artifacts, its log, every number as a point of a series, and records of what is looked at:
/// images, texts, histograms, sounds, videos, meshes and files. Their bytes lie in the run's folder.
///
/// Everything is written under the run and the entry's sequence number, so that writing it again changes nothing.
final class RegistrySink: LogSink {
    /// Its name, which is that of its checkpoint in a journal as well.
    static let sinkName = "registry"

    let name = RegistrySink.sinkName
    let isIdempotent = true
    let logType: LogType

    private let openStore: StoreOpener
    private var store: (any RecordWriter)?
    private let run: RunID
    private let folder: RunFolder
    private let encoded: EncodedMedia
    private let isRecovery: Bool
    private let unknownRun: UnknownRun?
    /// The run as it begins, until it is stored.
    private var unstored: (run: Document, isResumed: Bool)?
    private var isRunStored = false
    /// The store has had the run since this sink was made: when it is not there any more, people removed it. Else it may be another
    /// store than the one that has the beginning.
    private var hasSeenRun = false
    /// The run's experiment is that of its first record, which has not come yet.
    private var isExperimentOpen = false
    private var lastSign: WallTime?
    /// What tells this continuation of the run from others; `nil` for whoever began it.
    private var continuation: String?

    /// Pages call a run lost after six times as long without a sign of life.
    private static let secondsBetweenSigns = 15.0

    /// - Parameters:
    ///   - folder: Where the bytes of files lie.
    ///   - isRecovery: The journal is one of a process that died. Default: no.
    ///   - encoded: What other sinks of the run encoded already.
    ///   - unknownRun: Tells of a run that was to be continued and that the store did not have. Default: nothing is told.
    ///   - openStore: Is called before the first entry, and again after it threw.
    init(
        run: RunID, folder: RunFolder, isRecovery: Bool = false, encoded: EncodedMedia = EncodedMedia(),
        unknownRun: UnknownRun? = nil, openStore: @escaping StoreOpener
    ) {
        self.folder = folder
        self.encoded = encoded
        self.isRecovery = isRecovery
        self.unknownRun = unknownRun
        self.run = run
        self.openStore = openStore
        logType = LogType(kind: "registry", place: "run \(run)")
    }

    /// What lies behind the start was delivered by an earlier sink: so was the start.
    func restore(_ state: Document) async throws {
        isRunStored = state["isRunStored"]?.boolValue ?? false
        isExperimentOpen = state["isExperimentOpen"]?.boolValue ?? false
        continuation = state["continuation"]?.stringValue
    }

    func checkpoint() async throws -> Document {
        var state: Document = ["isRunStored": .bool(isRunStored), "isExperimentOpen": .bool(isExperimentOpen)]
        state["continuation"] = continuation.map { .string($0) }
        return state
    }

    func takes(_ content: LogEntry.Content) -> Bool {
        switch content {
        case .start, .record, .scalar, .scalars, .environment, .line, .parameters, .image, .file, .video: true
        case .labelledText, .labelledPicture, .command, .message, .labelledFile: true
        case .event(let bytes): MediaFile.kinds(inEvent: bytes).hasAny
        case .end: false
        }
    }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        for entry in entries {
            guard case .start(let run, let isResumed) = entry.content else { continue }
            unstored = (run, isResumed)
            continuation = run["takenUpBy"]?.stringValue
        }
        // Whatever keeps the store from being opened (a password, a server that is set up otherwise) can be put right: then the
        // entries come again.
        _ = try await openedStore()
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
        guard isRunStored else { return }
        guard let ending else { return try await letGo() }
        let record = try await storedRun()
        if let other = record?["takenUpBy"]?.stringValue, other != continuation { return try await leave(ending) }
        // Another process continued the run since this one died, and ended it. Only here clocks decide.
        if isRecovery, let end = record?["endTime"]?.dateValue, end > ending.time { return }
        var change = ending.recordChange
        change.remove.insert("pendingEnd")
        if continuation != nil { change.remove.insert("takenUpBy") }
        guard try await openedStore().update(RecordID(run), in: .runs, change) else {
            throw PermanentFailure(
                RegistryError(
                    .notFound,
                    "The run \(run) was removed from the registry while it was logged, and cannot be ended."))
        }
    }

    /// Leaves the end for another process that continues the run. It ends the run itself; should it die, whoever delivers what
    /// it left ends the run with what is left here.
    private func leave(_ ending: RunEnding) async throws {
        let end = Document(ending.recordChange.set.map { ($0.key.description, $0.value) }.sorted { $0.0 < $1.0 })
        _ = try await openedStore().update(
            RecordID(run), in: .runs, RecordChange(set: ["pendingEnd": .document(end)]))
    }

    /// Gives the run back that a process continued and died of, with the end that others left for it.
    private func letGo() async throws {
        guard isRecovery, let continuation, let record = try await storedRun(),
            record["takenUpBy"]?.stringValue == continuation
        else { return }
        var change = RecordChange(remove: ["takenUpBy", "pendingEnd"])
        for (key, value) in record["pendingEnd"]?.documentValue ?? [:] { change.set[try FieldPath(key)] = value }
        _ = try await openedStore().update(RecordID(run), in: .runs, change)
    }

    /// The run's record; `nil` when it is not there, or the store only writes.
    private func storedRun() async throws -> Document? {
        try await (openedStore() as? any RecordReader)?.record(RecordID(run), in: .runs)
    }

    private func openedStore() async throws -> any RecordWriter {
        if let store { return store }
        let opened = try await openStore()
        store = opened
        return opened
    }

    private func storeRun(of entries: [LogEntry]) async throws {
        if let (start, isResumed) = unstored {
            var document = start
            let isOpen = start["experiment"] == nil
            if isOpen { document["experiment"] = "default" }
            try await insert(document, isResumed: isResumed)
            unstored = nil
            isRunStored = true
            hasSeenRun = true
            isExperimentOpen = isOpen && !isResumed
        }
        guard isExperimentOpen else { return }
        for case .record(let record, _) in entries.lazy.map(\.content) {
            let name = RecordFields.experiment(of: record)
            _ = try await openedStore().update(
                RecordID(run), in: .runs, RecordChange(set: ["experiment": .string(name)]))
            isExperimentOpen = false
            return
        }
    }

    private func insert(_ document: Document, isResumed: Bool) async throws {
        let store = try await openedStore()
        var document = document
        // A process that died continues nothing.
        if isRecovery { document["takenUpBy"] = nil }
        // Asked before: what another journal has may be delivered meanwhile, which deletes it.
        let unknownRun = isResumed && !isRecovery && unknownRun?.hasBegunHere == false ? unknownRun : nil
        do {
            try await store.insert([document], into: .runs)
            unknownRun?.tell()
        } catch let error as RegistryError where error.code == .alreadyExists {
            if isResumed { return try await takeUp(document, in: store) }
            // An earlier attempt did arrive, only its answer did not; or a continuation of the run was quicker, and knows less of
            // how it began.
            var change = RecordChange()
            for key in ["startTime", "name", "parameters", "tags"] {
                if let value = document[key] { change.set[try FieldPath(key)] = value }
            }
            _ = try await store.update(RecordID(run), in: .runs, change)
        }
    }

    private func takeUp(_ document: Document, in store: any RecordWriter) async throws {
        // A process that died does not make the run go on again: another one may have ended it since.
        guard !isRecovery else { return }
        var change = RecordChange(
            set: ["status": .string(RunStatus.running.rawValue)], remove: ["endTime", "statusMessage", "pendingEnd"])
        change.set["heartbeat"] = document["heartbeat"]
        change.set["host"] = document["host"]
        change.set["processID"] = document["processID"]
        change.set["takenUpBy"] = document["takenUpBy"]
        _ = try await store.update(RecordID(run), in: .runs, change)
    }

    /// Stores all entries or, when one among them cannot be stored, half of them at a time until it stands alone.
    ///
    /// The points and the lines come first: they need the run to be there, so that nothing is added to a run that was removed.
    private func store(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        let store = try await openedStore()
        do {
            let points = SeriesPoints(of: entries, run: run).appends
            if !points.isEmpty {
                try await store.append(points)
                hasSeenRun = true
            }
            let lines = LogLines(of: entries).lines
            if !lines.isEmpty {
                try await store.appendLog(lines, to: run)
                hasSeenRun = true
            }
            for entry in entries {
                switch entry.content {
                case .environment(let environment):
                    try await keep(RunEnvironment(environment), of: entry, in: store)
                case .parameters(let change):
                    _ = try await store.update(RecordID(run), in: .runs, change.recordChange)
                case .command(let command):
                    let fields = CommandDescription.recordFields(command)
                    _ = try await store.update(
                        RecordID(run), in: .runs, RecordChange(set: ["command": .document(fields)]))
                default: break
                }
            }
            try await storeMedia(of: entries, in: store)
            let artifacts = entries.compactMap(artifact)
            if !artifacts.isEmpty { try await store.insert(artifacts, into: .artifacts) }
            return []
        } catch let error as RegistryError where error.code == .notFound {
            // Removed by people while it was logged: it must not come back with the next delivery.
            return Self.reject(entries, error, isForGood: hasSeenRun)
        } catch let error as RegistryError where Self.isPermanent(error.code) {
            guard entries.count > 1 else { return Self.reject(entries, error) }
        }
        let middle = entries.count / 2
        let rejected = try await self.store(Array(entries[..<middle]))
        return rejected + (try await self.store(Array(entries[middle...])))
    }

    private func storeMedia(of entries: [LogEntry], in store: any RecordWriter) async throws {
        let records = try MediaRecords(of: entries, run: run, folder: folder, encoded: encoded)
        guard !records.isEmpty else { return }
        // Nothing is added to a run that was removed: records of files do not need it, unlike points and lines.
        if let reader = store as? any RecordReader, try await reader.record(RecordID(run), in: .runs) == nil {
            throw RegistryError(.notFound, "There is no run \(run) any more.")
        }
        if !records.first.isEmpty { try await store.insert(records.first, into: .files) }
        for record in records.others {
            _ = try await store.put(record, into: .files, matching: FieldPath(components: ["file"]))
        }
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

    private static func reject(
        _ entries: [LogEntry], _ reason: any Error, isForGood: Bool = false
    ) -> [RejectedEntry] {
        entries.map { RejectedEntry(sequence: $0.sequence, reason: reason, isForGood: isForGood) }
    }

    private func artifact(_ entry: LogEntry) -> Document? {
        guard case .record(let record, _) = entry.content else { return nil }
        var document: Document = ["_run": .string(run.description), "_seq": .int(entry.sequence)]
        document.update(with: record)
        return document
    }
}
