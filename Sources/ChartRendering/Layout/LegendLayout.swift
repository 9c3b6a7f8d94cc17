public import RasterGraphics

/// Where the names of series stand: in rows above the plot, never over the data.
public struct LegendLayout: Hashable, Sendable {
    /// One name.
    public struct Entry: Hashable, Sendable {
        /// The place of the series in the chart; `nil` for the entry that counts the ones without room.
        public let seriesIndex: Int?
        /// The name, cut where it is too long.
        public let text: TextLayout
        /// The line sample and the name, in picture pixels.
        public let frame: Rect
    }

    /// The names that found room, in the order of the series.
    public let entries: [Entry]
    /// How many names found none.
    public let hiddenCount: Int
    /// The height of all rows in picture pixels; 0 without entries.
    public let height: Double

    /// - Parameters:
    ///   - names: A name for each series; empty ones are not listed, and neither are those of which nothing is seen.
    ///   - frame: The left, top and right limits of the legend.
    ///   - maximumRows: The most rows.
    init(names: [String], in frame: Rect, maximumRows: Int, metrics: ChartMetrics) {
        let font = metrics.legendFont
        let rowHeight = (font.lineHeight + metrics.gap / 3).rounded()
        let listed = names.indices.filter { !names[$0].isEmpty }
        var entries: [Entry] = []
        var x = frame.x
        var row = 0
        var shown = 0
        var unseen = 0

        func place(_ name: String, _ index: Int?, reserving reserved: Double) -> Entry? {
            let sample = index == nil ? 0 : metrics.legendSample + metrics.gap
            let room = min(260 * metrics.unit, frame.width) - sample
            let text = TextLayout(name, font: font, maximumWidth: room)
            let width = sample + text.width
            guard text.width > 0 else { return nil }
            if x > frame.x, x + width > frame.maxX - (row == maximumRows - 1 ? reserved : 0) {
                guard row + 1 < maximumRows else { return nil }
                row += 1
                x = frame.x
            }
            let entry = Entry(
                seriesIndex: index, text: text,
                frame: Rect(x: x, y: frame.y + Double(row) * rowHeight, width: width, height: rowHeight))
            x += (width + 2.2 * metrics.gap).rounded()
            return entry
        }

        if maximumRows > 0 {
            for index in listed {
                // Room for "+99,999 more" is kept until the last name is placed.
                let isLast = shown + unseen == listed.count - 1
                if let entry = place(names[index], index, reserving: isLast ? 0 : 90 * metrics.unit) {
                    entries.append(entry)
                    shown += 1
                } else if LegendLayout.isUnseen(names[index], font) {
                    unseen += 1
                } else {
                    break
                }
            }
            let hidden = listed.count - shown - unseen
            if hidden > 0, let more = place("+\(TickLabel.grouped(hidden)) more", nil, reserving: 0) {
                entries.append(more)
            }
        }
        self.entries = entries
        hiddenCount = listed.count - shown - unseen
        height = entries.isEmpty ? 0 : Double(row + 1) * rowHeight
    }

    /// Whether a name has no width at all, such as a lone U+200B: however much room there is, it has no entry.
    private static func isUnseen(_ name: String, _ font: Font) -> Bool { TextLayout(name, font: font).width <= 0 }
}
