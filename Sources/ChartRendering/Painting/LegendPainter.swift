import RasterGraphics

/// Paints the names of the series, each after a piece of its line.
struct LegendPainter {
    let chart: LineChart
    let layout: ChartLayout
    let theme: ChartTheme

    func paint(on canvas: inout Canvas) {
        let metrics = layout.metrics
        let painter = SeriesPainter(chart: chart, layout: layout, theme: theme)
        for entry in layout.legend.entries {
            let middle = entry.frame.midY.rounded()
            var x = entry.frame.x
            if let index = entry.seriesIndex {
                var style = painter.style(at: index)
                style.width *= 1.4
                let y = middle + (metrics.unit == 1 ? 0.5 : 0)
                let sample = Polyline(points: [Point(x: x, y: y), Point(x: x + metrics.legendSample, y: y)])
                canvas.stroke(
                    [sample], style: style, color: chart.series[index].color ?? theme.palette.color(at: index))
                x += metrics.legendSample + metrics.gap
            }
            canvas.draw(
                entry.text, at: Point(x: x, y: middle), alignment: TextAlignment(.leading, .middle),
                color: entry.seriesIndex == nil ? theme.mutedText : theme.text)
        }
    }
}
