/// One record of a `.swanlab` file.
package enum SwanLabRecord: Hashable, Sendable {
    /// What the run is.
    case start(SwanLabStart)
    /// How it ended, and when.
    case finish(state: State, error: String, seconds: Double?)
    /// A number.
    case scalar(key: String, step: Int64, seconds: Double, value: Double)
    /// Something to look at or to listen to; by SwanLab's number of the kind.
    case media(key: String, kind: Int64, count: Int)
    /// A line that the process printed.
    case log(line: String, isError: Bool, seconds: Double)
    /// A file that belongs to the run.
    case save(name: String, path: String)
    /// A kind that means nothing to a reader, by its number; 0 for a record without a kind.
    case other(Int)

    /// How a run is doing.
    package enum State: Int64, Hashable, Sendable {
        /// It goes on.
        case running
        /// It ended by itself.
        case finished
        /// It ended with an error.
        case crashed
        /// It was stopped.
        case aborted
    }
}

/// What a SwanLab run is.
package struct SwanLabStart: Hashable, Sendable {
    /// The project.
    package var project = ""
    /// Whose it is.
    package var workspace = ""
    /// A name for people.
    package var name = ""
    /// Notes.
    package var description = ""
    /// Tags.
    package var tags: [String] = []
    /// The group of runs.
    package var group = ""
    /// The kind of work.
    package var jobType = ""
    /// Its identifier.
    package var id = ""
    /// The start in seconds since 1970.
    package var startSeconds: Double?

    /// A run of which nothing is said.
    package init() {}
}
