public import RasterGraphics

/// One histogram of a chart, with its name in the legend.
public struct HistogramSeries: Hashable, Sendable {
    /// The name in the legend; a series without one is not listed.
    public var name: String
    /// The values or their bins.
    public var content: HistogramContent
    /// The colour; `nil` takes the next of the theme's palette.
    public var color: Color?

    /// A histogram of values or bins.
    public init(name: String = "", content: HistogramContent, color: Color? = nil) {
        self.name = name
        self.content = content
        self.color = color
    }

    /// A histogram of values.
    public init(name: String = "", values: [Double], color: Color? = nil) {
        self.init(name: name, content: .values(values), color: color)
    }

    /// A histogram of bins.
    public init(name: String = "", bins: [HistogramBin], color: Color? = nil) {
        self.init(name: name, content: .bins(bins), color: color)
    }
}
