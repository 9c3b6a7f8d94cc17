/// One record of an event file.
public struct Event: Hashable, Sendable {
    /// What an event carries.
    public enum Content: Hashable, Sendable {
        /// The format's version, in the first event of a file.
        case fileVersion(String)
        /// Values logged at one step.
        case summary([SummaryValue])
        /// Something else (a graph, a session's state), or nothing.
        case other
    }

    /// The version that the first event of a file carries.
    public static let currentFileVersion = "brain.Event:2"

    /// When the event was logged, in seconds since 1970.
    public var wallTime: Double
    /// The training step. Any order; zero when the writer gave none.
    public var step: Int64
    /// What the event carries.
    public var content: Content

    /// An event.
    public init(wallTime: Double, step: Int64 = 0, content: Content) {
        self.wallTime = wallTime
        self.step = step
        self.content = content
    }
}
