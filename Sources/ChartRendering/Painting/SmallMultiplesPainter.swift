import RasterGraphics

/// Paints laid-out charts beside each other.
struct SmallMultiplesPainter {
    let multiples: SmallMultiples
    let layout: SmallMultiplesLayout
    let theme: ChartTheme

    func paint(on canvas: inout Canvas) {
        // The plot's own background is for data; between charts the picture's goes on.
        canvas.fill(canvas.clip, color: theme.background)
        for panel in layout.panels where multiples.panels.indices.contains(panel.index) {
            if let picture = SmallMultiplesPainter.picture(
                of: multiples.panels[panel.index].chart, in: panel.layout, theme: theme)
            {
                canvas.draw(picture, in: panel.frame, sampling: .nearest)
            }
            canvas.draw(panel.title, at: panel.titlePoint, alignment: TextAlignment(.center), color: theme.text)
        }
        if let note = layout.note { canvas.draw(note, at: layout.notePoint, color: theme.mutedText) }
    }

    /// A chart of its own, whose legend is said once for all; nothing when the machine has no memory for it.
    private static func picture(of chart: some Chart, in layout: ChartLayout, theme: ChartTheme) -> Pixmap? {
        try? ChartPainter(chart: chart, layout: layout, theme: theme, legend: []).paint()
    }
}
