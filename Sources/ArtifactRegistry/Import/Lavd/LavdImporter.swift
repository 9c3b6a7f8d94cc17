public import Foundation
public import RegistryCore

/// Brings a folder of lavd's into a registry: every experiment, which is a folder in it, becomes a run.
///
/// What is in the registry already is not stored again, however often a folder is imported. Nothing is written into the folder, and
/// nothing watches its files: it is listed again, and what has changed is read. What becomes what says `Documentation/Importing.md`.
///
/// ```swift
/// let importer = LavdImporter(folder: URL(filePath: "log"), store: registry.store)
/// print(try await importer.importNew())
/// ```
public actor LavdImporter {
    /// The most files of one experiment.
    static let mostFiles = 500_000

    private nonisolated let queue = SerialQueue(label: "lavd import")
    let store: any RegistryStore
    let options: LavdImportOptions
    let now: @Sendable () -> WallTime
    private let pause: @Sendable (Duration) async throws -> Void
    let opening: LavdPlace.Opening
    let patience: StorePatience
    /// The folder without links, which runs are known by.
    let directory: String
    var runs: [String: LavdRun] = [:]
    /// Experiments of which no run was made, with what their files looked like then.
    private var fruitless: [String: Int] = [:]
    /// Files that could not be read, by their experiments and paths.
    var unreadable: [String: Set<String>] = [:]
    /// Whether a log's end was left in this pass because the rest of its last message may follow.
    var hasWaitingEnds = false
    private var isAtWork = false

    /// Its work is done on a queue of its own: files are read by calls that wait.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// An importer that has read nothing yet.
    ///
    /// - Parameters:
    ///   - folder: the folder that lavd's server would be given.
    ///   - store: where the runs go.
    ///   - options: how.
    ///   - now: the clock, for tests.
    public init(
        folder: URL, store: any RegistryStore, options: LavdImportOptions = LavdImportOptions(),
        now: @escaping @Sendable () -> WallTime = { .now }
    ) {
        self.init(folder: folder, store: store, options: options, patience: .none, now: now)
    }

    init(
        folder: URL, store: any RegistryStore, options: LavdImportOptions, patience: StorePatience,
        now: @escaping @Sendable () -> WallTime,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        open: @escaping LavdPlace.Opening = LavdPlace.asTheSystemDoes
    ) {
        self.store = store
        self.options = options
        self.patience = patience
        self.now = now
        self.pause = pause
        opening = open
        let path = folder.absoluteURL.standardizedFileURL.resolvingSymlinksInPath().path
        directory = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// Brings in what is new since the last call; with the first call everything.
    ///
    /// - Parameters:
    ///   - waitsForEnds: whether to wait, once and for two seconds, where a log was written to just before: its last message may go on, and
    ///     comes with the next call otherwise. Default: no.
    ///   - onProgress: told the experiment that is being read. Default: nothing.
    /// - Throws: ``RegistryError``: `notFound` when the folder is not there or cannot be read, `unavailable` and `timedOut` when the
    ///   store cannot be had: the next call goes on. `invalidArgument` when a call is at work already. `CancellationError` when the
    ///   task is cancelled.
    @discardableResult
    public func importNew(
        waitsForEnds: Bool = false, onProgress: @Sendable (_ experiment: String) -> Void = { _ in }
    ) async throws -> LavdImportSummary {
        guard !isAtWork else {
            throw RegistryError(
                .invalidArgument, "This importer is at work already. Wait for it, or make another one.")
        }
        isAtWork = true
        defer { isAtWork = false }
        var summary = LavdImportSummary()
        try await pass(&summary, onProgress)
        if waitsForEnds, hasWaitingEnds {
            // A little more: times of files and of clocks are cut to milliseconds.
            try await pause(.milliseconds(Self.restMilliseconds + 10))
            try await pass(&summary, onProgress)
        }
        return summary
    }

    /// Reads once what has changed.
    private func pass(
        _ summary: inout LavdImportSummary, _ onProgress: @Sendable (_ experiment: String) -> Void
    ) async throws {
        hasWaitingEnds = false
        for name in try experiments() {
            try Task.checkCancellation()
            onProgress(name)
            try await take(name, &summary)
        }
    }

    /// The folders in the folder. Files beside them belong to no experiment.
    private func experiments() throws(RegistryError) -> [String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw RegistryError(
                .notFound,
                "There is no folder \(PlainText.of(directory)) that can be read. Check the path and its permissions.",
                underlying: error)
        }
        return names.sorted().filter { name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(directory)/\(name)")
            return !name.hasPrefix(".") && attributes?[.type] as? FileAttributeType == .typeDirectory
        }
    }

    private func take(_ name: String, _ summary: inout LavdImportSummary) async throws {
        let listing = LavdListing(of: "\(directory)/\(name)", limit: Self.mostFiles)
        guard !listing.groups.isEmpty else { return }
        let mended = runs[name]?.refusal == nil ? mended(name, listing) : []
        let changed = listing.groups.filter { key, files in
            (runs[name]?.signatures[key] != Self.signature(files) || mended.contains(key))
                && !files.allSatisfy { $0.kind == .log }
        }
        let logs = Self.logs(of: listing).filter { file in
            guard let progress = runs[name]?.logs[file.path] else { return true }
            return progress.seenSize != file.size || progress.byteCount < file.size
        }
        let known = runs[name]
        guard known == nil || !changed.isEmpty || !logs.isEmpty || known?.refusal == nil && known?.isRunning == true
        else { return }
        // A log makes a run of it, and grows without the other files' changing.
        if known == nil, logs.isEmpty, mended.isEmpty, fruitless[name] == Self.signature(of: listing) { return }
        let opened = if let known { known } else { try await open(name, listing, &summary) }
        guard let run = opened else { return }
        fruitless[name] = nil
        if known == nil, run.refusal == nil { if run.isNew { summary.newRuns += 1 } else { summary.knownRuns += 1 } }
        report(listing, &run.saidListing, &summary)
        if let refusal = run.refusal {
            for (key, files) in changed { run.signatures[key] = Self.signature(files) }
            return summary.omit(refusal, changed.count)
        }
        do {
            try await keep(changed, of: run, in: name, &summary)
            for log in logs { try await keep(log, of: run, in: name, &summary) }
            try await settle(run, listing)
        } catch let error as RegistryError where !StorePatience.passes(error.code) {
            run.refusal = error.code == .notFound ? .ofDeletedRuns : .ofRefusedRun(reason: error.message)
            if let refusal = run.refusal { summary.omit(refusal) }
        }
    }

    /// What is printed stands in `events.log` as well: the two others are read when that is missing only.
    private static func logs(of listing: LavdListing) -> [LavdFile] {
        let all = listing.groups.values.flatMap { $0.filter { $0.kind == .log } }.sorted { $0.path < $1.path }
        guard all.contains(where: { $0.path == "events.log" }) else { return all }
        return all.filter { $0.path != "stdout.log" && $0.path != "stderr.log" }
    }

    private static func signature(of listing: LavdListing) -> Int {
        signature(listing.groups.values.flatMap(\.self).sorted { $0.path < $1.path })
    }

    static func signature(_ files: [LavdFile]) -> Int {
        var hash = FNV1a()
        for file in files where file.kind != .log {
            hash.combine(Array("\(file.path)\0\(file.size)\0\(file.modified)\0".utf8))
        }
        return Int(truncatingIfNeeded: hash.digest)
    }

    private func report(
        _ listing: LavdListing, _ said: inout [LavdOmission: Int], _ summary: inout LavdImportSummary
    ) {
        for (what, count) in [
            (LavdOmission.links, listing.linkCount), (.unknownFiles, listing.unknownCount),
            (.furtherFiles, listing.furtherCount),
        ] where count != said[what] ?? 0 {
            summary.omit(what, count - (said[what] ?? 0))
            said[what] = count
        }
    }

    /// Whether nothing can be made of what is in an experiment, as all of it is damaged, too long or cannot be read: then it is no run. What
    /// it is is said, and again when the files have changed.
    func isFruitless(_ name: String, _ listing: LavdListing, _ summary: inout LavdImportSummary) -> Bool {
        guard listing.groups.values.allSatisfy({ $0.allSatisfy { $0.kind == .json } }) else { return false }
        // What is said of the first ones is said again with those that are taken.
        var attempt = summary
        let groups = listing.groups.sorted { ($0.value.first?.path ?? "") < ($1.value.first?.path ?? "") }
        var unread: Set<String> = []
        for (key, files) in groups {
            let group = LavdGroup(files, key: key, in: place(of: name), &attempt)
            guard group.isFruitless else { return false }
            unread.formUnion(group.unreadable)
        }
        fruitless[name] = Self.signature(of: listing)
        unreadable[name] = unread
        summary = attempt
        summary.damagedExperiments += 1
        var said: [LavdOmission: Int] = [:]
        report(listing, &said, &summary)
        return true
    }

    private func settle(_ run: LavdRun, _ listing: LavdListing) async throws {
        guard let (change, wanted) = run.change(listing, at: now(), quietTime: options.quietTime) else {
            return run.settle()
        }
        let id = RecordID(run.id)
        guard try await patience.call({ try await store.update(id, in: .runs, change) }) else {
            run.refusal = .ofDeletedRuns
            return
        }
        run.settle(wanted)
    }
}

extension LavdRun {
    /// Whether the time has to be minded to know how it is doing.
    var isRunning: Bool { stored.status == .running }
}
