public import RasterGraphics

/// One line of a chart, with its name in the legend.
public struct ChartSeries: Hashable, Sendable {
    /// What the line is made of.
    public enum Content: Hashable, Sendable {
        /// Every point. Points out of order are drawn in the order of their x.
        case points([ChartPoint])
        /// Summaries of neighbouring points, in any order. Those that lie over each other, as along the time of a run that was
        /// resumed, are drawn as spans from their smallest to their largest value at both of their ends.
        case buckets([ChartBucket])
    }

    /// The name in the legend; a series without one is not listed.
    public var name: String
    /// The points or their summaries.
    public var content: Content
    /// The line's colour; `nil` takes the next of the theme's palette.
    public var color: Color?

    /// A series of points.
    public init(name: String, points: [ChartPoint], color: Color? = nil) {
        self.name = name
        content = .points(points)
        self.color = color
    }

    /// A series of summaries.
    public init(name: String, buckets: [ChartBucket], color: Color? = nil) {
        self.name = name
        content = .buckets(buckets)
        self.color = color
    }

    /// A series of values at x = 0, 1, 2 …
    public init(name: String, values: [Double], color: Color? = nil) {
        self.init(
            name: name, points: values.enumerated().map { ChartPoint(x: Double($0.offset), y: $0.element) },
            color: color)
    }
}
