import RasterGraphics

/// Paints a laid-out chart: background, grid, data, axes, texts, in that order.
struct ChartPainter<Content: Chart> {
    let chart: Content
    let layout: ChartLayout
    let theme: ChartTheme
    /// The legend of the chart's frame, when it is known: a frame looks at all the data.
    var legend: [LegendItem]?

    func paint() throws(ChartError) -> Pixmap { try canvas().pixmap }

    /// The painted canvas.
    ///
    /// - Parameter collectsTexts: Whether texts are not painted, but stand in the canvas' `collectedTexts`.
    func canvas(collectsTexts: Bool = false) throws(ChartError) -> Canvas {
        let size = layout.size
        let paper: Pixmap
        do {
            paper = try Pixmap(width: size.pixelWidth, height: size.pixelHeight, color: theme.background)
        } catch {
            throw ChartError(error)
        }
        // Given away: a canvas whose picture has a second owner would copy it.
        var canvas = Canvas(consume paper)
        if collectsTexts { canvas.collectedTexts = [] }
        let whole = canvas.clip
        canvas.fill(layout.plot, color: theme.plotBackground)
        AxisPainter(layout: layout, theme: theme).paintGrid(on: &canvas)
        canvas.clip = layout.plot
        chart.paint(on: &canvas, in: layout, theme: theme)
        canvas.clip = whole
        AxisPainter(layout: layout, theme: theme).paintAxes(on: &canvas)
        FramePainter(layout: layout, theme: theme).paint(on: &canvas)
        LegendPainter(items: legend ?? chart.frame.legend, layout: layout, theme: theme).paint(on: &canvas)
        return canvas
    }
}
