/// With which axes of other charts an axis may have a common range, in ``SmallMultiples``.
public enum AxisSharing: Hashable, Sendable {
    /// With all others whose numbers are spread in the same way.
    case numbers
    /// Only with those of the same unit, because others cannot be compared: heights of bins of another width, say.
    case unit(String)
    /// With none: the chart does not draw by the range of its axis.
    case never
}
