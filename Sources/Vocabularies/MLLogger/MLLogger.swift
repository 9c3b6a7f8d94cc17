public import RegistryCore
public import TrainingLog

/// A ``Logger`` in the words of ml-logger: `metrics`, `params`, `logs`, `files`, `charts`, `readme`, and scopes for experiments, runs and steps.
///
/// ```swift
/// let experiment = try MLLogger(logDir: "mnist", store: registry.store)
/// try experiment.params.set(["lr": 0.001, "batch_size": 32])
/// try experiment.metrics("train").log(step: 100, ["loss": 0.523])
/// experiment.logs.info("Starting epoch 1")
/// try await experiment.close()
/// ```
///
/// It logs one run, which begins with the first thing that is logged. Scopes make others: ``experiment(_:isolation:_:)`` names the experiment of
/// the runs in it, and ``run(_:hyperparameters:tags:isolation:_:)`` is one run from its beginning to its end.
public final class MLLogger: Sendable {
    /// What everything is logged with. Whatever these words lack is logged by it: images, histograms, sounds, records.
    public let logger: Logger
    /// Numbers that change during the run.
    public let metrics: MLMetrics
    /// What the run is configured with.
    public let params: MLParameters
    /// What the run says in words.
    public let logs: MLLogs
    /// What is kept as files of the run.
    public let files: MLFiles
    /// Charts of the metrics, as pictures of the run.
    public let charts: MLCharts
    /// What people should read first.
    public let readme: MLReadme
    /// The same as ``metrics``, by its former name.
    public var scalars: MLMetrics { metrics }

    /// The run that is logged; under this identifier it is in the registry.
    public var runID: RunID { logger.runID }

    private let setup: MLSetup

    /// Begins to log one run. Nothing is opened or created before the first call that logs.
    ///
    /// - Parameters:
    ///   - logDir: The folder under the configuration's `logsRoot`. Default: the root itself.
    ///   - store: The registry's store. Default: none; then there are only files.
    ///   - configuration: How the logger works; its experiment, run's name, parameters and tags are those of this run.
    ///   - statisticsWindow: Of how many values of a metric statistics are. Default: ``RollingStatistics/usualWindow``.
    ///   - keptValues: How many values of a metric are kept for summaries and charts; larger frequencies have none. Each metric has 8 bytes for each
    ///     value that is kept, 8 more where steps do not follow each other evenly, and from when its statistics were asked for 80 for each value of
    ///     the window: 80 KB, 160 KB and 80 KB more unless said otherwise. With thousands of metrics say fewer. Default: 10,000.
    /// - Throws: ``RegistryError`` with `invalidArgument` for a window or a number of kept values that is not from 1 to
    ///   ``RollingStatistics/largestWindow``.
    public convenience init(
        logDir: String = "", store: (any RecordWriter)? = nil,
        configuration: LoggerConfiguration = LoggerConfiguration(),
        statisticsWindow: Int = RollingStatistics.usualWindow, keptValues: Int = 10_000
    ) throws(RegistryError) {
        for size in [statisticsWindow, keptValues] { _ = try RollingStatistics(window: size) }
        self.init(
            MLSetup(
                logDir: logDir, openStore: store.map { store in { @Sendable in store } }, configuration: configuration,
                window: statisticsWindow, keptValues: keptValues))
    }

    init(_ setup: MLSetup, resuming run: RunID? = nil) {
        self.setup = setup
        logger = setup.makeLogger(resuming: run)
        RunPlaces.note(logger.runID, setup)
        let cache = MetricCache(window: setup.window, historyLimit: setup.keptValues)
        metrics = MLMetrics(logger: logger, cache: cache)
        files = MLFiles(logger: logger, stored: setup.storedFiles)
        charts = MLCharts(files: files, cache: cache)
        readme = MLReadme(files: files)
        params = MLParameters(logger: logger)
        logs = MLLogs(logger: logger)
    }

    // MARK: Scopes

    /// Runs that belong to an experiment: what is logged with the logger that the body is given, and the runs that it begins.
    ///
    /// - Parameters:
    ///   - name: The experiment; its files are in a folder of this name.
    ///   - isolation: The actor that the body runs on. Default: the caller's.
    ///   - body: Is given a logger of the experiment, which is closed behind it as `Logger.run` closes.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws; `invalidArgument` for a name with empty parts, `.` or
    ///   `..` between slashes, a control character, or more than 1,024 bytes.
    public func experiment<Result>(
        _ name: String, isolation: isolated (any Actor)? = #isolation, _ body: (MLLogger) async throws -> Result
    ) async throws -> Result {
        try Namespace.check(name, of: .experiment)
        return try await MLLogger(setup.inside(name) { $0.experiment = name }).closing(begins: false, body)
    }

    /// One run from its beginning to its end: it is `finished` when the body returns, `failed` when it throws, `killed` when it was
    /// cancelled.
    ///
    /// - Parameters:
    ///   - name: The run's name; its files are in a folder of this name.
    ///   - hyperparameters: The run's parameters, beside those of the configuration. Dotted names are groups. Default: none.
    ///   - tags: Words that people find it by; each becomes a tag with the value `true`. Default: none.
    ///   - isolation: The actor that the body runs on. Default: the caller's.
    ///   - body: Is given the run's logger.
    /// - Returns: What the body returns, also when its task was cancelled meanwhile; see `Logger.run`.
    /// - Throws: As ``experiment(_:isolation:_:)`` does; `invalidArgument` for the name of a parameter that is none.
    public func run<Result>(
        _ name: String, hyperparameters: [String: Value] = [:], tags: [String] = [],
        isolation: isolated (any Actor)? = #isolation, _ body: (MLLogger) async throws -> Result
    ) async throws -> Result {
        try Namespace.check(name, of: .run)
        let parameters = try ParameterTree.expanded(hyperparameters)
        let run = MLLogger(
            setup.inside(name) { configuration in
                configuration.runName = name
                configuration.parameters = ParameterTree.flat(
                    ParameterTree.merged(
                        ParameterTree.expandedAsFarAsPossible(configuration.parameters), with: parameters))
                for tag in tags { configuration.tags[tag] = "true" }
            })
        return try await run.closing(begins: true, body)
    }

    /// Continues a run that has begun before, in its folder: its files are there, and what it left in its journal is taken up.
    ///
    /// The folder is that of the name, when one is given. Else it is where this process logged the run, or else where a journal of it lies below the
    /// folder of all logs, which is so when its process died. Else it is this logger's own folder: whoever continues a run that another process
    /// ended in order says its name.
    ///
    /// Its parameters are read from the store that it is logged to, and its readme from its folder or the logger's bucket, before the body begins:
    /// `params.read()` and `readme.text` have them, and steps that are not given are counted on from what the store has. What a process that died left
    /// in the folder is waited for. What cannot be read within ten seconds is told `LoggerConfiguration.onProblem`; then they know what this process
    /// sets.
    ///
    /// An identifier that the store does not have, and of which no other journal is in the folder, begins a new run. As it may be mistyped,
    /// `LoggerConfiguration.onProblem` is told when the store has it.
    ///
    /// - Parameters:
    ///   - id: The run. Its name, experiment, parameters and tags stay as they are.
    ///   - name: What the run was called when it was begun by ``run(_:hyperparameters:tags:isolation:_:)`` of this logger, or of one of the
    ///     same experiment. Default: the folder is found as said above.
    ///   - isolation: The actor that the body runs on. Default: the caller's.
    ///   - body: Is given the run's logger.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws; `invalidArgument` for a name that is none.
    public func run<Result>(
        _ id: RunID, name: String? = nil, isolation: isolated (any Actor)? = #isolation,
        _ body: (MLLogger) async throws -> Result
    ) async throws -> Result {
        let run = MLLogger(try await setup.continuing(id, name: name), resuming: id)
        await run.takeUp(id, from: setup.openStore)
        return try await run.closing(begins: true, body)
    }

    /// A training function that is a run of its own whenever it is called: ml-logger's `@logger.run`.
    public func run<Configuration, Result>(
        _ train: @escaping @Sendable (MLLogger, Configuration) async throws -> Result
    ) -> RunFunction<Configuration, Result> {
        RunFunction(logger: self, train: train)
    }

    /// What is logged in the body without a step, by this logger, stands at this one.
    public func step<Result>(_ step: Step, _ body: () throws -> Result) rethrows -> Result {
        try StepScope.with(step, of: logger, body)
    }

    /// What is logged in the body without a step, by this logger, stands at this one.
    public func step<Result>(
        _ step: Step, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
    ) async rethrows -> Result {
        try await StepScope.with(step, of: logger, isolation: isolation, body)
    }

    /// Brings all that was logged to its places and ends the run; see `Logger.close`.
    ///
    /// - Parameters:
    ///   - status: How the run ended. Default: it finished.
    ///   - message: Why, when it did not end well. Default: nothing.
    ///   - deadline: How long to wait for places that are away or slow. Default: 30 seconds.
    /// - Throws: As `Logger.close` does.
    public func close(
        status: RunStatus = .finished, message: String? = nil, deadline: Duration = .seconds(30)
    ) async throws {
        await readme.finish(atMost: deadline)
        try await logger.close(status: status, message: message, deadline: deadline)
    }

    /// Closes behind a body.
    ///
    /// - Parameter begins: Whether the run begins also when nothing is logged.
    private func closing<Result>(
        begins: Bool, isolation: isolated (any Actor)? = #isolation, _ body: (MLLogger) async throws -> Result
    ) async throws -> Result {
        try await logger.closing(begins: begins, { try await body(self) }, finish: { await readme.finish() })
    }
}
