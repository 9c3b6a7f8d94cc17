public import RasterGraphics

/// Where the pictures of a grid and their titles go, in picture pixels.
public struct ImageGridLayout: Hashable, Sendable {
    /// The place of one picture.
    public struct Cell: Hashable, Sendable {
        /// The square the picture is fitted into.
        public let frame: Rect
        /// The picture's title in at most two lines, the last one cut to the square's width.
        public let title: [TextLayout]
        /// The middle of the last line's baseline.
        public let titlePoint: Point
    }

    /// The side of a picture's square in screen pixels.
    static let cellSide = 104

    /// The whole picture.
    public let bounds: Rect
    /// The grid's title; `nil` without one.
    public let title: TextLayout?
    /// The left end of the title's baseline.
    public let titlePoint: Point
    /// One cell for each picture that is drawn, in order.
    public let cells: [Cell]
    /// "+12 more" or "No images"; `nil` when every picture is drawn.
    public let note: TextLayout?
    /// The left end of the note's baseline.
    public let notePoint: Point

    let metrics: ChartMetrics

    /// The layout of a grid.
    /// - Parameters:
    ///   - scale: Picture pixels a screen pixel, limited to 1...4.
    ///   - typeface: The theme's.
    public init(_ grid: ImageGrid, scale: Int = 1, typeface: Typeface = .standard) {
        let metrics = ChartMetrics(scale: min(max(scale, 1), ChartSize.maximumScale), typeface: typeface)
        let unit = metrics.unit
        let side = Double(ImageGridLayout.cellSide) * unit
        let gap = 12 * unit
        let shown = min(grid.items.count, ImageGrid.maximumImages)
        let columns = max(1, min(shown, grid.columns, ImageGrid.maximumColumns))
        let rows = (shown + columns - 1) / columns
        let titles = grid.items.prefix(shown).map {
            WrappedText.lines($0.title, font: metrics.noteFont, width: side, atMost: 2)
        }
        // Every row leaves room for the longest title, so that the pictures stand in lines.
        let titleHeight = metrics.noteFont.lineHeight * Double(max(1, titles.map(\.count).max() ?? 1))
        // Wide enough for a title even when there is one picture only.
        let width = max(240 * unit, 2 * metrics.margin + Double(columns) * (side + gap) - gap)
        var y = metrics.margin
        if grid.title.isEmpty {
            title = nil
        } else {
            title = TextLayout(grid.title, font: metrics.titleFont, maximumWidth: width - 2 * metrics.margin)
            y += metrics.titleFont.capitalHeight + 1.5 * metrics.gap
        }
        titlePoint = Point(x: metrics.margin, y: metrics.margin + metrics.titleFont.capitalHeight)
        let top = y.rounded()
        cells = (0..<shown).map { index in
            let x = metrics.margin + Double(index % columns) * (side + gap)
            let rowTop = top + Double(index / columns) * (titleHeight + side + gap)
            let frame = Rect(x: x, y: rowTop + titleHeight, width: side, height: side)
            return Cell(
                frame: frame, title: titles[index],
                titlePoint: Point(x: frame.midX, y: frame.y - 0.35 * metrics.noteFont.lineHeight))
        }
        var bottom = top + Double(rows) * (titleHeight + side + gap) - (rows > 0 ? gap : 0)
        let noteText = shown == 0 ? "No images" : "+\(TickLabel.grouped(grid.items.count - shown)) more"
        if shown == 0 || shown < grid.items.count {
            bottom += metrics.labelFont.lineHeight
            note = TextLayout(noteText, font: metrics.labelFont)
        } else {
            note = nil
        }
        notePoint = Point(x: metrics.margin, y: bottom)
        bounds = Rect(x: 0, y: 0, width: width.rounded(), height: (bottom + metrics.margin).rounded())
        self.metrics = metrics
    }
}
