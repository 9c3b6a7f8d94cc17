public import RasterGraphics

/// Where the charts of small multiples and their titles go, in picture pixels.
public struct SmallMultiplesLayout: Hashable, Sendable {
    /// The place of one chart.
    public struct Panel: Hashable, Sendable {
        /// Which of the charts it is, from 0.
        public let index: Int
        /// The chart's part of the picture.
        public let frame: Rect
        /// The chart's layout, whose places are counted from the upper left corner of `frame`.
        public let layout: ChartLayout
        /// The title, cut to the chart's width; empty for none.
        public let title: TextLayout
        /// The middle of the title's baseline.
        public let titlePoint: Point
    }

    /// The charts that have room, row by row.
    public let panels: [Panel]
    /// How many charts have none.
    public let hiddenCount: Int
    /// "+12 more charts" below the last row; `nil` when every chart has room.
    public let note: TextLayout?
    /// The left end of the note's baseline.
    public let notePoint: Point

    /// The shape that is aimed at: width over height.
    private static let usualShape = 1.6
    /// A chart is not made smaller than this, in screen pixels: of its line only a dot would be left.
    private static let least = (width: 56.0, height: 40.0)

    /// The layout of charts in the plot of the one around them.
    ///
    /// - Parameter outer: The layout of `multiples` itself.
    public init(_ multiples: SmallMultiples, in outer: ChartLayout) {
        let metrics = outer.metrics
        let scale = outer.size.scale
        let charts = min(multiples.panels.count, SmallMultiples.maximumPanels)
        let frames = outer.panelFrames.count == charts ? outer.panelFrames : multiples.frames()
        let usual = metrics.font(size: 12 * metrics.unit, weight: .bold)
        let titleHeight = frames.contains { !$0.title.isEmpty } ? (usual.lineHeight + 2 * metrics.unit).rounded() : 0
        let area = outer.plot
        let gap = (metrics.gap).rounded()
        let least = SmallMultiplesLayout.least
        let mostColumns = max(1, Int((area.width + gap) / (least.width * metrics.unit + gap)))
        let mostRows = max(1, Int((area.height + gap) / (least.height * metrics.unit + titleHeight + gap)))
        let wanted =
            multiples.columns ?? SmallMultiplesLayout.columns(frames.count, area, titleHeight, atMost: mostColumns)
        let columns = max(1, min(wanted, mostColumns, max(1, frames.count)))
        let rows = min(mostRows, (frames.count + columns - 1) / columns)
        let shown = min(frames.count, rows * columns)
        let hidden = multiples.panels.count - shown
        let noteHeight = hidden > 0 ? metrics.noteFont.lineHeight.rounded(.up) : 0
        // Whole screen pixels, so that every chart has the same size.
        func side(_ length: Double, _ count: Int, besides: Double) -> Int {
            max(ChartSize.minimumSide, Int((length + gap) / Double(max(1, count)) - gap - besides) / scale)
        }
        let width = side(area.width, columns, besides: 0)
        let height = side(area.height - noteHeight, rows, besides: titleHeight)
        // Narrow charts have their titles in a narrower font, so that more of them is read.
        let font = width < 140 ? metrics.noteFont : usual
        var panels: [Panel] = []
        if let size = try? ChartSize(width: width, height: height, scale: scale) {
            let common = multiples.commonNote(of: frames) != nil
            let inner = frames.prefix(shown).map { whole in
                var inner = whole
                inner.title = ""
                inner.legend = []
                if common { inner.note = "" }
                return inner
            }
            let layouts = SmallMultiplesLayout.layouts(
                inner, columns: columns, size, metrics.typeface, areEven: multiples.sharing.contains(.y))
            for (index, (whole, layout)) in zip(frames, layouts).enumerated() {
                let x = area.x.rounded() + Double(index % columns) * (Double(size.pixelWidth) + gap)
                let y = area.y.rounded() + Double(index / columns) * (Double(size.pixelHeight) + titleHeight + gap)
                let frame = Rect(
                    x: x, y: y + titleHeight, width: Double(size.pixelWidth), height: Double(size.pixelHeight))
                let title = TextLayout(whole.title, font: font, maximumWidth: frame.width)
                // Over the data where there is room, as the title of a single chart.
                let middle = min(
                    max(frame.x + layout.plot.midX, frame.x + title.width / 2), frame.maxX - title.width / 2)
                panels.append(
                    Panel(
                        index: index, frame: frame, layout: layout, title: title,
                        titlePoint: Point(x: middle, y: frame.y - 2 * metrics.unit)))
            }
        }
        self.panels = panels
        hiddenCount = multiples.panels.count - panels.count
        note =
            hiddenCount > 0
            ? TextLayout(
                "+\(TickLabel.grouped(hiddenCount)) more charts", font: metrics.noteFont, maximumWidth: area.width)
            : nil
        notePoint = Point(x: area.x, y: area.maxY - metrics.noteFont.descent)
    }

    /// The layouts of the charts, row by row.
    ///
    /// - Parameter areEven: Whether the plots of a row end at one height, whatever stands below each: on a common vertical
    ///   axis one height is then one value.
    private static func layouts(
        _ frames: [ChartFrame], columns: Int, _ size: ChartSize, _ typeface: Typeface, areEven: Bool
    ) -> [ChartLayout] {
        var layouts = frames.map { ChartLayout($0, size: size, typeface: typeface) }
        guard areEven else { return layouts }
        for start in stride(from: 0, to: layouts.count, by: columns) {
            let row = start..<min(start + columns, layouts.count)
            let foot = layouts[row].map(\.foot).max() ?? 0
            for index in row where layouts[index].foot < foot {
                layouts[index] = ChartLayout(
                    frames[index], size: size, typeface: typeface, turnsNames: true, leastFoot: foot)
            }
        }
        return layouts
    }

    /// The number of columns whose charts come nearest to the usual shape.
    private static func columns(_ count: Int, _ area: Rect, _ titleHeight: Double, atMost most: Int) -> Int {
        func distance(_ columns: Int) -> Double {
            let rows = (count + columns - 1) / columns
            let width = area.width / Double(columns)
            let height = max(1, area.height / Double(rows) - titleHeight)
            let ratio = width / height / usualShape
            // Places left empty in the last row count a little.
            let empty = Double(rows * columns - count) / Double(rows * columns)
            return max(ratio, 1 / ratio) * (1 + 0.5 * empty)
        }
        return (1...max(1, min(most, count))).min { distance($0) < distance($1) } ?? 1
    }
}
