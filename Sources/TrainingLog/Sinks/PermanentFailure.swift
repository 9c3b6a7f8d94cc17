/// A sink's failure that trying again would only repeat.
public struct PermanentFailure: Error {
    /// What it failed with.
    public let reason: any Error

    /// A failure.
    public init(_ reason: any Error) {
        self.reason = reason
    }
}
