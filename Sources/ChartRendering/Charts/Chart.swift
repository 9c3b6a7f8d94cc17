public import RasterGraphics

/// A chart of any kind: it says what stands around its data, and paints the data where the layout has put it.
///
/// Everything else is the same for all kinds: sizes, axes, titles, legends, themes, files. A kind of your own needs only the
/// first two requirements.
public protocol Chart: Sendable {
    /// What the chart says around its data.
    var frame: ChartFrame { get }

    /// Paints the data.
    ///
    /// - Parameters:
    ///   - canvas: What is painted on; nothing outside the plot is changed.
    ///   - layout: Where everything lies.
    ///   - theme: The colours.
    func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme)

    /// The note of the frame when the vertical axis is another than the chart's own, as in ``SmallMultiples`` that share
    /// theirs: what lies beyond the axis depends on it. `nil`, which is the default, when the note stays as it is.
    func note(onVertical axis: ValueAxis) -> String?
}

extension Chart {
    /// The note says nothing of the axis.
    public func note(onVertical axis: ValueAxis) -> String? { nil }

    /// Where everything in the chart goes at a size: a value that can be looked at without a picture.
    ///
    /// - Parameter typeface: What text is drawn from: the theme's. Default `Typeface.standard`.
    public func layout(size: ChartSize = .standard, typeface: Typeface = .standard) -> ChartLayout {
        ChartLayout(frame, size: size, typeface: typeface)
    }

    /// The chart as a picture. The same chart gives the same bytes.
    ///
    /// - Throws: ``ChartError`` with `internalFailure`.
    public func render(size: ChartSize = .standard, theme: ChartTheme = .light) throws(ChartError) -> Pixmap {
        try picture(frame, size: size, theme: theme)
    }

    /// The chart as a PNG file, with its title and its note (how many points it stands for) stored as text.
    ///
    /// - Throws: ``ChartError`` with `internalFailure`.
    public func png(size: ChartSize = .standard, theme: ChartTheme = .light) throws(ChartError) -> [UInt8] {
        let frame = frame
        let picture = try picture(frame, size: size, theme: theme)
        return try PNGFile.encode(picture, title: frame.title, comment: frame.note)
    }

    private func picture(_ frame: ChartFrame, size: ChartSize, theme: ChartTheme) throws(ChartError) -> Pixmap {
        let layout = ChartLayout(frame, size: size, typeface: theme.typeface)
        return try ChartPainter(chart: self, layout: layout, theme: theme, legend: frame.legend).paint()
    }
}
