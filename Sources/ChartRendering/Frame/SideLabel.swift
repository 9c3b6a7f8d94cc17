/// A word at the right side of the plot, beside what it names.
public struct SideLabel: Hashable, Sendable {
    /// The word.
    public var text: String
    /// How high it stands: 0 at the plot's lower edge, 1 at its upper edge; limited to that.
    public var height: Double

    /// A word at a height.
    public init(_ text: String, height: Double) {
        self.text = text
        self.height = height.isFinite ? min(max(height, 0), 1) : 0
    }
}
