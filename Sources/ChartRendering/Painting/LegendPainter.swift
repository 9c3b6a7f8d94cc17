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
        case .dot: paintDot(item, color, endingAt: end, place.y, on: &canvas)
        case .crowd(let single):
            paintDot(item, color, endingAt: end, place.y, on: &canvas)
            paintDot(
                item, color.withOpacity(single), endingAt: end - 3.2 * metrics.markerRadius, place.y, on: &canvas)
        case .area:
            AreaFill(at: item.index, own: item.color == nil ? nil : color, theme: theme)
                .paint(square(endingAt: end, place.y), unit: metrics.unit, on: &canvas)
        case .outlinedArea:
            let dashes = item.color == nil ? theme.palette.dashes(at: item.index) : []
            guard !dashes.isEmpty else {
                canvas.fill(square(endingAt: end, place.y), color: color)
                return
            }
            let width = 1.4 * metrics.unit
            let square = square(endingAt: end, place.y)
            // As wide as lines' samples: a square has no room for dashes.
            let frame = Rect(x: place.x, y: square.y, width: end - place.x, height: square.height)
            canvas.fill(frame, color: color.withOpacity(0.25))
            canvas.stroke(
                Path(frame.inset(by: width / 2)),
                style: StrokeStyle(width: width, join: .miter, dashes: dashes.map { $0 * width }), color: color)
        }
    }

    private func paintDot(
        _ item: LegendItem, _ color: Color, endingAt end: Double, _ middle: Double, on canvas: inout Canvas
    ) {
        let radius = layout.metrics.markerRadius
        let shape = item.color == nil ? DotShape(at: item.index, in: theme.palette) : .disc
        let center = Point(x: end - 2 * radius, y: middle)
        canvas.fill(shape.path(at: center, radius: 1.3 * radius), color: color, rule: .evenOdd)
    }

    private func square(endingAt end: Double, _ middle: Double) -> Rect {
        let side = (10 * layout.metrics.unit).rounded()
        return Rect(x: end - side, y: middle - (side / 2).rounded(), width: side, height: side)
    }
}
