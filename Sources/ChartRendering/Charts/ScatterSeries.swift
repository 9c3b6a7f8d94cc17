public import RasterGraphics

/// The dots of one kind in a scatter chart.
public struct ScatterSeries: Hashable, Sendable {
    /// The name in the legend; a series without one is not listed.
    public var name: String
    /// Where the dots are.
    public var points: [ChartPoint]
    /// A third number for each point, shown by the dot's colour; empty for none. A point without one, or with one that
    /// is not finite, is grey and counted.
    public var values: [Double]
    /// The dots' colour; `nil` takes the next of the theme's palette. A series with `values` has the map's colours
    /// instead.
    public var color: Color?

    /// A series of points, with a third number for each if wanted.
    public init(name: String = "", points: [ChartPoint], values: [Double] = [], color: Color? = nil) {
        self.name = name
        self.points = points
        self.values = values
        self.color = color
    }

    /// A series of places; what one list has more than the other is left out.
    public init(name: String = "", x: [Double], y: [Double], values: [Double] = [], color: Color? = nil) {
        self.init(name: name, points: zip(x, y).map { ChartPoint(x: $0, y: $1) }, values: values, color: color)
    }
}
