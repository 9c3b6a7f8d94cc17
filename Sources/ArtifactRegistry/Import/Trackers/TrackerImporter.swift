public import RegistryCore

/// Brings runs of other trackers into a registry.
///
/// What is in the registry already is not stored again, however often a source is imported; an import that was broken off goes
/// on with the next one. Nothing is written into the source. What becomes what says `Documentation/Importing.md`.
///
/// ```swift
/// let importer = TrackerImporter(store: registry.store)
/// let found = try TrackerSearch.sources(at: URL(filePath: "wandb"))
/// print(try await importer.importRuns { try found.open() })
/// ```
///
/// Memory is bounded: some megabytes for what is read at a time, and the names of one run's metrics.
public actor TrackerImporter {
    private nonisolated let queue = SerialQueue(label: "tracker import")
    private let store: any RegistryStore
    private let options: TrackerImportOptions
    private let patience = StorePatience.none
    private let now: @Sendable () -> WallTime

    /// Its work is done on a queue of its own: files are read by calls that wait.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// An importer.
    ///
    /// - Parameters:
    ///   - store: where the runs go.
    ///   - options: how.
    ///   - now: the clock, for tests.
    public init(
        store: any RegistryStore, options: TrackerImportOptions = TrackerImportOptions(),
        now: @escaping @Sendable () -> WallTime = { .now }
    ) {
        self.store = store
        self.options = options
        self.now = now
    }

    /// Brings in all runs of a source.
    ///
    /// A run that cannot be read to its end is reported, and the others are brought in all the same. Why a source cannot be read
    /// further says ``TrackerImportSummary/sourceError``: what it gave until then is brought in.
    ///
    /// - Parameters:
    ///   - onProgress: told from time to time how far it has come. Default: nothing.
    ///   - openSource: opens the runs. They are read by this call alone, on the importer's queue.
    /// - Throws: ``RegistryError``: what opening throws, `unavailable` and `timedOut` when the store cannot be had: an import of the same source made
    ///   anew goes on. `CancellationError` when the task is cancelled.
    @discardableResult
    public func importRuns(
        onProgress: @Sendable (TrackerImportProgress) -> Void = { _ in },
        _ openSource: @Sendable () throws -> any RunSource
    ) async throws -> TrackerImportSummary {
        let source = try openSource()
        var summary = TrackerImportSummary()
        var progress = TrackerImportProgress()
        let register = TrackerRunRegister(store: store, patience: patience, options: options, tracker: source.tracker)
        var told = 0
        while true {
            let found: (any SourceRun)?
            do {
                found = try source.nextRun()
            } catch let error as RegistryError {
                // What other sources hold is brought in all the same.
                summary.breakOff(error)
                break
            }
            guard let next = found else { break }
            progress.runs += 1
            progress.place = next.place
            try await importRun(next, register, &summary, &progress, onProgress)
            for report in source.reports.dropFirst(told) { summary.report(report) }
            told = source.reports.count
        }
        for report in source.reports.dropFirst(told) { summary.report(report) }
        summary.unreadSources += source.unreadCount
        return summary
    }

    private func importRun(
        _ source: any SourceRun, _ register: TrackerRunRegister, _ summary: inout TrackerImportSummary,
        _ progress: inout TrackerImportProgress, _ onProgress: @Sendable (TrackerImportProgress) -> Void
    ) async throws {
        var batch = SourceBatch()
        var portion = TrackerPortion()
        var run: TrackerRun?
        var (isMore, isWhole) = (true, true)
        while isMore {
            try Task.checkCancellation()
            do {
                isMore = try source.read(into: &batch)
            } catch let error as RegistryError {
                summary.report("\(source.place): \(error.message)")
                // A file's fault is its run's. A database that is away, or lets nobody in any more, is more than that.
                if StorePatience.passes(error.code) || error.code == .accessDenied { summary.breakOff(error) }
                (isMore, isWhole) = (false, false)
            }
            // Something of which nothing at all could be read is no run, and one that does not say yet whose it is would be another run
            // as soon as it does.
            if run == nil, batch.isWithoutContent, !isWhole || !source.isIdentified {
                tell(batch, &summary)
                batch.removeAll()
                continue
            }
            let opened: TrackerRun
            if let run {
                opened = run
            } else {
                opened = try await register.open(source)
                run = opened
                if opened.isNew { summary.newRuns += 1 } else { summary.knownRuns += 1 }
            }
            take(batch, opened, &portion, &summary)
            progress.points += batch.points.count
            batch.removeAll()
            onProgress(progress)
            if portion.isFull { try await flush(&portion, opened, &summary) }
        }
        isWhole = isWhole && source.isWhole
        if let run {
            try await flush(&portion, run, &summary)
            // As long as a run does not say what it is called, what it is called is not settled.
            try await settle(run, source, isWhole: isWhole && source.isIdentified, &summary)
            if let refusal = run.refusal { summary.report("\(source.place): \(ImportOmission(refusal).sentence)") }
            if let remark = run.remark { summary.report("\(source.place): \(remark)") }
        }
        if !isWhole || run?.refusal != nil {
            summary.incompleteRuns += 1
        } else if run == nil, batch.hasDamage {
            summary.unreadSources += 1
        }
    }

    private func tell(_ batch: SourceBatch, _ summary: inout TrackerImportSummary) {
        for report in batch.reports { summary.report(report) }
        for (what, count) in batch.omissions { summary.omit(what, count) }
    }

    private func take(
        _ batch: SourceBatch, _ run: TrackerRun, _ portion: inout TrackerPortion, _ summary: inout TrackerImportSummary
    ) {
        tell(batch, &summary)
        if let refusal = run.refusal {
            summary.omit(ImportOmission(refusal), batch.points.count + batch.lines.count + batch.files.count)
            return
        }
        summary.omit(.pointsOfFurtherMetrics, portion.add(batch, of: run))
    }

    private func flush(
        _ portion: inout TrackerPortion, _ run: TrackerRun, _ summary: inout TrackerImportSummary
    ) async throws {
        guard !portion.isEmpty else { return }
        var tally = WriteTally()
        defer { summary.add(tally) }
        try await PortionWriter(store: store, patience: patience).write(portion.series, portion.lines, &tally)
        try await insert(portion.files, run, &summary)
        portion = TrackerPortion()
    }

    private func insert(_ files: [Document], _ run: TrackerRun, _ summary: inout TrackerImportSummary) async throws {
        var rest = files[...]
        while !rest.isEmpty, run.refusal == nil {
            let part = Array(rest.prefix(1_000))
            rest = rest.dropFirst(1_000)
            do {
                let insertion = try await patience.call { try await store.insert(part, into: .files) }
                summary.storedFiles += part.count - insertion.duplicates
                summary.knownFiles += insertion.duplicates
            } catch let error as RegistryError where !StorePatience.passes(error.code) {
                run.refusal = RunRefusal(error)
            }
        }
    }

    /// Brings the run's record up to date.
    private func settle(
        _ run: TrackerRun, _ source: any SourceRun, isWhole: Bool, _ summary: inout TrackerImportSummary
    ) async throws {
        let facts = source.facts
        summary.parameters += facts.parameters.values.count
        summary.omit(.furtherFacts, facts.refusedCount)
        guard run.refusal == nil,
            let change = run.change(to: facts, isWhole: isWhole, experiment: options.experiment, at: now())
        else { return }
        do {
            let isThere = try await patience.call { try await store.update(RecordID(run.id), in: .runs, change) }
            if !isThere { run.refusal = .deleted }
        } catch let error as RegistryError where !StorePatience.passes(error.code) {
            run.refusal = .refused(reason: error.message)
        }
    }
}
