public import RegistryCore

/// Takes what a training loop says, and brings it to CSV files, TensorBoard, image files and the registry.
///
/// ```swift
/// let logger = Logger(logDir: "my_experiment", store: registry.store)
/// logger.logArtifact(["ModelName": "MyModel", "Accuracy": 0.95, "iteration": 100])
/// logger.logScalar("train/loss", 0.31, step: 100)
/// try await logger.close()
/// ```
///
/// Calls may come from any thread or task. They write into the run's journal and return: they wait for no network, never
/// throw, and keep what the configuration's ``Durability`` promises. Tasks of the logger's own, one for each place, bring
/// the journal to its places, in order; a place that is away (a database that is down, a full disk) is tried again, and one
/// that is slow takes its time, while the others go on.
///
/// When the process dies, the journal is still there. The next logger in the same folder, or `visual-backend sync`, brings what
/// is missing to its places, nothing twice.
public final class Logger: Sendable {
    /// The run that this logger logs; under this identifier it is in the registry.
    public let runID: RunID

    let recorder: RunRecorder?
    let toggle = LogToggle()
    /// Given to records that bring none, so that the records of one run can be grouped.
    let artifactID: Value

    /// Begins to log one run. Nothing is opened or created before the first call that logs.
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
        self.init(
            logDir: logDir, openStore: store.map { store in { @Sendable in store } }, configuration: configuration,
            surroundings: .system)
    }

    /// Begins to log one run into a store that is opened when it is needed, and may be away until then.
    ///
    /// - Parameters:
    ///   - logDir: The run's folder under the configuration's `logsRoot`.
    ///   - configuration: How the logger works.
    ///   - openStore: Opens the store. It is called in the background, and again after it threw.
    public convenience init(
        logDir: String = "", configuration: LoggerConfiguration = LoggerConfiguration(),
        openStore: @escaping StoreOpener
    ) {
        self.init(logDir: logDir, openStore: openStore, configuration: configuration, surroundings: .system)
    }

    /// Continues a run that has begun before, in this process or another, also while others log to it.
    ///
    /// The run is `running` again, and what is logged now joins what it has. A run that the store does not know yet (its first
    /// records have not arrived) is no error. One that begins there with this logger, and of which no other journal is in its folder,
    /// is told `onProblem`: its identifier may be mistyped.
    ///
    /// - Parameters:
    ///   - runID: The run.
    ///   - logDir: The folder of this logger's files; the run's own, or another.
    ///   - configuration: How the logger works. Name, parameters and tags of the run stay as they are.
    ///   - openStore: Opens the registry's store. Default: none; then there are only files.
    public static func resume(
        _ runID: RunID, logDir: String = "", configuration: LoggerConfiguration = LoggerConfiguration(),
        openStore: StoreOpener? = nil
    ) -> Logger {
        Logger(
            logDir: logDir, openStore: openStore, configuration: configuration, surroundings: .system, resuming: runID)
    }

    /// A logger that keeps nothing: no folder is made, and calls cost next to nothing. For worker processes that run the same
    /// code as the one that logs.
    public static func disabled() -> Logger { Logger() }

    init(
        logDir: String, openStore: StoreOpener?, configuration: LoggerConfiguration, surroundings: Surroundings,
        resuming resumed: RunID? = nil
    ) {
        let startTime = surroundings.now()
        var generator = SystemRandomNumberGenerator()
        let runID = resumed ?? RunID(time: startTime, using: &generator)
        let folder = RunFolder(
            logsRoot: configuration.logsRoot, logDir: logDir, isOneName: configuration.isLogDirOneName)
        let (parameters, refusal) = ParameterName.admitted(configuration.parameters)
        if let refusal {
            configuration.onProblem(
                LogProblem(sink: nil, kind: .rejected, error: refusal, message: LogProblem.text(of: refusal)))
        }
        let run = Run(
            id: runID, experiment: configuration.experiment.isEmpty ? "default" : configuration.experiment,
            name: configuration.runName, startTime: startTime, parameters: parameters,
            tags: configuration.tags, host: MachineName.current, heartbeat: startTime)
        recorder = RunRecorder(
            run: run, isResumed: resumed != nil, folder: folder, configuration: configuration,
            surroundings: surroundings
        ) { journal, startTime, isRecovery in
            let earlier = isRecovery ? configuration.earlierRuns.owner(of: journal) : nil
            let added = earlier?.addedSinks ?? configuration.addedSinks
            return SinkMaker.all(
                folder: earlier?.folder ?? folder, journal: journal, startTime: startTime, isRecovery: isRecovery,
                hasLabelledFiles: configuration.writesLabelledFiles,
                openStore: earlier?.hadRegistry(journal) == false ? nil : openStore,
                report: isRecovery ? nil : configuration.onProblem)
                + (isRecovery ? added.named(in: journal) : added).makers(
                    run: journal.run, startTime: startTime,
                    late: isRecovery ? LateFiles(earlier?.folder ?? folder) : nil)
        }
        self.runID = runID
        artifactID = Self.artifactID(of: runID)
    }

    private init() {
        var generator = SystemRandomNumberGenerator()
        runID = RunID(time: .now, using: &generator)
        recorder = nil
        artifactID = Self.artifactID(of: runID)
    }

    private static func artifactID(of run: RunID) -> Value { RecordID(String(run.description.suffix(24))).value }

    /// A logger that is let go without `close` still brings to their places what it has, as long as the process lives.
    deinit { recorder?.end(.finished) }

    // MARK: On and off

    /// Whether calls log. They do unless ``disable()`` was called, and never on a ``disabled()`` logger.
    public var isEnabled: Bool { recorder != nil && toggle.isOn }

    /// Has calls log nothing until ``enable()``.
    public func disable() { toggle.isOn = false }

    /// Has calls log again.
    public func enable() { toggle.isOn = true }

    // MARK: The end

    /// The run's folder as the configuration names it; empty for a ``disabled()`` logger.
    package var folder: String { recorder?.folder.givenPath ?? "" }

    /// The kinds of log that something has reached so far, and where each lies: `csv`, `tensorboard`, `image`, `registry`.
    public func getLogTypes() -> [String: String] { recorder?.logTypes ?? [:] }

    /// Has the journal keep everything logged before the call, as the configuration's durability promises; with `.buffered` as
    /// `.written` does.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` when the disk does not take it: it is kept in memory and tried again. `unsupported`
    ///   in a process that was forked from the logger's.
    public func flush() throws(RegistryError) {
        try recorder?.requireItsProcess()
        do {
            try recorder?.flush()
        } catch {
            throw RegistryError(
                .unavailable, "The journal cannot be written: \(LogProblem.text(of: error))", underlying: error)
        }
    }

    /// Brings all that was logged to its places and ends the run. Later calls log nothing.
    ///
    /// What the run was made with is looked at in the background while it goes on: the end of one of a few tenths of a second waits for
    /// that, two seconds at most.
    ///
    /// Where the run's folder could not be written to when the run began, which was told then, its files are tried once more, and not
    /// waited for.
    ///
    /// - Parameters:
    ///   - status: How the run ended. Default: it finished.
    ///   - message: Why, when it did not end well. Default: nothing.
    ///   - deadline: How long to wait for places that are away or slow. Default: 30 seconds.
    /// - Throws: ``RegistryError`` with `unavailable` that says, for each place, what has not reached it; its underlying
    ///   error is a ``DeliverySummary``. The journal still has it: the next logger in the folder, or `visual-backend sync`, delivers it.
    ///   `CancellationError` when the calling task is cancelled. A second call says the same as the first. With `unsupported`
    ///   in a process that was forked from the logger's: there is nothing of it to deliver.
    public func close(
        status: RunStatus = .finished, message: String? = nil, deadline: Duration = .seconds(30)
    ) async throws {
        guard let recorder else { return }
        try recorder.requireItsProcess()
        await recorder.waitForEnvironment(atMost: deadline)
        recorder.end(status, message: message)
        let debts = await recorder.waitUntilOver(deadline: deadline)
        try Task.checkCancellation()
        guard debts.isEmpty else {
            throw RegistryError(
                .unavailable,
                "Not everything that was logged has arrived. " + debts.map(\.sentence).joined(separator: " "),
                underlying: DeliverySummary(debts: debts))
        }
    }

    /// Logs a run from its beginning to its end: `finished` when the body returns, `failed` with the error's description when it
    /// throws, `killed` when it was cancelled.
    ///
    /// What has not arrived by then, or was refused, goes to `onProblem` and is no error here: it is no reason to lose what a
    /// training of days returns. Whoever wants it as an error calls ``close(status:message:deadline:)`` behind this, which says the same again.
    ///
    /// How the run ends is what the body says. One that returns although its task was cancelled has finished, and what it returns is
    /// returned. Cancelling does not shorten the end either: what was logged is brought to its places as always, within the 30 seconds of
    /// ``close(status:message:deadline:)``, which a place that is away or slow can take.
    ///
    /// - Parameters:
    ///   - isolation: The actor that the body runs on. Default: the caller's.
    ///   - body: The training.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws.
    public func run<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
    ) async rethrows -> Result {
        try await closing(begins: true, body)
    }

    /// Logs what a body does, and closes behind it; see ``run(isolation:_:)``.
    ///
    /// - Parameters:
    ///   - begins: Whether the run begins also when nothing is logged.
    ///   - isolation: The actor that the body runs on. Default: the caller's.
    ///   - body: The training.
    ///   - finish: What is done behind it, however it ended, before the run is ended. Default: nothing.
    package func closing<Result>(
        begins: Bool, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result,
        finish: () async -> Void = {}
    ) async rethrows -> Result {
        if begins { recorder?.begin() }
        do {
            let result = try await body()
            await finish()
            await closeBehindBody(.finished)
            return result
        } catch {
            await finish()
            await closeBehindBody(error is CancellationError ? .killed : .failed, message: LogProblem.text(of: error))
            throw error
        }
    }

    private func closeBehindBody(_ status: RunStatus, message: String? = nil) async {
        // In a task of its own, because this one may be cancelled.
        let closing = Task { try await close(status: status, message: message) }
        if case .failure(let failure) = await closing.result {
            recorder?.configuration.onProblem(
                LogProblem(sink: nil, kind: .failed, error: failure, message: LogProblem.text(of: failure)))
        }
    }
}
