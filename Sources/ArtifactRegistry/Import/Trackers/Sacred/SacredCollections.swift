/// The collections of a database that Sacred's MongoObserver writes to.
struct SacredCollections: Hashable, Sendable {
    /// One document for each run.
    let runs: String
    /// One document for each metric of a run.
    let metrics: String
    /// Where the artifacts' files are: GridFS's own, whatever the others are called.
    static let files = "fs.files"

    /// The collections of runs that have a name, with the metrics that Sacred keeps beside them.
    init(runs: String) {
        self.runs = runs
        // With the older way of naming a collection the metrics have no name of their own.
        metrics = runs.hasSuffix("_runs") ? "\(runs.dropLast("runs".count))metrics" : "metrics"
    }

    /// The collections of a prefix.
    init(prefix: String) { self.init(runs: prefix.isEmpty ? "runs" : "\(prefix)_runs") }

    /// Whether the name alone says that runs may be in it.
    var isNamedForRuns: Bool { runs == "runs" || runs.hasSuffix("_runs") }
}
