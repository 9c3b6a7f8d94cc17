/// How a run is doing.
public enum RunStatus: String, Hashable, Sendable, CaseIterable {
    /// It is going on, as far as is known.
    case running
    /// It ended by itself.
    case finished
    /// It ended with an error.
    case failed
    /// It was stopped from outside.
    case killed
}
