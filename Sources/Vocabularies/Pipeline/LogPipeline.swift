public import RegistryCore
import Synchronization
public import TrainingLog

/// Logs quantities of a training by routines: ``logIter(_:)`` every so many iterations, ``logEpoch()`` every so many epochs, and
/// ``endLog()`` at the end.
///
/// A key that is tracked and not in the data, or is of another kind than its routine takes, is told once, to
/// `LoggerConfiguration.onProblem`; the others are logged.
public final class LogPipeline: Sendable {
    /// What everything is logged with.
    public let logger: Logger

    private struct State {
        var routines: [(key: String, names: [String], routine: any LoggingRoutine)]
        var iterations: Int64 = 0
        var epochs: Int64 = 0
        var reported: Set<String> = []
        var lastStatus: ContinuousClock.Instant?
        var lastNumbers: [String: Double] = [:]
    }

    private let state: Mutex<State>
    private let status: (@Sendable (String) -> Void)?
    private let now: @Sendable () -> ContinuousClock.Instant

    /// How often at most the state of the training is told.
    public static let statusInterval = Duration.seconds(2)

    /// A pipeline.
    ///
    /// - Parameters:
    ///   - logger: What everything is logged with.
    ///   - configuration: Which quantities are logged.
    ///   - routines: The routines that there are. Default: those of this package.
    ///   - status: Is told in a line how the training stands, at most every two seconds. Default: nobody.
    /// - Throws: ``RegistryError`` with `invalidArgument` for the key of a routine that there is not.
    public convenience init(
        logger: Logger, configuration: PipelineConfiguration, routines: RoutineRegistry = RoutineRegistry(),
        status: (@Sendable (String) -> Void)? = nil
    ) throws(RegistryError) {
        try self.init(logger, configuration, routines, status: status) { ContinuousClock.now }
    }

    /// A pipeline with a logger of its own, which reaches the configuration's interface as well.
    ///
    /// - Parameters:
    ///   - configuration: Which quantities are logged, and where to.
    ///   - logDir: The run's folder under `logsRoot`.
    ///   - store: The registry's store. Default: none.
    ///   - loggerConfiguration: How the logger works else.
    ///   - routines: The routines that there are. Default: those of this package.
    ///   - status: Is told in a line how the training stands, at most every two seconds. Default: nobody.
    /// - Throws: ``RegistryError`` with `invalidArgument` for the key of a routine that there is not and for an address that is none,
    ///   `unsupported` for a place that this build does not write to.
    public convenience init(
        configuration: PipelineConfiguration, logDir: String, store: (any RecordWriter)? = nil,
        loggerConfiguration: LoggerConfiguration = LoggerConfiguration(), routines: RoutineRegistry = RoutineRegistry(),
        status: (@Sendable (String) -> Void)? = nil
    ) throws(RegistryError) {
        let reaching = try configuration.loggerConfiguration(loggerConfiguration)
        try self.init(
            logger: Logger(logDir: logDir, store: store, configuration: reaching), configuration: configuration,
            routines: routines, status: status)
    }

    init(
        _ logger: Logger, _ configuration: PipelineConfiguration, _ routines: RoutineRegistry,
        status: (@Sendable (String) -> Void)?, now: @escaping @Sendable () -> ContinuousClock.Instant
    ) throws(RegistryError) {
        var made: [(key: String, names: [String], routine: any LoggingRoutine)] = []
        for key in configuration.loggers {
            guard let routine = routines.routine(key) else {
                throw RegistryError(
                    .invalidArgument, "There is no logger \(key), but \(routines.keys.joined(separator: ", ")).")
            }
            made.append((key, configuration.trackedVariables[key] ?? [], routine))
        }
        self.logger = logger
        self.status = status
        self.now = now
        state = Mutex(State(routines: made))
        if let missing = Self.remark(on: configuration.interface, logger) { logger.report(missing) }
    }

    /// What has to be told of an interface that nothing reaches; `nil` for nothing.
    private static func remark(on interface: String, _ logger: Logger) -> String? {
        let rest = "what is logged goes to TensorBoard and the registry."
        guard let sink = PipelineConfiguration.tracker(interface).flatMap(TrackerPlan.sinkName) else {
            return interface == "tensorboard"
                ? nil : "The interface \(interface) is none that pipelines log to: \(rest)"
        }
        guard !logger.addedSinkNames.contains(sink) else { return nil }
        return
            "The pipeline's logger has no \(sink): make it with PipelineConfiguration.loggerConfiguration(), else \(rest)"
    }

    /// Logs the quantities of an iteration that are tracked.
    public func logIter(_ data: [String: PipelineValue]) {
        guard logger.isEnabled else { return }
        let (problems, line) = state.withLock { state in
            var problems: [String] = []
            let step = Step(state.iterations)
            state.iterations += 1
            for place in state.routines.indices {
                let key = state.routines[place].key
                for name in state.routines[place].names {
                    guard let value = data[name] else {
                        if state.reported.insert("\(key) \(name)").inserted {
                            problems.append("\(name) is tracked as \(key), and an iteration has none.")
                        }
                        continue
                    }
                    if case .number(let number) = value { state.lastNumbers[name] = number }
                    guard !state.routines[place].routine.logIter(name, value, step: step, to: logger) else { continue }
                    if state.reported.insert("\(key) \(name)").inserted {
                        problems.append("\(name) is tracked as \(key), and is of another kind.")
                    }
                }
            }
            return (problems, statusLine(&state))
        }
        for problem in problems { logger.report(problem) }
        if let line { status?(line) }
    }

    /// Logs what the iterations since the last epoch come to.
    public func logEpoch() {
        guard logger.isEnabled else { return }
        let line = state.withLock { state in
            for place in state.routines.indices {
                state.routines[place].routine.logEpoch(Step(state.epochs), to: logger)
            }
            state.epochs += 1
            return statusLine(&state)
        }
        if let line { status?(line) }
    }

    /// Brings all that was logged to its places and ends the run; see `Logger.close`.
    public func endLog() async throws { try await logger.close() }

    private func statusLine(_ state: inout State) -> String? {
        guard status != nil else { return nil }
        let time = now()
        if let last = state.lastStatus, time - last < Self.statusInterval { return nil }
        state.lastStatus = time
        let numbers = state.lastNumbers.sorted { $0.key < $1.key }.prefix(8).map { "\($0.key) \($0.value)" }
        return (["epoch \(state.epochs)", "iteration \(state.iterations)"] + numbers).joined(separator: ", ")
    }
}
