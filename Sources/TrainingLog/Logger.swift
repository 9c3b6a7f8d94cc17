public import RegistryCore
import Synchronization

/// Takes what a training loop says, and brings it to CSV files, TensorBoard and the registry.
///
/// ```swift
/// let logger = Logger(logDir: "my_experiment", store: registry.store)
/// logger.logArtifact(["ModelName": "MyModel", "Accuracy": 0.95, "iteration": 100])
/// try await logger.close()
/// ```
///
/// Calls may come from any thread or task. They put the record into a queue in memory and return: they wait for no disk
/// and no network, and never throw. Tasks of the logger's own, one for each place, bring the records there, in order; a
/// place that is away (a database that is down, a full disk) is tried again, and one that is slow takes its time, while
/// the others go on. Work on files runs on threads of its own, not on those of Swift's tasks.
///
/// The queue is memory: records that have not arrived are gone when the process dies, and the oldest give way when
/// more wait than `LoggerConfiguration.queueLimitInBytes`. `close` says what did not arrive.
public final class Logger: Sendable {
    /// The run that this logger logs; under this identifier it is in the registry.
    public let runID: RunID

    private let folder: RunFolder
    private let channel: LogChannel
    private let driver: Task<Void, Never>
    private let sinkNames: [String]
    private let configuration: LoggerConfiguration
    private let surroundings: Surroundings
    /// Given to records that bring none, so that the records of one run can be grouped.
    private let artifactID: Value
    private let hasReportedClosed = Mutex(false)

    /// Begins to log one run. Nothing is opened or created before the first record.
    ///
    /// - Parameters:
    ///   - logDir: The run's folder under the configuration's `logsRoot`, with `/` between levels. It cannot lead out
    ///     of it: names that are unfit for files are encoded. Default: the root itself.
    ///   - store: The registry's store, `DataManager.store`. Default: none; then there are only files.
    ///   - configuration: How the logger works.
    public convenience init(
        logDir: String = "", store: (any RecordWriter)? = nil,
        configuration: LoggerConfiguration = LoggerConfiguration()
    ) {
        self.init(logDir: logDir, store: store, configuration: configuration, surroundings: .system)
    }

    init(
        logDir: String, store: (any RecordWriter)?, configuration: LoggerConfiguration, surroundings: Surroundings
    ) {
        let startTime = surroundings.now()
        var generator = SystemRandomNumberGenerator()
        let runID = RunID(time: startTime, using: &generator)
        let folder = RunFolder(logsRoot: configuration.logsRoot, logDir: logDir)
        let run = Run(
            id: runID, name: configuration.runName, startTime: startTime, parameters: configuration.parameters,
            tags: configuration.tags, host: MachineName.current, heartbeat: startTime)
        var makers = [
            SinkMaker(name: "CSV", blocksItsThread: true) { CSVSink(folder: folder) },
            SinkMaker(name: "TensorBoard", blocksItsThread: true) {
                TensorBoardSink(folder: folder, startTime: startTime)
            },
        ]
        if let store {
            makers.append(
                SinkMaker(name: "registry", blocksItsThread: false) {
                    RegistrySink(store: store, run: run, now: surroundings.now)
                })
        }
        sinkNames = makers.map(\.name)
        let channel = LogChannel(laneCount: sinkNames.count, limitInBytes: configuration.queueLimitInBytes)
        let sinkDriver = SinkDriver(
            makers: makers, channel: channel, surroundings: surroundings, report: configuration.onProblem)
        driver = Task { await sinkDriver.run() }
        self.runID = runID
        self.folder = folder
        self.channel = channel
        self.configuration = configuration
        self.surroundings = surroundings
        artifactID = RecordID(String(runID.description.suffix(24))).value
    }

    /// A logger that is let go without `close` still brings to their places what it has, as long as the process lives.
    deinit { channel.requestEnd(.finished) }

    /// Logs one record.
    ///
    /// - Numbers are drawn by TensorBoard and as the run's series: every whole or floating point number but the
    ///   iteration, under `<ModelName>/<key>` in TensorBoard (the key alone when the record names no model). The iteration
    ///   is the first field whose lower-cased name contains `iteration`; a record without one stands at its place in
    ///   the run. Booleans are no numbers.
    /// - The record becomes a row of `<logs root>/<log dir>/data/<ExperimentName or "default">_<last 5 characters of
    ///   ArtifactID>.csv`, with a column for each key but `FileList` and `Metadata`, and an artifact of the registry.
    /// - `FileList` is set to the path of that CSV file. A record without `ArtifactID` gets one that all such records
    ///   of this logger share. The registry's own fields (`_id`, `_run`, `_seq`) are left out.
    ///
    /// The call returns at once and never throws; problems go to `LoggerConfiguration.onProblem`.
    public func logArtifact(_ record: Document) {
        var completed = record
        for key in FieldName.reserved { completed[key] = nil }
        if completed["ArtifactID"].map(\.isNull) ?? true { completed["ArtifactID"] = artifactID }
        completed["FileList"] = [.string(folder.csvPath(for: completed))]
        switch channel.append(completed, at: surroundings.now()) {
        case .queued(let lanes):
            for lane in lanes { reportLoss(sinkNames[lane]) }
        case .closed:
            reportClosed()
        }
    }

    /// The kinds of log that records have reached so far, and where each lies: `csv`, `tensorboard`, `registry`.
    public func getLogTypes() -> [String: String] {
        channel.logTypes
    }

    /// Brings all that was logged to its places and ends the run. Later records are not taken.
    ///
    /// - Parameters:
    ///   - status: How the run ended. Default: it finished.
    ///   - deadline: How long to wait for places that are away or slow. Default: 30 seconds.
    /// - Throws: ``RegistryError`` with `unavailable` that says, for each place, what has not reached it; its underlying
    ///   error is a ``DeliverySummary``. `CancellationError` when the calling task is cancelled. A second call says the
    ///   same as the first.
    public func close(status: RunStatus = .finished, deadline: Duration = .seconds(30)) async throws {
        channel.requestEnd(status)
        let timer = Task { [channel] in
            try await Task.sleep(for: deadline)
            channel.giveUp()
        }
        await withTaskCancellationHandler {
            await channel.waitUntilOver()
        } onCancel: {
            channel.giveUp()
        }
        timer.cancel()
        driver.cancel()
        try Task.checkCancellation()
        let debts = channel.debts(of: sinkNames).filter { !$0.isSettled }
        guard debts.isEmpty else {
            throw RegistryError(
                .unavailable,
                "Not everything that was logged has arrived. " + debts.map(\.sentence).joined(separator: " "),
                underlying: DeliverySummary(debts: debts))
        }
    }

    private func reportLoss(_ sink: String) {
        configuration.onProblem(
            LogProblem(
                sink: sink, kind: .lost, error: nil,
                message: "\(sink): more than \(configuration.queueLimitInBytes) bytes of records wait for it; "
                    + "the oldest are given up."))
    }

    private func reportClosed() {
        let isFirst = hasReportedClosed.withLock { hasReported in
            defer { hasReported = true }
            return !hasReported
        }
        guard isFirst else { return }
        configuration.onProblem(
            LogProblem(
                sink: nil, kind: .closed, error: nil,
                message: "A record was logged after the logger was closed, and is not kept."))
    }
}
