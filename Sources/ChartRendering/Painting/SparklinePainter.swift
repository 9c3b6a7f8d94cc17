import RasterGraphics

/// Paints a laid-out sparkline.
struct SparklinePainter {
    let sparkline: Sparkline
    let layout: SparklineLayout
    let theme: ChartTheme

    func paint() throws(ChartError) -> Pixmap {
        let background = sparkline.background ?? theme.background
        let paper: Pixmap
        do {
            paper = try Pixmap(
                width: Int(layout.bounds.width), height: Int(layout.bounds.height), color: background)
        } catch {
            throw ChartError(error)
        }
        var canvas = Canvas(paper)
        let unit = layout.metrics.unit
        let color = sparkline.series.color ?? theme.palette.color(at: 0)
        let trace = SeriesTrace(
            sparkline.series, xAxis: layout.xAxis, yAxis: layout.yAxis, unit: unit, markers: .never)
        canvas.stroke(trace.lines, style: StrokeStyle(width: 1.4 * unit, join: .round), color: color)
        for point in trace.lonePoints { dot(at: point, color: color, on: &canvas) }
        let marks = EdgeMarkPainter(
            plot: Rect(x: 0, y: 0, width: layout.plot.maxX, height: layout.bounds.height), unit: unit,
            background: background)
        for mark in trace.marks { marks.paint(mark, color: color, on: &canvas) }
        // In the colour of text: dots of the line's own colour would be taken for thick places of the line.
        for point in layout.extremes { dot(at: point, color: theme.text, on: &canvas) }
        if let value = layout.value {
            canvas.draw(
                value, at: layout.valuePoint, alignment: TextAlignment(.leading, .middle), color: theme.mutedText)
        }
        return canvas.pixmap
    }

    private func dot(at point: Point, color: Color, on canvas: inout Canvas) {
        canvas.fill(Path(circleAt: point, radius: 2 * layout.metrics.unit), color: color)
    }
}
