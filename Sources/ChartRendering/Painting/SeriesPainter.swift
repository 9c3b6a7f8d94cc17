import RasterGraphics

/// Paints the lines, the dots and the marks of gaps.
struct SeriesPainter {
    let chart: LineChart
    let layout: ChartLayout
    let theme: ChartTheme

    /// With more lines than this the dots of one hide the lines of others.
    private static let mostSeriesWithMarkers = 24

    func paint(on canvas: inout Canvas) {
        let markers = chart.series.count <= SeriesPainter.mostSeriesWithMarkers ? chart.markers : .never
        for (index, series) in chart.series.enumerated() {
            let color = series.color ?? theme.palette.color(at: index)
            let trace = SeriesTrace(series, layout: layout, markers: markers)
            canvas.stroke(
                trace.lines, style: SeriesPainter.style(at: index, layout: layout, theme: theme), color: color)
            var dots = Path()
            for point in trace.lonePoints + trace.markers {
                dots.append(Path(circleAt: point, radius: layout.metrics.markerRadius))
            }
            canvas.fill(dots, color: color)
            for mark in trace.marks { paint(mark, color: color, on: &canvas) }
        }
    }

    /// The pen of a series, the same in the plot and in the legend.
    static func style(at index: Int, layout: ChartLayout, theme: ChartTheme) -> StrokeStyle {
        let width = layout.metrics.lineWidth
        return StrokeStyle(width: width, join: .round, dashes: theme.palette.dashes(at: index).map { $0 * width })
    }

    private func paint(_ mark: SeriesTrace.Mark, color: Color, on canvas: inout Canvas) {
        let unit = layout.metrics.unit
        let half = 3 * unit
        let edge = 2 * unit
        switch mark.gap {
        case .notANumber:
            let middle = Point(x: mark.x, y: layout.plot.maxY - edge - half)
            var cross = Path()
            cross.move(to: Point(x: middle.x - half, y: middle.y - half))
            cross.line(to: Point(x: middle.x + half, y: middle.y + half))
            cross.move(to: Point(x: middle.x - half, y: middle.y + half))
            cross.line(to: Point(x: middle.x + half, y: middle.y - half))
            canvas.stroke(cross, style: StrokeStyle(width: 1.4 * unit), color: color)
        case .aboveEverything:
            let tip = layout.plot.y + edge
            canvas.fill(triangle(mark.x, half, tip: tip, base: tip + 2 * half), color: color)
        case .belowEverything:
            let tip = layout.plot.maxY - edge
            canvas.fill(triangle(mark.x, half, tip: tip, base: tip - 2 * half), color: color)
        }
    }

    private func triangle(_ x: Double, _ half: Double, tip: Double, base: Double) -> Path {
        var path = Path()
        path.move(to: Point(x: x, y: tip))
        path.line(to: Point(x: x + half * 1.2, y: base))
        path.line(to: Point(x: x - half * 1.2, y: base))
        path.close()
        return path
    }
}
