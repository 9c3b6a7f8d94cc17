import RasterGraphics

/// Paints below an axis of parallel coordinates how many runs have no place on it, and why: a line with a mark for each kind.
struct ParallelGapPainter {
    let layout: ParallelCoordinatesLayout
    let outer: ChartLayout
    let theme: ChartTheme

    private var unit: Double { outer.metrics.unit }
    /// Half of a mark's side.
    private var half: Double { 3 * unit }

    func paint(_ axis: ParallelCoordinatesLayout.Axis, on canvas: inout Canvas) {
        let gaps = ParallelGap.allCases.filter { axis.gapCounts[$0] != nil }
        guard layout.showsText else {
            paintMarks(gaps, below: axis, on: &canvas)
            return
        }
        let font = outer.metrics.noteFont
        let texts = gaps.map { gap in
            TextLayout("\(TickLabel.grouped(axis.gapCounts[gap] ?? 0)) \(gap.name)", font: font)
        }
        // Marks stand below each other, whatever the length of the words.
        let besideMark = 2 * half + 4 * unit
        let width = besideMark + (texts.map(\.width).max() ?? 0)
        let left = max(outer.plot.x, min(axis.x - width / 2, outer.plot.maxX - width)).rounded()
        for (line, (gap, text)) in zip(gaps, texts).enumerated() {
            let y = layout.area.maxY + 4 * unit + font.lineHeight * (Double(line) + 0.5)
            paint(gap, at: Point(x: left + half, y: y), on: &canvas)
            canvas.draw(
                text, at: Point(x: left + besideMark, y: y), alignment: TextAlignment(.leading, .middle),
                color: theme.mutedText)
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
