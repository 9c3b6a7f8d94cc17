import RasterGraphics

/// Paints the titles, the note and what is said of a plot without data.
struct FramePainter {
    let layout: ChartLayout
    let theme: ChartTheme

    func paint(on canvas: inout Canvas) {
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
        for label in layout.sideLabels {
            canvas.draw(
                label.text, at: label.point, alignment: TextAlignment(.leading, .middle), color: theme.mutedText)
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
