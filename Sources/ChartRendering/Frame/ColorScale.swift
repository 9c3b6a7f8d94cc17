/// What the colours of a chart stand for: the bar beside the plot.
public struct ColorScale: Hashable, Sendable {
    /// The numbers along the bar. Free space at its ends is left out, whatever the axis says: the bar ends where the
    /// colours do.
    public var axis: ValueAxis
    /// The colours, the first for the lower end.
    public var map: ColorMap

    /// A scale of colours.
    public init(axis: ValueAxis, map: ColorMap) {
        var axis = axis
        axis.air = .none
        self.axis = axis
        self.map = map
    }
}
