import RasterGraphics

/// Paints the bands, the lines, the dots and the marks at the edge.
struct SeriesPainter {
    let chart: LineChart
    let layout: ChartLayout
    let theme: ChartTheme

    /// With more lines than this the dots of one hide the lines of others.
    private static let mostSeriesWithMarkers = 24
    /// How strong a curve is behind its smoothed one.
    private static let rawOpacity = 0.28

    func paint(on canvas: inout Canvas) {
        let bands = BandPainter(layout: layout)
        for band in chart.bands { bands.paint(band, color: color(of: band), on: &canvas) }
        let markers = chart.series.count <= SeriesPainter.mostSeriesWithMarkers ? chart.markers : .never
        for (index, series) in chart.series.enumerated() {
            let color = color(at: index)
            let marksOutliers = chart.yRange == .withoutOutliers
            let trace = SeriesTrace(series, layout: layout, markers: markers, marksOutliers: marksOutliers)
            let lineColor = chart.smoothing == nil ? color : color.withOpacity(SeriesPainter.rawOpacity)
            paint(trace, at: index, color: lineColor, on: &canvas)
            let marks = EdgeMarkPainter(plot: layout.plot, unit: layout.metrics.unit, background: theme.plotBackground)
            for mark in trace.marks { marks.paint(mark, color: color, on: &canvas) }
        }
        guard let smoothing = chart.smoothing else { return }
        // After all the raw curves: the smoothed ones are what is compared.
        for (index, series) in chart.series.enumerated() {
            let trace = SeriesTrace(smoothing.smoothed(series), layout: layout, markers: .never, marksOutliers: true)
            paint(trace, at: index, color: color(at: index), on: &canvas)
        }
    }

    private func paint(_ trace: SeriesTrace, at index: Int, color: Color, on canvas: inout Canvas) {
        canvas.stroke(trace.lines, style: SeriesPainter.style(at: index, layout: layout, theme: theme), color: color)
        var dots = Path()
        for point in trace.lonePoints + trace.markers {
            dots.append(Path(circleAt: point, radius: layout.metrics.markerRadius))
        }
        canvas.fill(dots, color: color)
    }

    private func color(at index: Int) -> Color {
        let own = chart.series.indices.contains(index) ? chart.series[index].color : nil
        return own ?? theme.palette.color(at: index)
    }

    private func color(of band: LineBand) -> Color { band.color ?? color(at: band.seriesIndex) }

    /// The pen of a series, the same in the plot and in the legend.
    static func style(at index: Int, layout: ChartLayout, theme: ChartTheme) -> StrokeStyle {
        let width = layout.metrics.lineWidth
        return StrokeStyle(width: width, join: .round, dashes: theme.palette.dashes(at: index).map { $0 * width })
    }
}
