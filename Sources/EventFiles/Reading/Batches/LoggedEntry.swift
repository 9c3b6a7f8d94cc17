/// Something other than a number that was logged.
public struct LoggedEntry: Hashable, Sendable {
    /// Which of the batch's tags it was logged under.
    public let tag: Int
    /// The training step.
    public let step: Int64
    /// When, in seconds since 1970.
    public let wallTime: Double
    /// What was logged.
    public let value: LoggedValue
    /// Where its record starts in the file, in bytes.
    public let byteOffset: Int
}
