import RasterGraphics

/// Paints grid lines, the two axes and the labels of their ticks. Lines lie on whole pixels.
struct AxisPainter {
    let layout: ChartLayout
    let theme: ChartTheme

    private var unit: Double { layout.metrics.unit }
    private var plot: Rect { layout.plot }

    func paintGrid(on canvas: inout Canvas) {
        for x in layout.xAxis.minorPositions { vertical(x, theme.minorGrid, on: &canvas) }
        for y in layout.yAxis.minorPositions { horizontal(y, theme.minorGrid, on: &canvas) }
        for tick in layout.xAxis.ticks { vertical(tick.position, theme.grid, on: &canvas) }
        for tick in layout.yAxis.ticks { horizontal(tick.position, theme.grid, on: &canvas) }
    }

    func paintAxes(on canvas: inout Canvas) {
        canvas.fill(Rect(x: plot.x - unit, y: plot.y, width: unit, height: plot.height + unit), color: theme.axis)
        canvas.fill(Rect(x: plot.x - unit, y: plot.maxY, width: plot.width + unit, height: unit), color: theme.axis)
        let metrics = layout.metrics
        for tick in layout.xAxis.ticks where !tick.label.isEmpty {
            let x = snapped(tick.position)
            canvas.fill(Rect(x: x, y: plot.maxY, width: unit, height: metrics.tickLength), color: theme.axis)
            let text = TextLayout(tick.label, font: metrics.tickFont)
            // A label at the end of the axis moves inwards rather than out of the picture.
            let middle = min(max(x, text.width / 2 + unit), layout.bounds.width - text.width / 2 - unit)
            canvas.draw(
                text, at: Point(x: middle, y: plot.maxY + metrics.tickLength + metrics.gap * 0.7),
                alignment: TextAlignment(.center, .top), color: theme.mutedText)
        }
        for tick in layout.yAxis.ticks where !tick.label.isEmpty {
            let y = snapped(tick.position)
            canvas.fill(
                Rect(x: plot.x - metrics.tickLength, y: y, width: metrics.tickLength, height: unit), color: theme.axis)
            canvas.draw(
                TextLayout(tick.label, font: metrics.tickFont),
                at: Point(x: plot.x - metrics.tickLength - metrics.gap * 0.5, y: y),
                alignment: TextAlignment(.trailing, .middle), color: theme.mutedText)
        }
    }

    private func vertical(_ x: Double, _ color: Color, on canvas: inout Canvas) {
        canvas.fill(Rect(x: snapped(x), y: plot.y, width: unit, height: plot.height), color: color)
    }

    private func horizontal(_ y: Double, _ color: Color, on canvas: inout Canvas) {
        canvas.fill(Rect(x: plot.x, y: snapped(y), width: plot.width, height: unit), color: color)
    }

    /// The whole pixel whose line's middle is nearest.
    private func snapped(_ position: Double) -> Double { (position - unit / 2).rounded() }
}
