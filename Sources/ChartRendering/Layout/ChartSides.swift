import RasterGraphics

/// What stands left and right of a plot of some height, and what is left between. In picture pixels.
struct ChartSides {
    /// The vertical axis.
    let vertical: AxisLayout
    /// The baseline of the vertical axis' title.
    let yLabelBaseline: Double
    /// The bar of colours.
    let bar: ColorScaleLayout?
    /// The words at the plot's right side.
    let words: SideLabelLayout
    /// The plot's left edge.
    let left: Double
    /// The plot's width.
    let width: Double

    init(_ frame: ChartFrame, plotHeight: Double, width bounds: Double, room: ChartRoom, metrics: ChartMetrics) {
        vertical = AxisLayout(vertical: frame.y, length: plotHeight, metrics: metrics)
        let showsTickLabels = room.showsTickLabels
        var left = showsTickLabels ? metrics.margin * 0.8 : 4 * metrics.unit
        if room.showsDetails, !frame.yLabel.isEmpty { left += metrics.labelFont.capitalHeight + metrics.gap }
        yLabelBaseline = left - metrics.gap
        if showsTickLabels, frame.y != .nothing {
            left += min(vertical.widestLabel, bounds / 3) + metrics.tickLength + metrics.gap * 0.7
        }
        bar = frame.colorScale.flatMap { room.showsDetails ? ColorScaleLayout($0, plotHeight, metrics) : nil }
        words = SideLabelLayout(showsTickLabels ? frame.sideLabels : [], maximumWidth: bounds / 5, metrics)
        let right =
            bounds - (showsTickLabels ? metrics.margin * 1.3 : 4 * metrics.unit) - words.width
            - (bar.map { $0.width } ?? 0)
        self.left = min(left.rounded(), bounds / 2)
        width = max(metrics.smallestPlot, right - self.left)
    }
}
