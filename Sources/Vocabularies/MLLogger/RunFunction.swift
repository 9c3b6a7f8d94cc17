public import RegistryCore

/// A training function, each call of which is a run of its own.
///
/// ```swift
/// let train = experiment.run { (run, config: Config) in … }
/// let result = try await train(config, runName: "CNN_lr0.001", hyperparameters: ["lr": 0.001], tags: ["baseline"])
/// ```
public struct RunFunction<Configuration, Result>: Sendable {
    let logger: MLLogger
    let train: @Sendable (MLLogger, Configuration) async throws -> Result

    /// Trains once.
    ///
    /// - Parameters:
    ///   - configuration: What the function is given.
    ///   - runName: The run's name. Default: `run`.
    ///   - hyperparameters: The run's parameters. Default: none.
    ///   - tags: Words that people find it by. Default: none.
    ///   - logger: The logger whose run it is, for example an experiment's. Default: the one it was made with.
    /// - Returns: What the function returns.
    /// - Throws: As ``MLLogger/run(_:hyperparameters:tags:isolation:_:)``.
    public func callAsFunction(
        _ configuration: Configuration, runName: String = "run", hyperparameters: [String: Value] = [:],
        tags: [String] = [], in logger: MLLogger? = nil
    ) async throws -> Result {
        try await (logger ?? self.logger).run(runName, hyperparameters: hyperparameters, tags: tags) { run in
            try await train(run, configuration)
        }
    }
}
