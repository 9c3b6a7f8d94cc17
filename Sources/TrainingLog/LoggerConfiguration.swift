public import RegistryCore

/// How a logger works. Every setting has a default that suits most runs.
public struct LoggerConfiguration: Sendable {
    /// The folder of all logs.
    public var logsRoot: String
    /// A name for the run, for people.
    public var runName: String
    /// The experiment that the run belongs to; empty to take it from the first record.
    public var experiment: String
    /// What the run was started with, kept in the run's record. Names have at most 1,024 bytes and no control characters: others are left
    /// out, which ``onProblem`` is told.
    public var parameters: [String: Value]
    /// What people say of the run, kept in the run's record.
    public var tags: [String: String]
    /// What a log call has done with a record when it returns.
    public var durability: Durability
    /// How many bytes the journal may hold on the disk for sinks that are away or slow, 16 KiB at least: less is taken
    /// for that. One segment of 16 MiB more may lie there, and an entry that is larger than the limit.
    public var journalLimitInBytes: Int {
        didSet { journalLimitInBytes = max(journalLimitInBytes, Self.smallestJournalLimit) }
    }
    /// What happens to a record when the journal has reached its limit.
    public var fullJournalPolicy: FullJournalPolicy
    /// Whether the journal stays when every sink has everything, so that the run can be brought to another store later.
    public var keepsJournal: Bool
    /// How often sinks have the disk keep what they have. A crash repeats at most so much of their work. From a
    /// millisecond to a day: less and more are taken for these.
    public var checkpointInterval: Duration {
        didSet { checkpointInterval = Self.bounded(checkpointInterval, from: Self.shortestCheckpointInterval) }
    }
    /// Whether the run's record keeps what it was made with: the machine, the command line, the code's commit and changes.
    /// Secrets are taken out as far as they are known as such.
    public var capturesEnvironment: Bool
    /// Names of environment variables to keep beside the usual ones (`CUDA_VISIBLE_DEVICES`, `SLURM_JOB_ID`, `RANK`, …).
    public var additionalEnvironmentVariables: [String]
    /// How often it is measured what the machine and the process use, as series under `system/`; `nil` for never. From
    /// 100 milliseconds to a day: less and more are taken for these.
    public var systemMetricsInterval: Duration? {
        didSet {
            systemMetricsInterval = systemMetricsInterval.map {
                Self.bounded($0, from: Self.shortestMetricsInterval)
            }
        }
    }
    /// Whether SIGTERM and SIGINT (Ctrl-C) have the run marked as killed, and what was logged brought to its places, before
    /// they end the process. A program that handles these signals itself keeps doing so.
    public var handlesTerminationSignals: Bool
    /// Whether what stands under a label is also a file of its own in the run's folder, as lavd lays it out: `0001/loss.json`,
    /// `0001/bird.png`, `summary.md`, `events.log`. People read it, and so does lavd's server; each number of each step is a file.
    public var writesLabelledFiles: Bool
    /// Sinks beside the logger's own, such as those for other trackers. What a process that died left in its journal is brought to those of
    /// them that its logger had by the next one in the folder that has them as well. Default: none.
    public var addedSinks: [AddedSink] = []
    /// How long the end of a short run waits for what it was made with.
    package var environmentPatience: Duration = .seconds(2)
    /// Whether a logger's `logDir` is the name of one folder, also with `/` in it, which is encoded then.
    package var isLogDirOneName = false
    /// Other folders whose journals are brought to their places as well.
    package var earlierRuns: [EarlierRuns] = []
    /// Is told what goes wrong, from any task, once for each cause. It must not block for long, nor log.
    public var onProblem: @Sendable (LogProblem) -> Void

    /// A configuration.
    ///
    /// - Parameters:
    ///   - logsRoot: The folder of all logs. Default: `logs` in the working folder.
    ///   - runName: A name for the run. Default: none.
    ///   - experiment: The experiment that the run belongs to. Default: that of the first record.
    ///   - parameters: What the run was started with. Default: nothing.
    ///   - tags: What people say of the run. Default: nothing.
    ///   - durability: What a log call has done when it returns. Default: `.buffered`, which writes five times a second.
    ///   - journalLimitInBytes: How many bytes the journal may hold. Default: 1 GiB.
    ///   - fullJournalPolicy: What happens when it is full. Default: `.wait`; this is reported.
    ///   - keepsJournal: Whether the journal stays when every sink has everything. Default: no.
    ///   - checkpointInterval: How often sinks have the disk keep what they have. Default: every 2 seconds.
    ///   - capturesEnvironment: Whether the run's record keeps what it was made with. Default: yes.
    ///   - additionalEnvironmentVariables: Names of environment variables to keep beside the usual ones. Default: none.
    ///   - systemMetricsInterval: How often it is measured what is used. Default: every 10 seconds.
    ///   - handlesTerminationSignals: Whether SIGTERM and SIGINT end the run in order first. Default: yes.
    ///   - writesLabelledFiles: Whether what stands under a label is a file of its own. Default: no.
    ///   - onProblem: Is told what goes wrong. Default: writes one line to standard error.
    public init(
        logsRoot: String = "logs", runName: String = "", experiment: String = "", parameters: [String: Value] = [:],
        tags: [String: String] = [:], durability: Durability = .buffered, journalLimitInBytes: Int = 1 << 30,
        fullJournalPolicy: FullJournalPolicy = .wait, keepsJournal: Bool = false,
        checkpointInterval: Duration = .seconds(2), capturesEnvironment: Bool = true,
        additionalEnvironmentVariables: [String] = [],
        systemMetricsInterval: Duration? = .seconds(10), handlesTerminationSignals: Bool = true,
        writesLabelledFiles: Bool = false,
        onProblem: @escaping @Sendable (LogProblem) -> Void = LogProblem.writeToStandardError
    ) {
        self.logsRoot = logsRoot
        self.runName = runName
        self.experiment = experiment
        self.parameters = parameters
        self.tags = tags
        self.durability = durability
        self.journalLimitInBytes = max(journalLimitInBytes, Self.smallestJournalLimit)
        self.fullJournalPolicy = fullJournalPolicy
        self.keepsJournal = keepsJournal
        self.checkpointInterval = Self.bounded(checkpointInterval, from: Self.shortestCheckpointInterval)
        self.capturesEnvironment = capturesEnvironment
        self.additionalEnvironmentVariables = additionalEnvironmentVariables
        self.systemMetricsInterval = systemMetricsInterval.map {
            Self.bounded($0, from: Self.shortestMetricsInterval)
        }
        self.handlesTerminationSignals = handlesTerminationSignals
        self.writesLabelledFiles = writesLabelledFiles
        self.onProblem = onProblem
    }

    // A setting may come from a file or a command line: one without sense must neither end a training nor hold it up.
    private static let smallestJournalLimit = 16 << 10
    private static let shortestCheckpointInterval = Duration.milliseconds(1)
    private static let shortestMetricsInterval = Duration.milliseconds(100)

    private static func bounded(_ interval: Duration, from shortest: Duration) -> Duration {
        min(max(interval, shortest), .seconds(86_400))
    }
}
