import RasterGraphics

/// A chart as text: the data in Braille characters of two by four dots, titles, ticks and names as plain text.
///
/// Texts inside the data, such as values at bars, are plain text too. For terminals that show no pictures, and for logs. A dot is set where anything of the data lies, so no spike is lost.
///
/// Values without a place are no dots: a × stands for NaN, ▲ and ▼ for infinities, as in pictures, and a line below says so.
/// Without colours each series has a letter, which stands among its dots and before its name.
public struct BrailleChart: Sendable {
    /// How many cells a line of a chart may have.
    public static let columnLimits = 24...400

    /// How many cells a line has at most, 24 to 400: one for most characters, two for those of East Asia and for emoji.
    public let columns: Int
    /// How many lines the data takes, 4 to 200.
    public let rows: Int
    /// Whether the escape sequences of 24-bit colours are used.
    public let hasColors: Bool

    /// What ``BraillePicture`` leaves beside the data, without the axis and the space before it.
    private static let longestLabel = BraillePicture.margin - 2

    /// Charts as text.
    ///
    /// - Parameters:
    ///   - columns: The width in cells, limited to 24...400. Default 80.
    ///   - rows: The height of the data in lines, limited to 4...200. Default 20.
    ///   - hasColors: Whether to use the escape sequences of colours. Default yes.
    public init(columns: Int = 80, rows: Int = 20, hasColors: Bool = true) {
        self.columns = min(max(columns, Self.columnLimits.lowerBound), Self.columnLimits.upperBound)
        self.rows = min(max(rows, 4), 200)
        self.hasColors = hasColors
    }

    /// The lines of a chart, each with its end.
    ///
    /// - Throws: ``ChartError`` with `internalFailure`.
    public func text(of chart: some Chart, theme: ChartTheme = .dark) throws(ChartError) -> String {
        let frame = chart.frame
        let letters = hasColors ? nil : SeriesLetters(frame.legend, theme)
        let picture = try BraillePicture(
            chart, frame, columns: columns, rows: rows, theme: theme, letters: letters)
        let labels = yLabels(picture)
        let margin = labels.map(TerminalWidth.of).max() ?? 0
        var lines: [String] = []
        if !frame.title.isEmpty { lines.append(PlainText.line(frame.title, atMost: columns)) }
        lines += legend(frame.legend, theme, letters)
        for row in 0..<rows {
            let label = String(repeating: " ", count: margin - TerminalWidth.of(labels[row])) + labels[row]
            lines.append("\(label) \(labels[row].isEmpty ? "│" : "┤")\(line(picture.cells[row]))")
        }
        let indent = String(repeating: " ", count: margin + 1)
        let width = picture.cells.first?.count ?? 0
        lines.append("\(indent)└\(String(repeating: "─", count: width))")
        lines.append("\(indent) \(xLabels(picture, width: width))")
        let foot = [frame.xLabel, frame.emptyMessage ?? "", frame.note].filter { !$0.isEmpty }
        if !foot.isEmpty {
            lines.append(
                indent + " " + PlainText.line(foot.joined(separator: "   "), atMost: columns - indent.count - 1))
        }
        let marks = EdgeMark.all.filter { picture.marks.contains(String($0.character)) }
        if !marks.isEmpty {
            let words = marks.map { "\($0.character) \($0.name)" }.joined(separator: "   ")
            lines.append(indent + " " + PlainText.line(words, atMost: columns - indent.count - 1))
        }
        return lines.map { Self.trimmed($0) + "\n" }.joined()
    }

    /// For each line of the data the label of the tick that lies in it. Without ticks, the words that stand at the plot's
    /// other side in a picture.
    private func yLabels(_ picture: BraillePicture) -> [String] {
        var labels = [String](repeating: "", count: rows)
        let layout = picture.layout
        let ticks = layout.yAxis.ticks.map { ($0.position, $0.label) }
        for (position, label) in ticks.isEmpty ? layout.sideLabels.map({ ($0.point.y, $0.text.text) }) : ticks {
            let part = (position - layout.plot.y) / layout.plot.height
            let row = min(max(Int(part * Double(rows)), 0), rows - 1)
            if labels[row].isEmpty { labels[row] = PlainText.line(label, atMost: Self.longestLabel) }
        }
        return labels
    }

    private func xLabels(_ picture: BraillePicture, width: Int) -> String {
        var line = ""
        var length = 0
        for tick in picture.layout.xAxis.ticks where !tick.label.isEmpty {
            let part = (tick.position - picture.layout.plot.x) / picture.layout.plot.width
            let label = PlainText.line(tick.label, atMost: width)
            let cells = TerminalWidth.of(label)
            let start = min(max(Int(part * Double(width)) - cells / 2, 0), max(0, width - cells))
            guard line.isEmpty || start > length else { continue }
            line += String(repeating: " ", count: start - length) + label
            length = start + cells
        }
        return line
    }

    private func legend(_ items: [LegendItem], _ theme: ChartTheme, _ letters: SeriesLetters?) -> [String] {
        let named = items.filter { !$0.name.isEmpty }
        var lines: [String] = []
        var length = 0
        for (place, item) in named.enumerated() {
            let name = PlainText.line(item.name, atMost: columns / 2)
            let cells = TerminalWidth.of(name) + 4
            if lines.isEmpty || length + cells > columns {
                guard lines.count < 3 else {
                    lines.append("+\(TickLabel.grouped(named.count - place)) more")
                    break
                }
                lines.append("")
                length = 0
            }
            lines[lines.count - 1] +=
                painted(String(letters?.key(of: item) ?? "⠶"), item.color(in: theme)) + " \(name)  "
            length += cells
        }
        return lines
    }

    private func line(_ cells: [BraillePicture.Cell]) -> String {
        var text = ""
        var start = 0
        while start < cells.count {
            var end = start + 1
            while end < cells.count, cells[end].color == cells[start].color { end += 1 }
            let characters = String(cells[start..<end].compactMap(\.character))
            text += cells[start].color.map { painted(characters, $0) } ?? characters
            start = end
        }
        return text
    }

    private func painted(_ text: String, _ color: Color) -> String {
        hasColors ? "\u{1B}[38;2;\(color.red);\(color.green);\(color.blue)m\(text)\u{1B}[0m" : text
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " || line.last == "\u{2800}" { line.removeLast() }
        return line
    }
}
