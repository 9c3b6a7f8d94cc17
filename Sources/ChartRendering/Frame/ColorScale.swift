/// What the colours of a chart stand for: the bar beside the plot.
public struct ColorScale: Hashable, Sendable {
    /// The numbers along the bar. Free space at its ends is left out, whatever the axis says: the bar ends where the
    /// colours do.
    public var axis: ValueAxis
    /// The colours, the first for the lower end.
    public var map: ColorMap
    /// The colours on a dark background.
    public var mapOnDark: ColorMap
    /// Whether there are numbers below the lower end, which have its colour: the bar then ends in a triangle. Default no.
    public var extendsBelow = false
    /// Whether there are numbers above the upper end, which have its colour. Default no.
    public var extendsAbove = false
    /// What the numbers are, beside the bar, running upwards; empty, which is the default, for nothing.
    public var label = ""

    /// A scale of colours.
    ///
    /// - Parameter mapOnDark: The colours on a dark background; `nil`, the default, for the same.
    public init(axis: ValueAxis, map: ColorMap, onDark mapOnDark: ColorMap? = nil) {
        var axis = axis
        axis.air = .none
        self.axis = axis
        self.map = map
        self.mapOnDark = mapOnDark ?? map
    }

    /// The colours for a theme.
    func map(in theme: ChartTheme) -> ColorMap { theme.isDark ? mapOnDark : map }
}
