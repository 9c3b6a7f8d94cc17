public import RegistryCore
import Synchronization
public import TrainingLog

/// Logs quantities of a training by routines: ``logIter(_:iteration:)`` every so many iterations, ``logEpoch(epoch:)`` every so many
/// epochs, and ``endLog()`` at the end, which logs what the iterations behind the last epoch come to as well.
///
/// Iterations and epochs are counted from 0, one for each call, unless a call says which it is: with `logIter(data, iteration: 100)` every hundred
/// iterations the curves stand at those of the training. A training that goes on with a run (`Logger.resume`) says where it was: counted from 0
/// again, its numbers would stand at the steps of the first ones, and its checkpoints would take the place of the earlier ones.
///
/// A routine that the configuration names no quantities for takes those that it knows by themselves: `hparams` every
/// ``PipelineValue/value(_:)`` that no other routine is named for. One that finds none, as `metric` never does, is told once.
///
/// A key that is tracked and not in the data, or is of another kind than its routine takes, is told once, to
/// `LoggerConfiguration.onProblem`; the others are logged.
public final class LogPipeline: Sendable {
    /// What everything is logged with.
    public let logger: Logger

    private struct State {
        var routines: [(key: String, names: [String], routine: any LoggingRoutine)]
        /// The quantities that are named for any of them.
        var tracked: Set<String>
        /// The iteration and the epoch that come next.
        var iterations: Int64
        var epochs: Int64
        /// The last iteration that was logged.
        var lastIteration: Step?
        /// There were iterations since the last epoch.
        var isEpochOpen = false
        var reported: Set<String> = []
        var lastStatus: ContinuousClock.Instant?
        var lastNumbers: [String: Double] = [:]
    }

    private let state: Mutex<State>
    private let status: (@Sendable (String) -> Void)?
    private let gpus: @Sendable () -> [GPUReading]
    private let now: @Sendable () -> ContinuousClock.Instant

    /// How often at most the state of the training is told while iterations are logged; that of an epoch is told in any case.
    public static let statusInterval = Duration.seconds(2)

    /// What an iteration and an epoch that is said may be; there are as many behind the last.
    private static let firstSteps: ClosedRange<Step> = 0...Step(1 << 62)

    /// A pipeline.
    ///
    /// - Parameters:
    ///   - logger: What everything is logged with.
    ///   - configuration: Which quantities are logged.
    ///   - routines: The routines that there are. Default: those of this package.
    ///   - firstIteration: The step of the first iteration: how many the run has already. Default: 0.
    ///   - firstEpoch: The step of the first epoch: how many the run has already. Default: 0.
    ///   - status: Is told in a line how the training stands, for every epoch, and for iterations at most every two seconds: epoch, iteration,
    ///     the last numbers, and how much the graphics processors and their memory are in use, where the logger measures that. Default: nobody.
    /// - Throws: ``RegistryError`` with `invalidArgument` for the key of a routine that there is not, and for a first iteration or epoch below 0
    ///   or above 2⁶².
    public convenience init(
        logger: Logger, configuration: PipelineConfiguration, routines: RoutineRegistry = RoutineRegistry(),
        firstIteration: Step = 0, firstEpoch: Step = 0, status: (@Sendable (String) -> Void)? = nil
    ) throws(RegistryError) {
        try self.init(
            logger, configuration, routines, firstIteration: firstIteration, firstEpoch: firstEpoch, status: status
        ) { ContinuousClock.now }
    }

    /// A pipeline with a logger of its own, which reaches the configuration's interface as well.
    ///
    /// - Parameters:
    ///   - configuration: Which quantities are logged, and where to.
    ///   - logDir: The run's folder under `logsRoot`.
    ///   - store: The registry's store. Default: none.
    ///   - loggerConfiguration: How the logger works else.
    ///   - routines: The routines that there are. Default: those of this package.
    ///   - firstIteration: The step of the first iteration. Default: 0.
    ///   - firstEpoch: The step of the first epoch. Default: 0.
    ///   - status: Is told in a line how the training stands, for every epoch, and for iterations at most every two seconds: epoch, iteration,
    ///     the last numbers, and how much the graphics processors and their memory are in use, where the logger measures that. Default: nobody.
    /// - Throws: ``RegistryError`` with `invalidArgument` for the key of a routine that there is not, for an address that is none, and for a first
    ///   iteration or epoch below 0 or above 2⁶², `unsupported` for a place that this build does not write to.
    public convenience init(
        configuration: PipelineConfiguration, logDir: String, store: (any RecordWriter)? = nil,
        loggerConfiguration: LoggerConfiguration = LoggerConfiguration(), routines: RoutineRegistry = RoutineRegistry(),
        firstIteration: Step = 0, firstEpoch: Step = 0, status: (@Sendable (String) -> Void)? = nil
    ) throws(RegistryError) {
        let reaching = try configuration.loggerConfiguration(loggerConfiguration)
        try self.init(
            logger: Logger(logDir: logDir, store: store, configuration: reaching), configuration: configuration,
            routines: routines, firstIteration: firstIteration, firstEpoch: firstEpoch, status: status)
    }

    init(
        _ logger: Logger, _ configuration: PipelineConfiguration, _ routines: RoutineRegistry,
        firstIteration: Step = 0, firstEpoch: Step = 0, status: (@Sendable (String) -> Void)?,
        gpus: (@Sendable () -> [GPUReading])? = nil, now: @escaping @Sendable () -> ContinuousClock.Instant
    ) throws(RegistryError) {
        guard Self.firstSteps.contains(firstIteration), Self.firstSteps.contains(firstEpoch) else {
            throw RegistryError(
                .invalidArgument,
                "The first iteration and the first epoch of a pipeline are from 0 to 2⁶², and not \(firstIteration) and \(firstEpoch)."
            )
        }
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
        self.gpus = gpus ?? { logger.gpus }
        self.now = now
        state = Mutex(
            State(
                routines: made, tracked: Set(made.flatMap(\.names)), iterations: firstIteration.rawValue,
                epochs: firstEpoch.rawValue))
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
    ///
    /// - Parameters:
    ///   - data: The quantities.
    ///   - iteration: Which iteration of the training it is. Default: the one behind that of the last call. So is one below 0 or above 2⁶²,
    ///     which is told once.
    public func logIter(_ data: [String: PipelineValue], iteration: Step? = nil) {
        guard logger.isEnabled else { return }
        let (problems, line) = state.withLock { state in
            var problems: [String] = []
            let step = Self.step(iteration, orNext: state.iterations, "iteration", &state.reported, &problems)
            state.iterations = step.rawValue + 1
            state.lastIteration = step
            state.isEpochOpen = true
            for place in state.routines.indices {
                let (key, names) = (state.routines[place].key, state.routines[place].names)
                let untracked = names.isEmpty ? Self.untracked(for: place, of: state, in: data) : []
                if names.isEmpty, state.reported.insert(key).inserted, untracked.isEmpty,
                    !isServed(state.routines[place].routine)
                {
                    problems.append(
                        "\(key) is among the loggers without tracked_variables, and an iteration has nothing that it logs unasked."
                    )
                }
                for name in names + untracked {
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

    /// The quantities that a routine takes without having been told which, in the order of their names. What is named for another one is that one's.
    private static func untracked(
        for place: Int, of state: State, in data: [String: PipelineValue]
    ) -> [String] {
        var names: [String] = []
        for (name, value) in data where !state.tracked.contains(name) {
            if state.routines[place].routine.takesUntracked(value) { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether what a routine is there for is logged without it: a run has the parameters that its logger was given.
    private func isServed(_ routine: any LoggingRoutine) -> Bool {
        routine is HyperparameterRoutine && !logger.initialParameters.isEmpty
    }

    /// Logs what the iterations since the last epoch come to, and tells how the training stands.
    ///
    /// - Parameter epoch: Which epoch of the training it is. Default: the one behind that of the last call. So is one below 0 or above 2⁶²,
    ///   which is told once.
    public func logEpoch(epoch: Step? = nil) { endEpoch(epoch, onlyWhenOpen: false) }

    /// The iteration or epoch that a call says, where there can be such a one; else the one that comes next.
    private static func step(
        _ said: Step?, orNext next: Int64, _ what: String, _ reported: inout Set<String>, _ problems: inout [String]
    ) -> Step {
        guard let said else { return Step(next) }
        if firstSteps.contains(said) { return said }
        // No quantity's key has a line's end in it.
        if reported.insert("\n\(what)").inserted {
            problems.append("The \(what) of a pipeline is from 0 to 2⁶², and not \(said): it is counted as \(next).")
        }
        return Step(next)
    }

    private func endEpoch(_ epoch: Step? = nil, onlyWhenOpen: Bool) {
        guard logger.isEnabled else { return }
        let (problems, line): ([String], String?) = state.withLock { state in
            guard state.isEpochOpen || !onlyWhenOpen else { return ([], nil) }
            state.isEpochOpen = false
            var problems: [String] = []
            let step = Self.step(epoch, orNext: state.epochs, "epoch", &state.reported, &problems)
            for place in state.routines.indices { state.routines[place].routine.logEpoch(step, to: logger) }
            state.epochs = step.rawValue + 1
            return (problems, statusLine(&state, endOf: step))
        }
        for problem in problems { logger.report(problem) }
        if let line { status?(line) }
    }

    /// Ends an epoch that has iterations already, brings all that was logged to its places and ends the run; see `Logger.close`.
    ///
    /// - Parameters:
    ///   - status: How the training ended. Default: it finished.
    ///   - message: Why, when it did not end well. Default: nothing.
    ///   - deadline: How long to wait for places that are away or slow. Default: 30 seconds.
    /// - Throws: As `Logger.close` does.
    public func endLog(
        status: RunStatus = .finished, message: String? = nil, deadline: Duration = .seconds(30)
    ) async throws {
        endEpoch(onlyWhenOpen: true)
        try await logger.close(status: status, message: message, deadline: deadline)
    }

    /// - Parameter epoch: The epoch that has ended, which is told however short ago the last line was. Default: an epoch goes on, and the line is
    ///   told when the last one is long enough ago.
    private func statusLine(_ state: inout State, endOf epoch: Step? = nil) -> String? {
        guard status != nil else { return nil }
        let time = now()
        if epoch == nil, let last = state.lastStatus, time - last < Self.statusInterval { return nil }
        state.lastStatus = time
        let numbers = state.lastNumbers.sorted { $0.key < $1.key }.prefix(8).map { "\($0.key) \($0.value)" }
        let gpus = gpus().prefix(8).compactMap(\.use)
        let iteration = state.lastIteration.map { ["iteration \($0)"] } ?? []
        return (["epoch \(epoch ?? Step(state.epochs))"] + iteration + numbers + gpus).joined(separator: ", ")
    }
}

extension GPUReading {
    /// How much of it is in use, as `GPU 0 87 % 3.2 GiB`; `nil` when neither is known.
    fileprivate var use: String? {
        let parts = [
            percent.flatMap { Int(exactly: $0.rounded()) }.map { "\($0) %" },
            memoryBytes.map { "\(($0 / 107_374_182.4).rounded() / 10) GiB" },
        ].compactMap(\.self)
        return parts.isEmpty ? nil : (["GPU \(index)"] + parts).joined(separator: " ")
    }
}
