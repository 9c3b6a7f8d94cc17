/// Which places a path with overlapping parts covers.
public enum FillRule: Hashable, Sendable {
    /// Covered where the path winds around the place at least once, in either direction.
    case nonZero
    /// Covered where the path winds around the place an odd number of times.
    case evenOdd
}
