/// A labelled place on an axis.
public struct Tick: Hashable, Sendable {
    /// The value.
    public let value: Double
    /// The value as text.
    public let label: String
}
