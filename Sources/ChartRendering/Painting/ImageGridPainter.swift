import RasterGraphics

/// Paints a laid-out grid of pictures.
struct ImageGridPainter {
    let grid: ImageGrid
    let layout: ImageGridLayout
    let theme: ChartTheme

    func paint() throws(ChartError) -> Pixmap {
        let paper: Pixmap
        do {
            paper = try Pixmap(
                width: Int(layout.bounds.width), height: Int(layout.bounds.height), color: theme.background)
        } catch {
            throw ChartError(error)
        }
        // Given away: a canvas whose picture has a second owner would copy it.
        var canvas = Canvas(consume paper)
        if let title = layout.title { canvas.draw(title, at: layout.titlePoint, color: theme.text) }
        for heading in layout.headings {
            canvas.draw(heading.text, at: heading.point, color: theme.text)
            canvas.fill(heading.rule, color: theme.grid)
        }
        for cell in layout.cells where grid.items.indices.contains(cell.itemIndex) {
            var point = cell.titlePoint
            for line in cell.title.reversed() {
                canvas.draw(line, at: point, alignment: TextAlignment(.center), color: theme.text)
                point.y -= layout.metrics.noteFont.lineHeight
            }
            paint(grid.items[cell.itemIndex].content, in: cell.frame, on: &canvas)
        }
        if let note = layout.note { canvas.draw(note, at: layout.notePoint, color: theme.mutedText) }
        return canvas.pixmap
    }

    private func paint(_ content: ImageGridItem.Content, in frame: Rect, on canvas: inout Canvas) {
        switch content {
        case .image(let image):
            let place = ImageGridPainter.fitted(image, in: frame)
            let grows = place.width > Double(image.width)
            canvas.draw(image, in: place, sampling: grows ? .nearest : .smooth)
        case .missing: paintPlaceholder(["Image", "not found"], in: frame, on: &canvas)
        case .unreadable: paintPlaceholder(["Image", "not readable"], in: frame, on: &canvas)
        }
    }

    private func paintPlaceholder(_ lines: [String], in frame: Rect, on canvas: inout Canvas) {
        let unit = layout.metrics.unit
        let font = layout.metrics.noteFont
        canvas.fill(frame, color: theme.minorGrid)
        canvas.stroke(
            Path(frame.inset(by: unit / 2)),
            style: StrokeStyle(width: unit, join: .miter, dashes: [4 * unit, 3 * unit]),
            color: theme.axis)
        var y = frame.midY - font.lineHeight / 2
        for line in lines {
            canvas.draw(
                TextLayout(line, font: font), at: Point(x: frame.midX, y: y),
                alignment: TextAlignment(.center, .middle),
                color: theme.mutedText)
            y += font.lineHeight
        }
    }

    /// The largest place of the picture's shape inside the frame, in its middle, on whole pixels, at least one pixel each way.
    static func fitted(_ image: Pixmap, in frame: Rect) -> Rect {
        let factor = min(frame.width / Double(image.width), frame.height / Double(image.height))
        let width = max(1, (Double(image.width) * factor).rounded())
        let height = max(1, (Double(image.height) * factor).rounded())
        return Rect(
            x: (frame.midX - width / 2).rounded(), y: (frame.midY - height / 2).rounded(), width: width, height: height)
    }
}
