/// An entry that a sink can never take.
public struct RejectedEntry: Sendable {
    /// Which one.
    public var sequence: Int64
    /// Why.
    public var reason: any Error

    /// A rejected entry.
    public init(sequence: Int64, reason: any Error) {
        self.sequence = sequence
        self.reason = reason
    }
}
