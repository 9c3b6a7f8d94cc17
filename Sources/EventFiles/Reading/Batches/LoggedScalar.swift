/// A number that was logged.
public struct LoggedScalar: Hashable, Sendable {
    /// Which of the batch's tags it was logged under.
    public let tag: Int
    /// The training step.
    public let step: Int64
    /// When, in seconds since 1970.
    public let wallTime: Double
    /// The number.
    public let value: Double
}
