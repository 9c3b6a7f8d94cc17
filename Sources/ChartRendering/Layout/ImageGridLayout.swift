public import RasterGraphics

/// Where the pictures of a grid and their titles go, in picture pixels.
public struct ImageGridLayout: Hashable, Sendable {
    /// The place of one picture.
    public struct Cell: Hashable, Sendable {
        /// Which of the grid's pictures it is, from 0.
        public let itemIndex: Int
        /// The square the picture is fitted into.
        public let frame: Rect
        /// The picture's title in at most two lines, the last one cut to the square's width.
        public let title: [TextLayout]
        /// The middle of the last line's baseline.
        public let titlePoint: Point
    }

    /// What stands above the pictures of a step.
    public struct Heading: Hashable, Sendable {
        /// The measured text.
        public let text: TextLayout
        /// The left end of its baseline.
        public let point: Point
        /// The thin line from the text to the right margin.
        public let rule: Rect
    }

    /// The side of a picture's square in screen pixels.
    static let cellSide = 104

    /// The whole picture.
    public let bounds: Rect
    /// The grid's title; `nil` without one.
    public let title: TextLayout?
    /// The left end of the title's baseline.
    public let titlePoint: Point
    /// One heading for each step that is drawn, rising; empty for a grid without steps.
    public let headings: [Heading]
    /// One cell for each picture that is drawn, step by step, within a step in the order of the pictures.
    public let cells: [Cell]
    /// "+12 more" or "No images"; `nil` when every picture is drawn.
    public let note: TextLayout?
    /// The left end of the note's baseline.
    public let notePoint: Point

    let metrics: ChartMetrics

    /// The layout of a grid.
    ///
    /// At most 200 pictures are laid out, and no more rows than a picture may be high (`Pixmap.maximumSide`).
    /// - Parameters:
    ///   - scale: Picture pixels a screen pixel, limited to 1...4.
    ///   - typeface: The theme's.
    public init(_ grid: ImageGrid, scale: Int = 1, typeface: Typeface = .standard) {
        let metrics = ChartMetrics(scale: min(max(scale, 1), ChartSize.maximumScale), typeface: typeface)
        let unit = metrics.unit
        let side = Double(ImageGridLayout.cellSide) * unit
        let gap = 12 * unit
        let blocks = ImageGridLayout.limited(ImageGridBlock.blocks(of: grid.items))
        let widest = blocks.map(\.itemIndices.count).max() ?? 0
        let columns = max(1, min(widest, grid.columns, ImageGrid.maximumColumns))
        let titles = Dictionary(
            uniqueKeysWithValues: blocks.flatMap(\.itemIndices).map { index in
                (index, WrappedText.lines(grid.items[index].title, font: metrics.noteFont, width: side, atMost: 2))
            })
        // Every row leaves room for the longest title, so that the pictures stand in lines.
        let titleHeight = metrics.noteFont.lineHeight * Double(max(1, titles.values.map(\.count).max() ?? 1))
        // Wide enough for a title even when there is one picture only.
        let width = max(240 * unit, 2 * metrics.margin + Double(columns) * (side + gap) - gap).rounded()
        let lowest =
            min(Double(Pixmap.maximumSide), (Double(Pixmap.maximumPixels) / width).rounded(.down))
            - metrics.labelFont.lineHeight - metrics.margin
        var y = metrics.margin
        if grid.title.isEmpty {
            title = nil
        } else {
            title = TextLayout(grid.title, font: metrics.titleFont, maximumWidth: width - 2 * metrics.margin)
            y += metrics.titleFont.capitalHeight + 1.5 * metrics.gap
        }
        titlePoint = Point(x: metrics.margin, y: metrics.margin + metrics.titleFont.capitalHeight)
        y = y.rounded()

        var headings: [Heading] = []
        var cells: [Cell] = []
        let rowHeight = titleHeight + side + gap
        let headingHeight = (metrics.labelFont.lineHeight + 0.5 * metrics.gap).rounded()
        placing: for block in blocks {
            if let text = block.heading {
                y += metrics.gap
                let hasRoom = y + headingHeight + rowHeight - gap <= lowest
                guard hasRoom else { break placing }
                headings.append(ImageGridLayout.heading(text, top: y, width: width, metrics))
                y += headingHeight
            }
            for start in stride(from: 0, to: block.itemIndices.count, by: columns) {
                guard y + rowHeight - gap <= lowest else { break placing }
                for (column, index) in block.itemIndices[start...].prefix(columns).enumerated() {
                    let frame = Rect(
                        x: metrics.margin + Double(column) * (side + gap), y: y + titleHeight, width: side,
                        height: side)
                    cells.append(
                        Cell(
                            itemIndex: index, frame: frame, title: titles[index] ?? [],
                            titlePoint: Point(x: frame.midX, y: frame.y - 0.35 * metrics.noteFont.lineHeight)))
                }
                y += rowHeight
            }
        }
        self.headings = headings
        self.cells = cells
        var bottom = y - (cells.isEmpty ? 0 : gap)
        if cells.count < grid.imageCount || cells.isEmpty {
            bottom += metrics.labelFont.lineHeight
            let hidden = grid.imageCount - cells.count
            note = TextLayout(
                hidden == 0 ? "No images" : "+\(TickLabel.grouped(hidden)) more", font: metrics.labelFont)
        } else {
            note = nil
        }
        notePoint = Point(x: metrics.margin, y: bottom)
        bounds = Rect(x: 0, y: 0, width: width, height: (bottom + metrics.margin).rounded())
        self.metrics = metrics
    }

    /// The first pictures of the first steps, no more than a grid draws.
    private static func limited(_ blocks: [ImageGridBlock]) -> [ImageGridBlock] {
        var room = ImageGrid.maximumImages
        return blocks.compactMap { block in
            let members = Array(block.itemIndices.prefix(room))
            room -= members.count
            return members.isEmpty ? nil : ImageGridBlock(heading: block.heading, itemIndices: members)
        }
    }

    private static func heading(_ words: String, top: Double, width: Double, _ metrics: ChartMetrics) -> Heading {
        let font = metrics.font(size: metrics.labelFont.size, weight: .bold)
        let text = TextLayout(words, font: font, maximumWidth: width - 2 * metrics.margin)
        let baseline = top + font.capitalHeight
        let start = metrics.margin + text.width + 1.5 * metrics.gap
        return Heading(
            text: text, point: Point(x: metrics.margin, y: baseline),
            rule: Rect(
                x: start, y: (baseline - font.capitalHeight / 2).rounded(), width: width - metrics.margin - start,
                height: metrics.unit))
    }
}
