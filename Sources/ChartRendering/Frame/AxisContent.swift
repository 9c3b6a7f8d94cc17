/// What an axis shows.
public enum AxisContent: Hashable, Sendable {
    /// Numbers.
    case values(ValueAxis)
    /// Names, each with a band of its own: from left to right, or from the top down.
    case categories([String])
    /// Nothing that could be read: no ticks, no labels, no line.
    case nothing
}
