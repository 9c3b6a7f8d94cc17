/// One record of a `.wandb` file.
package enum WandBRecord: Hashable, Sendable {
    /// What wrote the file, and the oldest version that understands it.
    case header(producer: String, minimumConsumer: String)
    /// What the run is; it may come again with changes.
    case run(WandBRun)
    /// Values of the configuration that changed, and the names of those that went.
    case config(update: [WandBItem], remove: [WandBItem])
    /// Values of the summary that changed, and the names of those that went.
    case summary(update: [WandBItem], remove: [WandBItem])
    /// A row of the history; `_step`, `_runtime` and `_timestamp` are among its items.
    case history([WandBItem], step: Int64?)
    /// What the process printed, a part of a line or more; older clients call it `output`.
    case output(isError: Bool, seconds: Double, text: String)
    /// Files that belong to the run, relative to its folder `files`.
    case files([String])
    /// What was measured of the machine.
    case stats([WandBItem], seconds: Double)
    /// How a metric is shown.
    case metric(WandBMetric)
    /// An alert.
    case alert(title: String, text: String, level: String)
    /// The process ended.
    case exit(code: Int64, runtime: Int64)
    /// A kind that is not known here or means nothing to a reader, by its number; 0 for a record without a kind.
    case other(Int)
}

/// What a run is.
package struct WandBRun: Hashable, Sendable {
    /// Its identifier, unique in its project.
    package var id = ""
    /// Whose project it is; empty when that was left to the server.
    package var entity = ""
    /// The project.
    package var project = ""
    /// The configuration.
    package var config: [WandBItem] = []
    /// The group of runs.
    package var group = ""
    /// The kind of work.
    package var jobType = ""
    /// A name for people.
    package var displayName = ""
    /// Notes.
    package var notes = ""
    /// Tags.
    package var tags: [String] = []
    /// The sweep it belongs to.
    package var sweepID = ""
    /// The machine.
    package var host = ""
    /// Its first step, when it goes on with an earlier run.
    package var startingStep: Int64 = 0
    /// The start in seconds since 1970; `nil` when it is not said.
    package var startSeconds: Double?
    /// The repository's address.
    package var gitRemote = ""
    /// The commit.
    package var gitCommit = ""

    /// A run of which nothing is said.
    package init() {}
}

/// How a metric is shown.
package struct WandBMetric: Hashable, Sendable {
    /// Its name.
    package var name: String
    /// The metric along which it is shown; empty for the step.
    package var stepMetric: String
    /// Which of its values the summary keeps.
    package var summary: Set<Summary>

    /// Values that a summary keeps; the raw value is the field's number.
    package enum Summary: Int, Hashable, Sendable, CaseIterable {
        /// The smallest.
        case minimum = 1
        /// The largest.
        case maximum
        /// The mean.
        case mean
        /// The best.
        case best
        /// The last.
        case last
    }

    /// A metric.
    package init(name: String, stepMetric: String = "", summary: Set<Summary> = []) {
        self.name = name
        self.stepMetric = stepMetric
        self.summary = summary
    }
}
