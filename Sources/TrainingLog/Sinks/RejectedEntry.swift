/// An entry that a sink can never take.
public struct RejectedEntry: Sendable {
    /// The entry's number.
    public let sequence: Int64
    /// Why.
    public let reason: any Error
    /// Nobody can put it right, as when people removed the run: the journal is not kept for it. Default: no.
    public let isForGood: Bool

    /// An entry that is not taken.
    public init(sequence: Int64, reason: any Error, isForGood: Bool = false) {
        self.sequence = sequence
        self.reason = reason
        self.isForGood = isForGood
    }
}
