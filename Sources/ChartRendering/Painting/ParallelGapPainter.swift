import RasterGraphics

/// Paints below an axis of parallel coordinates how many runs have no place on it, and why: a line with a mark for each kind.
struct ParallelGapPainter {
    let layout: ParallelCoordinatesLayout
    let outer: ChartLayout
    let theme: ChartTheme

    private var unit: Double { outer.metrics.unit }
    /// Half of a mark's side.
    private var half: Double { 3 * unit }

    /// What stands beside a mark.
    private enum Words: CaseIterable {
        case numberAndName, number, nothing
    }

    /// What all axes have room for beside their marks, so that no words run into those of the next axis. What the marks
    /// stand for is told in the chart's note, too.
    private let words: Words

    init(layout: ParallelCoordinatesLayout, outer: ChartLayout, theme: ChartTheme) {
        self.layout = layout
        self.outer = outer
        self.theme = theme
        words =
            Words.allCases.first { words in
                let frames = layout.axes.compactMap { Self.frame(of: $0, words, layout, outer) }
                return zip(frames, frames.dropFirst()).allSatisfy { $0.maxX + outer.metrics.gap / 2 <= $1.x }
            } ?? .nothing
    }

    func paint(_ axis: ParallelCoordinatesLayout.Axis, on canvas: inout Canvas) {
        let gaps = ParallelGap.allCases.filter { axis.gapCounts[$0] != nil }
        guard layout.showsText, let frame = Self.frame(of: axis, words, layout, outer) else {
            paintMarks(gaps, below: axis, on: &canvas)
            return
        }
        let font = outer.metrics.noteFont
        for (line, gap) in gaps.enumerated() {
            let y = layout.area.maxY + 4 * unit + font.lineHeight * (Double(line) + 0.5)
            paint(gap, at: Point(x: frame.x + half, y: y), on: &canvas)
            canvas.draw(
                Self.text(of: gap, at: axis, words, font), at: Point(x: frame.x + 2 * half + 4 * unit, y: y),
                alignment: TextAlignment(.leading, .middle), color: theme.mutedText)
        }
    }

    /// From the left of the marks below an axis to the right of their words; `nil` without any. Marks stand below each
    /// other, whatever the length of the words.
    private static func frame(
        of axis: ParallelCoordinatesLayout.Axis, _ words: Words, _ layout: ParallelCoordinatesLayout,
        _ outer: ChartLayout
    ) -> Rect? {
        let gaps = ParallelGap.allCases.filter { axis.gapCounts[$0] != nil }
        guard !gaps.isEmpty else { return nil }
        let unit = outer.metrics.unit
        let widest = gaps.map { text(of: $0, at: axis, words, outer.metrics.noteFont).width }.max() ?? 0
        let width = 6 * unit + (widest > 0 ? 4 * unit + widest : 0)
        let left = max(outer.plot.x, min(axis.x - width / 2, outer.plot.maxX - width)).rounded()
        return Rect(x: left, y: layout.area.maxY, width: width, height: 0)
    }

    private static func text(
        of gap: ParallelGap, at axis: ParallelCoordinatesLayout.Axis, _ words: Words, _ font: Font
    ) -> TextLayout {
        let count = TickLabel.grouped(axis.gapCounts[gap] ?? 0)
        switch words {
        case .numberAndName: return TextLayout("\(count) \(gap.name)", font: font)
        case .number: return TextLayout(count, font: font)
        case .nothing: return TextLayout("", font: font)
        }
    }

    /// The marks alone beside each other, where there is no room for words.
    private func paintMarks(
        _ gaps: [ParallelGap], below axis: ParallelCoordinatesLayout.Axis, on canvas: inout Canvas
    ) {
        for (place, gap) in gaps.enumerated() {
            let aside = (Double(place) - Double(gaps.count - 1) / 2) * (2 * half + 2 * unit)
            paint(gap, at: Point(x: axis.x + aside, y: layout.area.maxY + 5 * unit), on: &canvas)
        }
    }

    /// The marks are those at the edge of line charts; a missing value, which has none there, is a dash.
    private func paint(_ gap: ParallelGap, at middle: Point, on canvas: inout Canvas) {
        if let edge = gap.edge, EdgeMark.collect(edge, at: middle, on: &canvas) { return }
        let color = theme.mutedText
        switch gap {
        case .missing:
            canvas.fill(
                Rect(x: middle.x - half, y: (middle.y - unit / 2).rounded(), width: 2 * half, height: unit),
                color: color)
        case .notANumber:
            canvas.stroke(
                EdgeMarkPainter.cross(middle, half), style: StrokeStyle(width: 1.4 * unit), color: color)
        case .aboveEverything: canvas.fill(triangle(middle, up: true), color: color)
        case .belowEverything: canvas.fill(triangle(middle, up: false), color: color)
        case .notPositive:
            canvas.stroke(
                EdgeMarkPainter.ring(middle, half), style: StrokeStyle(width: 1.3 * unit, join: .miter), color: color)
        }
    }

    private func triangle(_ middle: Point, up: Bool) -> Path {
        let toTip = up ? -half : half
        return EdgeMarkPainter.triangle(middle.x, half, tip: middle.y + toTip, base: middle.y - toTip)
    }
}
