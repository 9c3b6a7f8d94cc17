/// What W&B calls a run and what it belongs to, beside what the run itself says.
public struct WandBSettings: Hashable, Sendable {
    /// The project; empty for the run's experiment.
    public var project: String
    /// The run's name; empty for its own.
    public var name: String
    /// Notes; empty for the run's own.
    public var notes: String
    /// The group of runs; empty for none.
    public var group: String
    /// The kind of work; empty for none.
    public var jobType: String
    /// Tags beside the run's own; of each the first 64 characters.
    public var tags: [String]

    /// Settings.
    public init(
        project: String = "", name: String = "", notes: String = "", group: String = "", jobType: String = "",
        tags: [String] = []
    ) {
        self.project = project
        self.name = name
        self.notes = notes
        self.group = group
        self.jobType = jobType
        self.tags = tags
    }
}
