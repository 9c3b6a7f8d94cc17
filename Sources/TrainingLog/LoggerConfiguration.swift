public import RegistryCore

/// How a logger works. Every setting has a default that suits most runs.
public struct LoggerConfiguration: Sendable {
    /// The folder of all logs.
    public var logsRoot: String
    /// A name for the run, for people.
    public var runName: String
    /// What the run was started with, kept in the run's record.
    public var parameters: [String: Value]
    /// What people say of the run, kept in the run's record.
    public var tags: [String: String]
    /// How many bytes of records may wait in memory for a sink that is away or slow. When they are more, the oldest
    /// give way. One record more than this may be held, and one batch of each sink.
    public var queueLimitInBytes: Int
    /// Is told what goes wrong, from any task, once for each cause. It must not block for long.
    public var onProblem: @Sendable (LogProblem) -> Void

    /// A configuration.
    ///
    /// - Parameters:
    ///   - logsRoot: The folder of all logs. Default: `logs` in the working folder.
    ///   - runName: A name for the run. Default: none.
    ///   - parameters: What the run was started with. Default: nothing.
    ///   - tags: What people say of the run. Default: nothing.
    ///   - queueLimitInBytes: How many bytes of records may wait in memory. Default: 64 MiB.
    ///   - onProblem: Is told what goes wrong. Default: writes one line to standard error.
    public init(
        logsRoot: String = "logs", runName: String = "", parameters: [String: Value] = [:],
        tags: [String: String] = [:], queueLimitInBytes: Int = 64 << 20,
        onProblem: @escaping @Sendable (LogProblem) -> Void = LogProblem.writeToStandardError
    ) {
        precondition(queueLimitInBytes > 0, "a queue has room for something")
        self.logsRoot = logsRoot
        self.runName = runName
        self.parameters = parameters
        self.tags = tags
        self.queueLimitInBytes = queueLimitInBytes
        self.onProblem = onProblem
    }
}
