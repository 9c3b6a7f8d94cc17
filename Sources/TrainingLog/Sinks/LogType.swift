/// A kind of log, and where it is kept.
public struct LogType: Hashable, Sendable {
    /// The kind: `csv`, `tensorboard`, `registry`.
    public var kind: String
    /// A path, or a sentence.
    public var place: String

    /// A kind of log.
    public init(kind: String, place: String) {
        self.kind = kind
        self.place = place
    }
}
