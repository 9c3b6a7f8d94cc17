import RasterGraphics

/// The scale of the colours before it has its place.
struct ColorScaleLayout {
    private let axis: AxisLayout
    private let scale: ColorScale
    private let barWidth: Double
    private let metrics: ChartMetrics

    init(_ scale: ColorScale, _ height: Double, _ metrics: ChartMetrics) {
        self.metrics = metrics
        self.scale = scale
        barWidth = (12 * metrics.unit).rounded()
        axis = AxisLayout(.values(scale.axis), length: height, isVertical: true, metrics: metrics)
    }

    /// How much room it takes at the plot's right side, in picture pixels.
    var width: Double {
        (2 * metrics.gap + barWidth + metrics.tickLength + metrics.gap + axis.widestLabel).rounded(.up)
    }

    func placed(beside plot: Rect) -> ChartLayout.ColorScale {
        ChartLayout.ColorScale(
            frame: Rect(
                x: (plot.maxX + 2 * metrics.gap).rounded(), y: plot.y, width: barWidth, height: plot.height),
            axis: axis.axis(start: plot.maxY, end: plot.y, showsLabels: true),
            scale: scale)
    }
}
