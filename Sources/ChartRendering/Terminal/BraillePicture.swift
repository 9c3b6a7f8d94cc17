import RasterGraphics

/// The data of a chart as cells of two by four dots.
struct BraillePicture {
    /// One character, and the colour of most of its dots; `nil` when there are none.
    struct Cell {
        /// `nil` where the character before it takes two cells.
        var character: Character?
        var color: Color?
    }

    let layout: ChartLayout
    private(set) var cells: [[Cell]] = []
    /// The marks among the texts, which have to be explained.
    let marks: Set<String>

    /// Characters left for the labels of the vertical axis, a space and the axis itself.
    static let margin = 10

    /// So many pixels make a dot each way: lines are then about a dot wide. Small charts have more, so that the layout has room for
    /// the labels of ticks.
    private static func pixelsADot(_ dots: Int, least: Int) -> Int { max(3, (least + dots - 1) / dots) }

    /// Colours nearer to the paper's are the edges of lines. A raw curve behind its smoothed one is farther away.
    private static let leastDistance = 60

    /// - Parameters:
    ///   - frame: The chart's.
    ///   - letters: What tells series apart; `nil`, the default, for their colours.
    init(
        _ chart: some Chart, _ frame: ChartFrame, columns: Int, rows: Int, theme: ChartTheme,
        letters: SeriesLetters? = nil
    ) throws(ChartError) {
        let width = max(8, columns - Self.margin)
        let size = try ChartSize(
            width: width * 2 * Self.pixelsADot(width * 2, least: 160),
            height: rows * 4 * Self.pixelsADot(rows * 4, least: 110))
        let bare = BareChart(chart, frame)
        layout = ChartLayout(bare.frame, size: size, typeface: theme.typeface, turnsNames: false)
        let theme = letters?.theme ?? theme
        let canvas = try ChartPainter(chart: bare, layout: layout, theme: theme, legend: []).canvas(collectsTexts: true)
        let picture = canvas.pixmap
        marks = Set((canvas.collectedTexts ?? []).map(\.text).filter(EdgeMark.contains))
        cells = (0..<rows).map { row in
            (0..<width).map { column in
                cell(column, row, columns: width, rows: rows, in: picture, paper: theme.plotBackground)
            }
        }
        letters?.write(over: &cells)
        var writer = BrailleTextWriter(plot: layout.plot, columns: width, rows: rows)
        for text in canvas.collectedTexts ?? [] { writer.write(text, over: &cells) }
    }

    private func cell(
        _ column: Int, _ row: Int, columns: Int, rows: Int, in picture: Pixmap, paper: Color
    ) -> Cell {
        // Dots 1 to 3 and 7 stand on the left from the top down, 4 to 6 and 8 on the right.
        let bits: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
        var dots: UInt32 = 0
        var strongest: (distance: Int, color: Color)?
        for x in 0..<2 {
            for y in 0..<4 {
                guard
                    let found = strongestColor(
                        column * 2 + x, of: columns * 2, row * 4 + y, of: rows * 4, in: picture, paper)
                else { continue }
                dots |= bits[x][y]
                if found.distance > strongest?.distance ?? 0 { strongest = found }
            }
        }
        let scalar = Unicode.Scalar(0x2800 + dots) ?? " "
        return Cell(character: Character(scalar), color: strongest?.color)
    }

    /// The colour farthest from the paper's in the pixels of a dot; `nil` when all are nearly the paper's.
    private func strongestColor(
        _ x: Int, of width: Int, _ y: Int, of height: Int, in picture: Pixmap, _ paper: Color
    ) -> (distance: Int, color: Color)? {
        func pixels(_ place: Int, of count: Int, _ start: Double, _ length: Double) -> Range<Int> {
            let first = Int(start + length * Double(place) / Double(count))
            return first..<max(first + 1, Int(start + length * Double(place + 1) / Double(count)))
        }
        var strongest: (distance: Int, color: Color)?
        for row in pixels(y, of: height, layout.plot.y, layout.plot.height) {
            for column in pixels(x, of: width, layout.plot.x, layout.plot.width) {
                guard let color = picture[column, row] else { continue }
                let distance =
                    abs(Int(color.red) - Int(paper.red)) + abs(Int(color.green) - Int(paper.green))
                    + abs(Int(color.blue) - Int(paper.blue))
                if distance > max(Self.leastDistance, strongest?.distance ?? 0) { strongest = (distance, color) }
            }
        }
        return strongest
    }
}

/// A chart without what is written around it and without lines at the ticks, whose axes are those of the whole one.
private struct BareChart<Base: Chart>: Chart {
    private let base: Base
    let frame: ChartFrame

    init(_ base: Base, _ frame: ChartFrame) {
        self.base = base
        var frame = frame
        frame.title = ""
        frame.xLabel = ""
        frame.yLabel = ""
        frame.legend = []
        frame.colorScale = nil
        frame.note = ""
        frame.emptyMessage = nil
        frame.hasGrid = false
        self.frame = frame
    }

    func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {
        base.paint(on: &canvas, in: layout, theme: theme)
    }
}
