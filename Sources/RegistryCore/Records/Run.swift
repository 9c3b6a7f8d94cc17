/// One training run.
///
/// Nothing in it grows with the number of steps. Names of parameters, tags and metrics may be any text.
public struct Run: Hashable, Sendable {
    /// The identifier.
    public var id: RunID
    /// The experiment it belongs to; `default` unless said.
    public var experiment: String
    /// A name for people.
    public var name: String
    /// How it is doing.
    public var status: RunStatus
    /// Why it ended as it did, in the words of who ended it; `nil` when nobody said.
    public var statusMessage: String?
    /// When it began.
    public var startTime: WallTime
    /// When it ended; `nil` while it runs.
    public var endTime: WallTime?
    /// What it was started with, by name.
    public var parameters: [String: Value]
    /// What people say of it, by name.
    public var tags: [String: String]
    /// Notes, as Markdown.
    public var notes: String
    /// The machine it ran on.
    public var host: String
    /// The commit of the code it ran, when it is known.
    public var gitCommit: String?
    /// When it last gave a sign of life.
    public var heartbeat: WallTime?
    /// For every metric its summary; written by the store as points arrive.
    public var metrics: [String: MetricSummary]

    /// A run that begins.
    public init(
        id: RunID, experiment: String = "default", name: String = "", status: RunStatus = .running, startTime: WallTime,
        endTime: WallTime? = nil, parameters: [String: Value] = [:], tags: [String: String] = [:], notes: String = "",
        host: String = "", gitCommit: String? = nil, heartbeat: WallTime? = nil,
        metrics: [String: MetricSummary] = [:], statusMessage: String? = nil
    ) {
        self.id = id
        self.experiment = experiment
        self.name = name
        self.status = status
        self.startTime = startTime
        self.endTime = endTime
        self.parameters = parameters
        self.tags = tags
        self.notes = notes
        self.host = host
        self.gitCommit = gitCommit
        self.heartbeat = heartbeat
        self.metrics = metrics
        self.statusMessage = statusMessage
    }
}

/// One metric of a run in a few numbers.
public struct MetricSummary: Hashable, Sendable {
    /// All points of it.
    public var summary: SeriesSummary

    /// How many points came with a step not greater than one before: the run was restarted, or a step logged again.
    /// Every point is kept; charts show the later one of a step.
    public var revisitedSteps: Int64

    /// A summary.
    public init(summary: SeriesSummary, revisitedSteps: Int64 = 0) {
        self.summary = summary
        self.revisitedSteps = revisitedSteps
    }
}
