/// Points joined by straight lines: what a path becomes before it is filled or stroked.
public struct Polyline: Hashable, Sendable {
    /// The points, in order.
    public var points: [Point]
    /// Whether a line leads from the last point back to the first.
    public var isClosed: Bool

    /// A polyline from its points; open by default.
    public init(points: [Point], isClosed: Bool = false) {
        self.points = points
        self.isClosed = isClosed
    }
}
