import EventFiles
public import Foundation
public import RegistryCore

/// Brings a TensorBoard log directory into a registry: every folder with event files becomes a run.
///
/// What is in the registry already is not stored again, however often and by however many programs a directory is imported;
/// an import that was broken off goes on where it was. Nothing is written into the log directory. What becomes what says
/// `Documentation/Importing.md`.
///
/// ```swift
/// let importer = TensorBoardImporter(logDirectory: URL(filePath: "logs"), store: registry.store)
/// print(try await importer.importNew())   // everything there is now
/// print(try await importer.importNew())   // later: what came since
/// ```
///
/// Memory is bounded: a few megabytes for what is read at a time, up to 32 MiB for the names of tags, and 8 bytes for each
/// metric in each event file.
public actor TensorBoardImporter {
    /// The most counters of points, all files together: 64 MiB.
    static let mostCounters = 8 << 20

    private nonisolated let queue = SerialQueue(label: "TensorBoard import")
    let store: any RegistryStore
    let options: TensorBoardImportOptions
    let now: @Sendable () -> WallTime
    let logDirectory: URL
    let reader: LogDirectoryReader
    let patience: StorePatience
    var register: RunRegister?
    /// By the run's name in TensorBoard.
    var runs: [String: ImportedRun] = [:]
    /// The facts of runs of which nothing was taken yet.
    var facts: [String: RunFacts] = [:]
    /// What was read and is not stored yet.
    var portion = ImportPortion()
    /// A batch that was read and could not be taken.
    var unfinishedBatch: LogBatch?
    var counterCount = 0
    /// How many calls have come to their end.
    var passCount = 0
    private var isAtWork = false

    /// Its work is done on a queue of its own: files are read by calls that wait.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// An importer that has read nothing yet.
    ///
    /// - Parameters:
    ///   - logDirectory: the folder that TensorBoard would be given.
    ///   - store: where the runs go.
    ///   - options: how.
    ///   - now: the clock, for tests.
    public init(
        logDirectory: URL, store: any RegistryStore, options: TensorBoardImportOptions = TensorBoardImportOptions(),
        now: @escaping @Sendable () -> WallTime = { .now }
    ) {
        self.init(logDirectory: logDirectory, store: store, options: options, patience: .none, now: now)
    }

    init(
        logDirectory: URL, store: any RegistryStore, options: TensorBoardImportOptions, patience: StorePatience,
        now: @escaping @Sendable () -> WallTime
    ) {
        self.store = store
        self.options = options
        self.patience = patience
        self.now = now
        self.logDirectory = logDirectory
        reader = LogDirectoryReader(logDirectory)
    }

    /// Brings in what is new since the last call; with the first call everything.
    ///
    /// - Parameter onProgress: told from time to time how far it has come. Default: nothing.
    /// - Throws: ``RegistryError``: `notFound` when the log directory is not there or cannot be read, `unavailable` and
    ///   `timedOut` when the store cannot be had: the next call goes on, and so does a new importer. `invalidArgument` when a
    ///   call is at work already. `CancellationError` when the task is cancelled.
    @discardableResult
    public func importNew(
        onProgress: @Sendable (TensorBoardImportProgress) -> Void = { _ in }
    ) async throws -> TensorBoardImportSummary {
        guard !isAtWork else {
            throw RegistryError(
                .invalidArgument, "This importer is at work already. Wait for it, or make another one.")
        }
        isAtWork = true
        defer { isAtWork = false }
        var summary = TensorBoardImportSummary()
        var progress = TensorBoardImportProgress()
        // What an earlier call could not store.
        try await flush(&summary)
        var touched: Set<String> = []
        var files: Set<String> = []
        while let batch = try nextBatch() {
            try Task.checkCancellation()
            try await take(batch, &summary)
            if !batch.file.isEmpty, files.insert(batch.file).inserted { summary.files += 1 }
            if touched.insert(batch.run).inserted, runs[batch.run]?.isNew == false { summary.knownRuns += 1 }
            if portion.isFull { try await flush(&summary) }
            progress.runs = touched.count
            progress.points += batch.scalars.count
            progress.file = batch.file
            onProgress(progress)
        }
        try await flush(&summary)
        try await settle(touched, quietTime: options.quietTime)
        // Later it is what a file looks like that is being written.
        if passCount == 0 {
            for (path, offset) in reader.unfinishedFiles {
                summary.report("\(path), byte \(offset): the file ends inside a record; its writer is at work, or died")
            }
        }
        passCount += 1
        return summary
    }
}
