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
            if let painted = SmallMultiplesPainter.painted(
                multiples.panels[panel.index].chart, in: panel.layout, theme: theme,
                collectsTexts: canvas.collectedTexts != nil)
            {
                canvas.draw(painted.pixmap, in: panel.frame, sampling: .nearest)
                for var text in painted.collectedTexts ?? [] {
                    text.frame.x += panel.frame.x
                    text.frame.y += panel.frame.y
                    canvas.collectedTexts?.append(text)
                }
            }
            canvas.draw(panel.title, at: panel.titlePoint, alignment: TextAlignment(.center), color: theme.text)
        }
        if let note = layout.note { canvas.draw(note, at: layout.notePoint, color: theme.mutedText) }
    }

    /// A chart of its own, whose legend is said once for all; nothing when the machine has no memory for it.
    private static func painted(
        _ chart: some Chart, in layout: ChartLayout, theme: ChartTheme, collectsTexts: Bool
    ) -> Canvas? {
        try? ChartPainter(chart: chart, layout: layout, theme: theme, legend: []).canvas(collectsTexts: collectsTexts)
    }
}
