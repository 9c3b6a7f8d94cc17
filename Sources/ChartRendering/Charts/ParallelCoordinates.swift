public import RasterGraphics

/// A vertical axis for each parameter and metric, and a line through them for each run: which values go with which results.
///
/// A value without a place on its axis makes a gap in the run's line. Below the axis stands how many runs have one there, and
/// of which kind: a dash for a missing value, a cross for NaN, a full triangle for an infinity, a ring for a value that is
/// not above 0 on a logarithmic axis. Where the axes are too near to each other for their names, these are turned, and where
/// that is not enough only every second or third axis is named, or has numbers; the picture says so. Many lines are
/// translucent, so that the usual is told apart from the rare.
public struct ParallelCoordinates: Chart, Hashable, Sendable {
    /// The most axes; further ones are not drawn and counted.
    public static let maximumAxes = 64
    /// The most lines; further runs are not drawn and counted.
    public static let maximumRuns = 20_000

    /// Above the chart; empty for none.
    public var title: String
    /// The axes from left to right.
    public var axes: [ParallelAxis]
    /// The place of the axis that gives the lines their colours; `nil` for one colour. Runs without a value there are gray.
    public var colorAxis: Int?
    /// The colours of an axis of numbers, from its smallest to its largest; `nil`, which is the default, takes those that are
    /// all seen as lines on the theme's background. Names have the
    /// theme's palette, and its dashes where colours come again.
    public var colorMap: ColorMap?
    /// What else the note says, such as how many parameters have no axis. Default nothing.
    public var remarks: [String]

    /// A chart of axes.
    /// - Parameter colorAxis: The axis that gives the colours; `nil`, or a place without an axis, for one colour.
    public init(
        title: String = "", axes: [ParallelAxis], colorAxis: Int? = nil, colorMap: ColorMap? = nil,
        remarks: [String] = []
    ) {
        self.title = title
        self.axes = axes
        self.colorAxis = colorAxis
        self.colorMap = colorMap
        self.remarks = remarks
    }

    /// The axes that are drawn.
    var shownAxes: ArraySlice<ParallelAxis> { axes.prefix(ParallelCoordinates.maximumAxes) }
    /// How many runs there are.
    var runCount: Int { axes.map(\.count).max() ?? 0 }
    /// The axis of the colours.
    var coloring: ParallelAxis? { colorAxis.flatMap { axes.indices.contains($0) ? axes[$0] : nil } }

    /// The title, what colours stand for and how many runs there are.
    public var frame: ChartFrame {
        var colorScale: ColorScale?
        var legend: [LegendItem] = []
        if let coloring {
            switch coloring.content {
            case .numbers(_, let kind):
                colorScale = coloring.range.map {
                    var scale = ColorScale(
                        axis: ValueAxis(kind, showing: $0, isWhole: coloring.isWhole), map: colors.onLight,
                        onDark: colors.onDark)
                    scale.label = coloring.title
                    return scale
                }
            case .categories: legend = coloring.names.enumerated().map { LegendItem($1, index: $0) }
            }
        }
        return ChartFrame(
            title: title, x: .nothing, y: .nothing, legend: legend, colorScale: colorScale, note: note,
            emptyMessage: axes.isEmpty || runCount == 0 ? "No runs" : nil, hasGrid: false)
    }

    /// From blue over purple to orange: no colour of them is too near to the background for a thin line.
    private static let onLight = ColorMap(through: [0x2A3FB0, 0x8A2AA8, 0xCF3E74, 0xE3651A].map(Color.init(hex:)))
    private static let onDark = ColorMap(through: [0x5B8DEF, 0xB07CF0, 0xF07FA8, 0xFFC46B].map(Color.init(hex:)))

    /// The colours of the lines on either background.
    var colors: (onLight: ColorMap, onDark: ColorMap) {
        (colorMap ?? ParallelCoordinates.onLight, colorMap ?? ParallelCoordinates.onDark)
    }

    private var note: String {
        let runs = runCount
        guard runs > 0 else { return CountedNoun.note(remarks) }
        var parts = [CountedNoun.text(runs, "run")]
        let drawn = min(runs, ParallelCoordinates.maximumRuns)
        if drawn < runs { parts.append("the first \(TickLabel.grouped(drawn)) drawn") }
        parts += gapNotes(ofFirst: drawn)
        let hidden = axes.count - shownAxes.count
        if hidden > 0 { parts.append("+\(TickLabel.grouped(hidden)) more axes") }
        return CountedNoun.note(parts + remarks)
    }

    /// How many runs have a gap, kind by kind. A run with gaps of two kinds counts for both.
    private func gapNotes(ofFirst drawn: Int) -> [String] {
        var (missing, notANumber, infinite, notPositive) = (0, 0, 0, 0)
        for run in 0..<drawn {
            let gaps = Set(shownAxes.compactMap { $0.gap(of: run) })
            guard !gaps.isEmpty else { continue }
            if gaps.contains(.missing) { missing += 1 }
            if gaps.contains(.notANumber) { notANumber += 1 }
            if gaps.contains(.aboveEverything) || gaps.contains(.belowEverything) { infinite += 1 }
            if gaps.contains(.notPositive) { notPositive += 1 }
        }
        return [
            CountedNoun.some(missing, "with missing values"), CountedNoun.some(notANumber, "with NaN"),
            CountedNoun.some(infinite, "with infinite values"),
            CountedNoun.some(notPositive, "with values not above 0"),
        ].compactMap { $0 }
    }

    /// Paints the axes and the lines.
    public func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {
        ParallelCoordinatesPainter(
            chart: self, layout: ParallelCoordinatesLayout(self, in: layout), outer: layout, theme: theme
        ).paint(on: &canvas)
    }
}
