import RasterGraphics

/// Paints the names of a legend, each after its sample.
struct LegendPainter {
    let items: [LegendItem]
    let layout: ChartLayout
    let theme: ChartTheme

    func paint(on canvas: inout Canvas) {
        let metrics = layout.metrics
        for entry in layout.legend.entries {
            let middle = entry.frame.midY.rounded()
            var x = entry.frame.x
            if let index = entry.seriesIndex, items.indices.contains(index) {
                paint(items[index], at: Point(x: x, y: middle), on: &canvas)
                x += metrics.legendSample + metrics.gap
            }
            canvas.draw(
                entry.text, at: Point(x: x, y: middle), alignment: TextAlignment(.leading, .middle),
                color: entry.seriesIndex == nil ? theme.mutedText : theme.text)
        }
    }

    private func paint(_ item: LegendItem, at place: Point, on canvas: inout Canvas) {
        let metrics = layout.metrics
        let color = item.color(in: theme)
        let end = place.x + metrics.legendSample
        switch item.sample {
        case .line:
            var style = SeriesPainter.style(at: item.index, layout: layout, theme: theme)
            style.width *= 1.4
            let y = place.y + (metrics.unit == 1 ? 0.5 : 0)
            canvas.stroke(
                [Polyline(points: [Point(x: place.x, y: y), Point(x: end, y: y)])], style: style, color: color)
        case .dot:
            // At the sample's end, beside the name.
            let center = Point(x: end - 2 * metrics.markerRadius, y: place.y)
            canvas.fill(Path(circleAt: center, radius: 1.3 * metrics.markerRadius), color: color)
        case .area:
            let side = (10 * metrics.unit).rounded()
            canvas.fill(
                Rect(x: end - side, y: place.y - (side / 2).rounded(), width: side, height: side), color: color)
        }
    }
}
