public import RasterGraphics

/// One name in a legend, and what stands before it.
public struct LegendItem: Hashable, Sendable {
    /// The sample before the name.
    public enum Sample: Hashable, Sendable {
        /// A piece of line, dashed as the line is.
        case line
        /// A dot.
        case dot
        /// A filled square.
        case area
    }

    /// The name; an empty one is not listed.
    public var name: String
    /// The place in the theme's palette.
    public var index: Int
    /// The colour; `nil` for the palette's.
    public var color: Color?
    /// What stands before the name.
    public var sample: Sample

    /// A name of a legend.
    public init(_ name: String, index: Int, color: Color? = nil, sample: Sample = .line) {
        self.name = name
        self.index = index
        self.color = color
        self.sample = sample
    }

    /// The sample's colour.
    func color(in theme: ChartTheme) -> Color { color ?? theme.palette.color(at: index) }
}
