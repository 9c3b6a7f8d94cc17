/// A tag of a run, as its first value describes it.
public struct LoggedTag: Hashable, Sendable {
    /// What values are logged under.
    public let name: String
    /// The TensorBoard plugin that shows it; empty when the file names none.
    public let plugin: String
    /// The title to show in place of the name; empty for the name itself.
    public let displayName: String
    /// Markdown that says more.
    public let description: String
}
