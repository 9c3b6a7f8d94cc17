import RasterGraphics

/// Paints a laid-out chart: background, grid, data, axes, texts, in that order.
struct ChartPainter {
    let chart: LineChart
    let layout: ChartLayout
    let theme: ChartTheme

    func paint() throws(ChartError) -> Pixmap {
        let size = layout.size
        let paper: Pixmap
        do {
            paper = try Pixmap(width: size.pixelWidth, height: size.pixelHeight, color: theme.background)
        } catch {
            throw ChartError(error)
        }
        var canvas = Canvas(paper)
        canvas.fill(layout.plot, color: theme.plotBackground)
        AxisPainter(layout: layout, theme: theme).paintGrid(on: &canvas)
        SeriesPainter(chart: chart, layout: layout, theme: theme).paint(on: &canvas)
        AxisPainter(layout: layout, theme: theme).paintAxes(on: &canvas)
        paintTexts(on: &canvas)
        LegendPainter(chart: chart, layout: layout, theme: theme).paint(on: &canvas)
        return canvas.pixmap
    }

    private func paintTexts(on canvas: inout Canvas) {
        let centered = TextAlignment(.center)
        if let title = layout.title {
            canvas.draw(title.text, at: title.point, alignment: centered, color: theme.text)
        }
        if let label = layout.xLabel {
            canvas.draw(label.text, at: label.point, alignment: centered, color: theme.text)
        }
        if let label = layout.yLabel {
            canvas.draw(label.text, at: label.point, alignment: centered, color: theme.text, direction: .upwards)
        }
        if let note = layout.note {
            canvas.draw(note.text, at: note.point, alignment: TextAlignment(.trailing), color: theme.mutedText)
        }
        if let message = layout.emptyMessage {
            let text = TextLayout(
                message, font: layout.metrics.labelFont, maximumWidth: layout.plot.width - 2 * layout.metrics.gap)
            canvas.draw(
                text, at: Point(x: layout.plot.midX, y: layout.plot.midY), alignment: TextAlignment(.center, .middle),
                color: theme.mutedText)
        }
    }
}
