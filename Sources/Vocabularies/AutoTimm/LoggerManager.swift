import Foundation
public import RegistryCore
public import TrainingLog

/// The loggers of a training, told together.
///
/// ```swift
/// let manager = try LoggerManager(configs: [
///     LoggerConfig(backend: "tensorboard", params: ["save_dir": "logs/tb"]),
///     LoggerConfig(backend: "csv", params: ["save_dir": "logs/csv"]),
/// ])
/// manager.log("train/loss", 0.31, step: 100)
/// try await manager.close()
/// ```
///
/// Each is a ``Logger`` with a folder of its own; the first one's run is in the registry, when there is a store. Those of other trackers have
/// theirs at the tracker as well: W&B's as an offline run in `<save_dir>/wandb`, Comet's as a zip file in `offline_directory` or
/// `<save_dir>/comet`, Neptune's as a folder in `<save_dir>/.neptune/offline`, MLflow's at the server of `tracking_uri`, or of
/// `MLFLOW_TRACKING_URI` with its user or token in the environment, Aim's at the server of `repo`.
public final class LoggerManager: Sequence, Sendable {
    /// The loggers, in the order of their configurations.
    public let loggers: [BackendLogger]
    /// What they were made of.
    public var configs: [LoggerConfig] { loggers.map(\.config) }
    /// How many there are.
    public var count: Int { loggers.count }

    /// Makes the loggers.
    ///
    /// - Parameters:
    ///   - configs: One for each logger.
    ///   - store: The registry's store. Default: none.
    ///   - configuration: How the loggers work; `logsRoot` is for those without a `save_dir`.
    /// - Throws: ``RegistryError`` with `invalidArgument` for no configurations and names that lead elsewhere, `unsupported` for places that
    ///   this build does not write to, such as MLflow's own folders: then no folder was made. `unavailable` when one cannot be made.
    public convenience init(
        configs: [LoggerConfig], store: (any RecordWriter)? = nil,
        configuration: LoggerConfiguration = LoggerConfiguration()
    ) throws(RegistryError) {
        try self.init(
            configs: configs, store: store, configuration: configuration,
            environment: ProcessInfo.processInfo.environment)
    }

    init(
        configs: [LoggerConfig], store: (any RecordWriter)?, configuration: LoggerConfiguration,
        environment: [String: String]
    ) throws(RegistryError) {
        guard !configs.isEmpty else {
            throw RegistryError(.invalidArgument, "A manager of loggers needs at least one configuration.")
        }
        var plans: [BackendPlan] = []
        for config in configs {
            plans.append(try BackendPlan(config, folder: configuration.logsRoot, environment: environment))
        }
        var loggers: [BackendLogger] = []
        for (index, plan) in plans.enumerated() {
            loggers.append(
                try BackendLogger(
                    plan, store: index == 0 ? store : nil, configuration: configuration, environment: environment))
        }
        self.loggers = loggers
    }

    /// Whether any of them logs.
    var isEnabled: Bool { loggers.contains { $0.logger.isEnabled } }

    /// The first logger of a backend; `nil` when there is none.
    public func getLoggerByBackend(_ backend: LoggerBackend) -> BackendLogger? {
        loggers.first { $0.backend == backend }
    }

    /// The first logger of a backend by its name; `nil` when there is none.
    public func getLoggerByBackend(_ name: String) -> BackendLogger? {
        LoggerBackend(rawValue: name).flatMap { getLoggerByBackend($0) }
    }

    /// The logger at a place, from 0; `nil` when there is none.
    public subscript(index: Int) -> BackendLogger? { loggers.indices.contains(index) ? loggers[index] : nil }

    /// One after the other.
    public func makeIterator() -> IndexingIterator<[BackendLogger]> { loggers.makeIterator() }

    // MARK: Logging

    /// Logs one number.
    public func log(_ name: String, _ value: Double, step: Step) { log([name: value], step: step) }

    /// Logs numbers of one step.
    public func log(_ values: [String: Double], step: Step) {
        guard !values.isEmpty else { return }
        for logger in loggers { logger.log(values, step: step) }
    }

    /// Logs what the training is configured with.
    public func logHyperparameters(_ values: [String: Value]) {
        for logger in loggers { logger.logHyperparameters(values) }
    }

    /// Logs an image.
    public func logImage(_ tag: String, _ image: ImageArray, step: Step) {
        for logger in loggers { logger.logger.logImage(tag, image, step: step) }
    }

    /// Brings all that was logged to its places and ends the runs, of all loggers at a time. Each is closed, also when another fails.
    ///
    /// - Parameters:
    ///   - status: How the runs ended. Default: they finished.
    ///   - message: Why, when they did not end well. Default: nothing.
    ///   - deadline: How long to wait for places that are away or slow, all together. Default: 30 seconds.
    /// - Throws: What the first of them throws; see `Logger.close`.
    public func close(
        status: RunStatus = .finished, message: String? = nil, deadline: Duration = .seconds(30)
    ) async throws {
        let failures = await withTaskGroup(of: (index: Int, failure: (any Error)?).self) { group in
            for (index, logger) in loggers.enumerated() {
                group.addTask {
                    do {
                        try await logger.logger.close(status: status, message: message, deadline: deadline)
                        return (index, nil)
                    } catch {
                        return (index, error)
                    }
                }
            }
            return await group.reduce(into: [Int: any Error]()) { $0[$1.index] = $1.failure }
        }
        if let first = failures.min(by: { $0.key < $1.key }) { throw first.value }
    }
}
