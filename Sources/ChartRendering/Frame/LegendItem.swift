public import RasterGraphics

/// One name in a legend, and what stands before it.
public struct LegendItem: Hashable, Sendable {
    /// The sample before the name.
    public enum Sample: Hashable, Sendable {
        /// A piece of line, dashed as the line is.
        case line
        /// A dot, of the form that the series' dots have.
        case dot
        /// Two dots: one as a single dot of the series looks in the plot, with this opacity, and one as a crowd of them
        /// does.
        ///
        /// A single dot among many is pale, and would be hard to name by a legend that is as pale; an opaque sample alone
        /// is a colour that single dots do not have. Together they say that both are the same series.
        case crowd(single: Double)
        /// A filled square, hatched as the series' areas are.
        case area
        /// A filled square; where colours come again, with an outline dashed as that of the series' areas is.
        case outlinedArea
    }

    /// The name; an empty one is not listed.
    public var name: String
    /// The place in the theme's palette.
    public var index: Int
    /// The colour; `nil` for the palette's. An item with a colour of its own is neither hatched nor of another form.
    public var color: Color?
    /// The colour on a dark background; `nil` for `color`.
    public var colorOnDark: Color?
    /// What stands before the name.
    public var sample: Sample

    /// A name of a legend.
    public init(
        _ name: String, index: Int, color: Color? = nil, onDark colorOnDark: Color? = nil, sample: Sample = .line
    ) {
        self.name = name
        self.index = index
        self.color = color
        self.colorOnDark = colorOnDark
        self.sample = sample
    }

    /// The sample's colour.
    func color(in theme: ChartTheme) -> Color {
        (theme.isDark ? colorOnDark ?? color : color) ?? theme.palette.color(at: index)
    }
}
