import RasterGraphics

/// Writes the texts inside a plot as characters over its dots, where they stand in the picture.
struct BrailleTextWriter {
    private let plot: Rect
    private let columns: Int
    private let rows: Int
    private var taken: [Bool]

    /// A text that is cut keeps at least so many cells, or is left out.
    private static let leastLength = 4

    init(plot: Rect, columns: Int, rows: Int) {
        self.plot = plot
        self.columns = columns
        self.rows = rows
        taken = [Bool](repeating: false, count: columns * rows)
    }

    /// Writes a text whose middle lies in the plot; it is shortened, or left out, where another one stands already.
    mutating func write(_ text: CollectedText, over picture: inout [[BraillePicture.Cell]]) {
        let middle = Point(x: text.frame.midX, y: text.frame.midY)
        guard columns > 0, rows > 0, middle.x.isFinite, middle.y.isFinite, plot.width > 0, plot.height > 0,
            middle.x >= plot.x,
            middle.x <= plot.maxX, middle.y >= plot.y, middle.y <= plot.maxY
        else { return }
        let row = min(Int((middle.y - plot.y) / plot.height * Double(rows)), rows - 1)
        guard !EdgeMark.contains(text.text) else {
            write(mark: text, row, over: &picture)
            return
        }
        let whole = TerminalWidth.of(PlainText.characters(text.text, atMost: columns))
        for cells in stride(from: whole, through: min(whole, Self.leastLength), by: -1) where cells > 0 {
            let shown = PlainText.characters(text.text, atMost: cells)
            // One less where a character of two cells does not fit.
            let length = TerminalWidth.of(shown)
            let start = start(of: text, length)
            // A space on both sides, so that two numbers never read as one.
            let around = max(0, start - 1)..<min(columns, start + length + 1)
            guard !around.contains(where: { taken[row * columns + $0] }) else { continue }
            var column = start
            for character in shown {
                for part in 0..<TerminalWidth.of(character) {
                    picture[row][column] = BraillePicture.Cell(character: part == 0 ? character : nil, color: nil)
                    taken[row * columns + column] = true
                    column += 1
                }
            }
            return
        }
    }

    /// Writes a mark, which may stand beside others: in its own row, or in the next one towards the middle where another
    /// mark is.
    private mutating func write(mark text: CollectedText, _ row: Int, over picture: inout [[BraillePicture.Cell]]) {
        guard let character = text.text.first else { return }
        let column = start(of: text, 1)
        let inwards = row * 2 < rows ? 1 : -1
        for row in [row, row + inwards, row + 2 * inwards] where row >= 0 && row < rows {
            guard !taken[row * columns + column] else {
                if picture[row][column].character == character { return }
                continue
            }
            picture[row][column] = BraillePicture.Cell(character: character, color: nil)
            taken[row * columns + column] = true
            return
        }
    }

    /// The first column of so many cells, which are all inside the plot.
    private func start(of text: CollectedText, _ length: Int) -> Int {
        func column(_ x: Double) -> Int {
            Int(min(max((x - plot.x) / plot.width * Double(columns), 0), Double(columns)).rounded())
        }
        let wanted =
            switch text.alignment {
            case .leading: column(text.frame.x)
            case .center: column(text.frame.midX) - length / 2
            case .trailing: column(text.frame.maxX) - length
            }
        return min(max(wanted, 0), columns - length)
    }
}
