public import RasterGraphics

/// Where the axes of parallel coordinates go, and where on them each run lies. In picture pixels.
public struct ParallelCoordinatesLayout: Hashable, Sendable {
    /// One axis.
    public struct Axis: Hashable, Sendable {
        /// Pixels from the left edge.
        public let x: Double
        /// What it shows: numbers or names.
        public let axis: ChartAxis
        /// The title, cut to the room between axes; empty where there is none.
        public let title: TextLayout
        /// The middle of the title's baseline; of turned titles, the middle of their beginning.
        public let titlePoint: Point
        /// The place of each run, pixels from the top; `nil` for a value without one.
        public let places: [Double?]
        /// How many runs have no place here, and why; kinds that do not occur are left out.
        public let gapCounts: [ParallelGap: Int]

        /// How many runs have no value here. NaN and infinities are values.
        public var missingCount: Int { gapCounts[.missing] ?? 0 }
    }

    /// The axes from left to right.
    public let axes: [Axis]
    /// Where the lines run.
    public let area: Rect
    /// How many runs are drawn.
    public let runCount: Int
    /// The most pixels a tick's label may be wide.
    let labelWidth: Double
    /// Whether there is room for words, such as how many values are missing.
    let showsText: Bool
    /// Whether the titles run upwards.
    let turnsTitles: Bool
    /// What is said below the axes of names and numbers without room; `nil` when all have it.
    let hint: ChartLayout.PlacedText?

    /// Titles of which less is seen than this are turned, and labels of ticks left out; in screen pixels.
    private static let leastTitle = 44.0
    private static let leastLabel = 20.0

    /// The layout of a chart in the plot of its frame.
    public init(_ chart: ParallelCoordinates, in outer: ChartLayout) {
        let metrics = outer.metrics
        let unit = metrics.unit
        let plot = outer.plot
        let shown = Array(chart.shownAxes)
        let runs = min(chart.runCount, ParallelCoordinates.maximumRuns)
        let showsText = plot.width >= 100 * unit && plot.height >= 70 * unit
        let gapCounts = shown.map { axis in
            (0..<runs).reduce(into: [ParallelGap: Int]()) { counts, run in
                if let gap = axis.gap(of: run) { counts[gap, default: 0] += 1 }
            }
        }
        // So many lines below the axes: one for each kind of gap of the axis that has most.
        let mostGaps = gapCounts.map(\.count).max() ?? 0

        let font = metrics.labelFont
        let rough = plot.width / Double(max(1, shown.count))
        let measured = shown.map { TextLayout($0.title, font: font, maximumWidth: 4_096).width }
        // Titles that would be cut have twice the room when every second one stands higher.
        let isStaggered = shown.count > 2 && measured.contains { $0 > 0.85 * rough - metrics.gap }
        let turnsTitles =
            isStaggered && outer.turnsNames && 2 * rough - metrics.gap < ParallelCoordinatesLayout.leastTitle * unit
        self.turnsTitles = turnsTitles
        let rowHeight = font.lineHeight
        let turnedFont = metrics.tickFont
        let longest = turnsTitles ? (measured.max() ?? 0) * turnedFont.size / font.size : 0
        let turnedLength = min((longest + unit).rounded(.up), 130 * unit, plot.height * 0.35)
        let titles =
            !showsText || !measured.contains { $0 > 0 }
            ? 0 : turnsTitles ? turnedLength + 6 * unit : rowHeight * (isStaggered ? 2 : 1) + 2 * unit
        // Every how many of turned titles stand beside each other.
        let every = turnsTitles ? max(1, Int((turnedFont.lineHeight * 0.85 / max(rough, 1e-6)).rounded(.up))) : 1
        let labelRoom = max(0, min(120 * unit, rough * 0.6))
        let showsNumbers = showsText && labelRoom >= ParallelCoordinatesLayout.leastLabel * unit
        let hintText =
            showsText
            ? TextLayout(
                ParallelCoordinatesLayout.hint(every: every, showsNumbers: showsNumbers), font: metrics.noteFont,
                maximumWidth: plot.width) : nil
        let hintHeight = (hintText?.width ?? 0) > 0 ? metrics.noteFont.lineHeight : 0
        let foot =
            hintHeight
            + (showsText && mostGaps > 0
                ? metrics.noteFont.lineHeight * Double(mostGaps) + 4 * unit : (mostGaps > 0 ? 9 * unit : 2 * unit))
        hint =
            hintHeight > 0
            ? hintText.map {
                ChartLayout.PlacedText(text: $0, point: Point(x: plot.midX, y: plot.maxY - metrics.noteFont.descent))
            } : nil
        let top = (plot.y + titles + 2 * unit).rounded()
        let bottom = max(top + 1, (plot.maxY - foot).rounded())

        let layouts = shown.map { axis in
            AxisLayout(vertical: axis.axisContent, length: bottom - top, metrics: metrics)
        }
        let labelWidth = showsNumbers ? labelRoom : 0
        let first = layouts.first.map { min($0.widestLabel, labelWidth) + metrics.tickLength + metrics.gap } ?? 0
        let left = plot.x + (showsText ? max(first, 12 * unit) : 4 * unit)
        let right = max(left, plot.maxX - (showsText ? max(12 * unit, min(40 * unit, rough / 4)) : 4 * unit))
        let spacing = shown.count > 1 ? (right - left) / Double(shown.count - 1) : 0
        self.labelWidth = labelWidth
        self.showsText = showsText
        area = Rect(x: left, y: top, width: right - left, height: bottom - top)

        let room = shown.count > 1 ? spacing * (isStaggered ? 2 : 1) - metrics.gap : 2 * plot.width
        axes = shown.enumerated().map { index, axis in
            let x = shown.count > 1 ? left + spacing * Double(index) : (left + right) / 2
            let placed = layouts[index].axis(start: bottom, end: top, showsLabels: showsText)
            let isUpper = isStaggered && index % 2 == 0
            // No title leaves its own room or the plot; the outer ones move inwards.
            let lower = max(plot.x, x - room / 2)
            let upper = max(lower, min(plot.maxX, x + room / 2))
            if turnsTitles {
                let isNamed = titles > 0 && index % every == 0
                return Axis(
                    x: x, axis: placed,
                    title: TextLayout(axis.title, font: turnedFont, maximumWidth: isNamed ? turnedLength : 0),
                    titlePoint: Point(x: x, y: top - 6 * unit),
                    places: ParallelCoordinatesLayout.places(axis, on: placed, runs: runs), gapCounts: gapCounts[index])
            }
            let title = TextLayout(axis.title, font: font, maximumWidth: titles > 0 ? upper - lower : 0)
            let half = title.width / 2
            let middle = max(lower + half, min(x, upper - half))
            return Axis(
                x: x, axis: placed, title: title,
                titlePoint: Point(x: middle, y: top - 8 * unit - (isUpper ? rowHeight : 0)),
                places: ParallelCoordinatesLayout.places(axis, on: placed, runs: runs), gapCounts: gapCounts[index])
        }
        runCount = runs
    }

    /// What has no room, and how to see it.
    private static func hint(every: Int, showsNumbers: Bool) -> String {
        let names = every == 1 ? nil : every == 2 ? "every second axis is named" : "one in \(every) axes is named"
        let parts = [names, showsNumbers ? nil : "no room for the axes' numbers"].compactMap(\.self)
        return parts.isEmpty ? "" : (parts + ["a wider picture shows more"]).joined(separator: " · ")
    }

    private static func places(_ axis: ParallelAxis, on placed: ChartAxis, runs: Int) -> [Double?] {
        switch axis.content {
        case .numbers: return (0..<runs).map { axis.number(of: $0).flatMap(placed.position) }
        case .categories(let names):
            let indices = Dictionary(uniqueKeysWithValues: axis.names.enumerated().map { ($1, $0) })
            return (0..<runs).map { run in
                guard names.indices.contains(run), let name = names[run], let index = indices[name],
                    let band = placed.band(of: index)
                else { return nil }
                return (band.lowerBound + band.upperBound) / 2
            }
        }
    }
}

extension ParallelAxis {
    /// What stands along the axis.
    fileprivate var axisContent: AxisContent {
        switch content {
        case .numbers(_, let kind): .values(ValueAxis(kind, showing: range, isWhole: isWhole, ticks: ticks))
        case .categories: .categories(names)
        }
    }
}
