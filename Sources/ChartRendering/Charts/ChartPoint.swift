/// One logged value: where along the horizontal axis, and how large.
///
/// A value that is not finite makes a gap with a mark; a place that is not finite cannot be shown and is only counted.
public struct ChartPoint: Hashable, Sendable {
    /// The place along the horizontal axis, such as the step.
    public var x: Double
    /// The value.
    public var y: Double

    /// A point from its place and value.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}
