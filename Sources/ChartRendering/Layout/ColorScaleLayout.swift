import RasterGraphics

/// The scale of the colours before it has its place.
struct ColorScaleLayout {
    private let axis: AxisLayout
    private let scale: ColorScale
    private let barWidth: Double
    /// The height of the triangle at an end beyond which there are numbers.
    private let tip: Double
    private let metrics: ChartMetrics

    init(_ scale: ColorScale, _ height: Double, _ metrics: ChartMetrics) {
        self.metrics = metrics
        self.scale = scale
        barWidth = (12 * metrics.unit).rounded()
        // Not so much that a low bar would be triangles only.
        let tip = min((9 * metrics.unit).rounded(), (height / 6).rounded())
        self.tip = tip
        let length = height - (scale.extendsBelow ? tip : 0) - (scale.extendsAbove ? tip : 0)
        axis = AxisLayout(vertical: .values(scale.axis), length: length, metrics: metrics)
    }

    /// How much room it takes at the plot's right side, in picture pixels.
    var width: Double {
        let label = scale.label.isEmpty ? 0 : metrics.labelFont.capitalHeight + metrics.gap
        return (2 * metrics.gap + barWidth + metrics.tickLength + metrics.gap + axis.widestLabel + label).rounded(.up)
    }

    func placed(beside plot: Rect) -> ChartLayout.ColorScale {
        let top = plot.y + (scale.extendsAbove ? tip : 0)
        let bottom = plot.maxY - (scale.extendsBelow ? tip : 0)
        let label = TextLayout(scale.label, font: metrics.labelFont, maximumWidth: plot.height)
        return ChartLayout.ColorScale(
            frame: Rect(
                x: (plot.maxX + 2 * metrics.gap).rounded(), y: top, width: barWidth, height: bottom - top),
            axis: axis.axis(start: bottom, end: top, showsLabels: true), scale: scale, tipHeight: tip,
            label: label.width > 0
                ? ChartLayout.PlacedText(text: label, point: Point(x: plot.maxX + width, y: plot.midY)) : nil)
    }
}
