public import RasterGraphics

/// A dot for each point: how two numbers go together, and a third one by colour.
///
/// Dots get smaller and more transparent the more there are. A pixel's opacity grows with the logarithm of the number
/// of dots on it, so that a million points still show where they are dense, while the opacity of a single dot never
/// falls below 0.45: one outlier is seen beside any crowd. Series with more points are painted first, so that small ones
/// lie on top.
///
/// After the palette's colours dots have another form: rings, squares, diamonds.
///
/// Dots with a third number are nearly opaque, because their colour must be that of the scale; where they overlap, it
/// is the colour of their mean.
///
/// Points that are not finite, or not above 0 on a logarithmic axis, have no dot; the note counts them. Where they have a
/// place along the horizontal axis, a mark stands at the edge as in a ``LineChart``: a cross for NaN, a full triangle for an
/// infinity, a ring for a value not above 0.
public struct ScatterChart: Chart, Hashable, Sendable {
    /// The smallest and the largest radius of a dot, in screen pixels.
    public static let radiusLimits = 0.5...32.0

    /// Dots of this opacity look like their colour.
    private static let nearlyOpaque = 0.7

    /// Above the chart; empty for none.
    public var title: String
    /// The title of the horizontal axis; empty for none.
    public var xLabel: String
    /// The title of the vertical axis; empty for none.
    public var yLabel: String
    /// The dots.
    public var series: [ScatterSeries]
    /// The horizontal axis. Default linear.
    public var xScale: ScaleKind
    /// The vertical axis. Default linear.
    public var yScale: ScaleKind
    /// The dots' radius in screen pixels, limited to ``radiusLimits``; `nil`, the default, adapts it to the number of
    /// points.
    public var radius: Double?
    /// The opacity of a single dot, 0 to 1: dots lie over each other like glass. `nil`, the default, adapts it as
    /// described.
    public var opacity: Double?
    /// The colours of the third number; on a dark background without those that are hardly seen there. `nil`, which is
    /// the default, takes viridis.
    public var colorMap: ColorMap?
    /// How the third number is spread over the colours. Default linear.
    public var valueScale: ScaleKind
    /// What else the note says, such as how many points were left out before. Default nothing.
    public var remarks: [String]

    /// A chart of dots.
    public init(
        title: String = "", xLabel: String = "", yLabel: String = "", series: [ScatterSeries],
        xScale: ScaleKind = .linear, yScale: ScaleKind = .linear, radius: Double? = nil, opacity: Double? = nil,
        colorMap: ColorMap? = nil, valueScale: ScaleKind = .linear, remarks: [String] = []
    ) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.series = series
        self.xScale = xScale
        self.yScale = yScale
        self.radius = radius
        self.opacity = opacity
        self.colorMap = colorMap
        self.valueScale = valueScale
        self.remarks = remarks
    }

    /// What the chart says around its dots.
    public var frame: ChartFrame {
        let extent = ScatterExtent(self)
        let colors = colors
        return ChartFrame(
            title: title, xLabel: xLabel, yLabel: yLabel,
            x: .values(ValueAxis(xScale, showing: extent.x, isWhole: extent.hasWholeX)),
            y: .values(ValueAxis(yScale, showing: extent.y)),
            legend: series.enumerated().map { index, one in
                LegendItem(
                    one.name, index: index, color: one.values.isEmpty ? one.color : colors.onLight.color(at: 0.5),
                    onDark: one.values.isEmpty ? nil : colors.onDark.color(at: 0.5), sample: sample(of: one))
            },
            colorScale: extent.values.range.map {
                ColorScale(
                    axis: ValueAxis(valueScale, showing: $0), map: colors.onLight, onDark: colors.onDark)
            }, note: CountedNoun.note([extent.note] + remarks), emptyMessage: extent.emptyMessage)
    }

    /// How dots lie over each other, but for those with a third number.
    var dotOpacity: DotOpacity { opacity.map { DotOpacity.glass($0.isNaN ? 1 : $0) } ?? .adaptive }

    /// One dot where single ones are as good as opaque: what has the colour of a scale must be, and a few dots are.
    private func sample(of series: ScatterSeries) -> LegendItem.Sample {
        guard series.values.isEmpty || opacity != nil else { return .dot }
        let single = dotOpacity.usualSingle(among: series.points.count)
        return single >= ScatterChart.nearlyOpaque ? .dot : .crowd(single: single)
    }

    /// The colours of the third number on either background.
    var colors: (onLight: ColorMap, onDark: ColorMap) {
        let map = colorMap ?? .viridis
        return (map, map.seen(on: ChartTheme.dark.plotBackground))
    }

    /// Paints the dots.
    public func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {
        ScatterPainter(chart: self, layout: layout, theme: theme).paint(on: &canvas)
    }
}
