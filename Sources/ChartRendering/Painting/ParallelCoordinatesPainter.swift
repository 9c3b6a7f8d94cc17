import RasterGraphics

/// Paints the lines and the axes of parallel coordinates.
struct ParallelCoordinatesPainter {
    let chart: ParallelCoordinates
    let layout: ParallelCoordinatesLayout
    let outer: ChartLayout
    let theme: ChartTheme

    /// What tells a line from those of other values.
    private struct Look {
        var color: Color
        /// In line widths; none for a whole line.
        var dashes: [Double] = []
    }

    /// So many lines are drawn nearly opaque.
    private static let opaqueCount = 30.0
    /// Fainter lines are not seen on all screens.
    private static let leastOpacity = 0.07

    private var colorMap: ColorMap { theme.isDark ? chart.colors.onDark : chart.colors.onLight }

    private var unit: Double { outer.metrics.unit }

    func paint(on canvas: inout Canvas) {
        guard layout.runCount > 0 else { return }
        let count = Double(layout.runCount)
        let share = (ParallelCoordinatesPainter.opaqueCount / max(count, 1)).squareRoot()
        let opacity = max(ParallelCoordinatesPainter.leastOpacity, 0.9 * min(1, share))
        let style = StrokeStyle(width: (layout.runCount > 200 ? 1.2 : 1.6) * unit, join: .round)
        let looks = runLooks()
        // Gray lines first: they say least.
        for run in 0..<layout.runCount where looks[run] == nil {
            paint(run, style, theme.mutedText.withOpacity(opacity), on: &canvas)
        }
        for run in 0..<layout.runCount {
            guard let look = looks[run] else { continue }
            var dashed = style
            dashed.dashes = look.dashes.map { $0 * style.width }
            paint(run, dashed, look.color.withOpacity(opacity), on: &canvas)
        }
        for axis in layout.axes { paint(axis, on: &canvas) }
        let gaps = ParallelGapPainter(layout: layout, outer: outer, theme: theme)
        for axis in layout.axes { gaps.paint(axis, on: &canvas) }
        if let hint = layout.hint {
            canvas.draw(hint.text, at: hint.point, alignment: TextAlignment(.center), color: theme.mutedText)
        }
    }

    /// The look of each run; `nil` for those that have no value on the axis of the colours.
    private func runLooks() -> [Look?] {
        guard let coloring = chart.coloring else {
            return [Look?](repeating: Look(color: theme.palette.color(at: 0)), count: layout.runCount)
        }
        switch coloring.content {
        case .numbers(_, let kind):
            let map = colorMap
            let scale = ValueAxis(kind, showing: coloring.range, air: .none).scale(air: 0)
            return (0..<layout.runCount).map { run in
                coloring.number(of: run).flatMap(scale.fraction).map { Look(color: map.color(at: $0)) }
            }
        case .categories(let names):
            let indices = Dictionary(uniqueKeysWithValues: coloring.names.enumerated().map { ($1, $0) })
            return (0..<layout.runCount).map { run in
                guard names.indices.contains(run), let name = names[run] else { return nil }
                return indices[name].map {
                    Look(color: theme.palette.color(at: $0), dashes: theme.palette.dashes(at: $0))
                }
            }
        }
    }

    private func paint(_ run: Int, _ style: StrokeStyle, _ color: Color, on canvas: inout Canvas) {
        var lines: [Polyline] = []
        var ends = Path()
        var current: [Point] = []
        func end(isBreak: Bool) {
            if current.count > 1 { lines.append(Polyline(points: current)) }
            // A dot where a line breaks off, and for a value with gaps on both sides.
            if let last = current.last, isBreak || current.count == 1 { ends.append(dot(last)) }
            current = []
        }
        var wasMissing = false
        for axis in layout.axes {
            if let y = axis.places[run] {
                let point = Point(x: axis.x, y: y)
                if wasMissing { ends.append(dot(point)) }
                current.append(point)
                wasMissing = false
            } else {
                end(isBreak: true)
                wasMissing = true
            }
        }
        end(isBreak: false)
        canvas.stroke(lines, style: style, color: color)
        canvas.fill(ends, color: color)
    }

    private func dot(_ point: Point) -> Path { Path(circleAt: point, radius: 2.4 * unit) }

    private func paint(_ axis: ParallelCoordinatesLayout.Axis, on canvas: inout Canvas) {
        let metrics = outer.metrics
        let area = layout.area
        let x = (axis.x - unit / 2).rounded()
        canvas.fill(
            Rect(x: x - unit, y: area.y, width: 3 * unit, height: area.height),
            color: theme.plotBackground.withOpacity(0.7))
        canvas.fill(Rect(x: x, y: area.y, width: unit, height: area.height), color: theme.axis)
        // A tick without room for its label still says that there is a value; names may be thousands.
        let marksAll = layout.showsText && axis.axis.categoryCount == 0
        for tick in axis.axis.ticks where marksAll || !tick.label.isEmpty {
            let y = (tick.position - unit / 2).rounded()
            canvas.fill(
                Rect(x: x - metrics.tickLength, y: y, width: metrics.tickLength, height: unit), color: theme.axis)
            let label = TextLayout(tick.label, font: metrics.tickFont, maximumWidth: layout.labelWidth)
            canvas.draw(
                label, at: Point(x: x - metrics.tickLength - metrics.gap * 0.4 - label.width, y: y),
                alignment: TextAlignment(.leading, .middle), color: theme.text,
                halo: TextHalo(color: theme.plotBackground, radius: 2.5 * unit))
        }
        canvas.draw(
            axis.title, at: axis.titlePoint,
            alignment: layout.turnsTitles ? TextAlignment(.leading, .middle) : TextAlignment(.center),
            color: theme.text,
            direction: layout.turnsTitles ? .upwards : .rightwards)
    }
}
