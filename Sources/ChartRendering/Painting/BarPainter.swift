import RasterGraphics

/// Paints bars, their error bars, the marks of values that are not finite, and the line at 0.
struct BarPainter {
    let plan: BarPlan
    let chart: BarChart
    let layout: ChartLayout
    let theme: ChartTheme

    func paint(on canvas: inout Canvas) {
        let geometry = BarGeometry(plan: plan, layout: layout)
        let bars = ordered(geometry)
        for bar in bars { paint(bar, on: &canvas) }
        if let line = zeroLine(geometry) {
            canvas.fill(line, color: theme.axis)
            // A bar as thin as the line would not be seen below it.
            for bar in bars where line.intersection(bar.rect) == bar.rect { paint(bar, on: &canvas) }
        }
        for bar in plan.bars { paintError(of: bar, geometry, on: &canvas) }
        for gap in plan.gaps { paint(gap, geometry, on: &canvas) }
        if chart.showsValues {
            BarLabelPainter(plan: plan, geometry: geometry, layout: layout, theme: theme, fill: fill)
                .paint(on: &canvas)
        }
    }

    private func fill(of group: Int) -> AreaFill {
        let own = chart.groups.indices.contains(group) ? chart.groups[group].color : nil
        return AreaFill(at: group, own: own, theme: theme)
    }

    private func paint(_ bar: (rect: Rect, group: Int), on canvas: inout Canvas) {
        fill(of: bar.group).paint(bar.rect, unit: layout.metrics.unit, on: &canvas)
    }

    /// The bars as rectangles. Where several share a pixel, the longer come first, and what the one before it in the
    /// same pixels and colour covers is left out: ten thousand bars are no more work than a picture has columns.
    private func ordered(_ geometry: BarGeometry) -> [(rect: Rect, group: Int)] {
        let rects = plan.bars.compactMap { bar -> (rect: Rect, group: Int, reach: Double)? in
            guard let across = geometry.across(category: bar.category, group: bar.group),
                let along = geometry.along(bar)
            else { return nil }
            let rect = geometry.rect(across: across, from: along.start, to: along.end)
            return rect.isEmpty ? nil : (rect, bar.group, abs(along.end - geometry.foot))
        }
        guard geometry.slotWidth < 2 else { return rects.map { ($0.rect, $0.group) } }
        let sorted = rects.enumerated().sorted {
            ($1.element.reach, $0.offset) < ($0.element.reach, $1.offset)
        }
        var lastHere: [Rect: (rect: Rect, group: Int)] = [:]
        var kept: [(rect: Rect, group: Int)] = []
        for (_, bar) in sorted {
            var pixels = bar.rect
            if plan.isHorizontal { (pixels.x, pixels.width) = (0, 0) } else { (pixels.y, pixels.height) = (0, 0) }
            if let last = lastHere[pixels], last.group == bar.group, last.rect.intersection(bar.rect) == bar.rect {
                continue
            }
            lastHere[pixels] = (bar.rect, bar.group)
            kept.append((bar.rect, bar.group))
        }
        return kept
    }

    /// Without a line at 0, bars to both sides of it would stand on nothing.
    private func zeroLine(_ geometry: BarGeometry) -> Rect? {
        guard let range = plan.tally.range, range.lowerBound < 0, geometry.valueAxis.scale.kind.canShow(0) else {
            return nil
        }
        let unit = layout.metrics.unit
        let plot = layout.plot
        // On the pixels of the grid's line, which it covers.
        let line = ((geometry.valueAxis.position(of: 0) ?? geometry.foot) - unit / 2).rounded()
        return plan.isHorizontal
            ? Rect(x: line, y: plot.y, width: unit, height: plot.height)
            : Rect(x: plot.x, y: line, width: plot.width, height: unit)
    }

    private func paintError(of bar: BarPlan.Bar, _ geometry: BarGeometry, on canvas: inout Canvas) {
        guard let error = bar.error, let across = geometry.across(category: bar.category, group: bar.group),
            let low = geometry.valueAxis.position(of: error.low)?.rounded(),
            let high = geometry.valueAxis.position(of: error.high)?.rounded()
        else { return }
        let unit = layout.metrics.unit
        let middle = ((across.lowerBound + across.upperBound - unit) / 2).rounded()
        canvas.fill(geometry.rect(across: middle...middle + unit, from: low, to: high), color: theme.text)
        let half = min(4 * unit, ((across.upperBound - across.lowerBound) / 3).rounded())
        for end in [low, high] {
            let cap = geometry.rect(
                across: middle - half...middle + unit + half, from: end - (unit / 2).rounded(.down),
                to: end - (unit / 2).rounded(.down) + unit)
            canvas.fill(cap, color: theme.text)
        }
    }

    private func paint(_ gap: BarPlan.Gap, _ geometry: BarGeometry, on canvas: inout Canvas) {
        guard let across = geometry.across(category: gap.category, group: gap.group) else { return }
        let unit = layout.metrics.unit
        let half = 3 * unit
        // Towards where bars grow.
        let up = plan.isHorizontal ? 1.0 : -1.0
        let wanted = geometry.foot + up * (half + 2 * unit) * (gap.value < 0 ? -1 : 1)
        // An axis that begins at 0 has no room below it, and the mark has to be seen.
        let limits = plan.isHorizontal ? (layout.plot.x, layout.plot.maxX) : (layout.plot.y, layout.plot.maxY)
        let along = min(max(wanted, limits.0 + half + unit), limits.1 - half - unit)
        let middle = (across.lowerBound + across.upperBound) / 2
        func point(_ sideways: Double, _ upwards: Double) -> Point {
            let place = along + up * upwards
            return plan.isHorizontal
                ? Point(x: place, y: middle + sideways) : Point(x: middle + sideways, y: place)
        }
        guard !EdgeMark.collect(SeriesTrace.gap(gap.value), at: point(0, 0), on: &canvas) else { return }
        var path = Path()
        guard gap.value.isNaN else {
            let tip = gap.value > 0 ? half : -half
            path.move(to: point(0, tip))
            path.line(to: point(1.2 * half, -tip))
            path.line(to: point(-1.2 * half, -tip))
            path.close()
            canvas.fill(path, color: fill(of: gap.group).color)
            return
        }
        path.move(to: point(-half, -half))
        path.line(to: point(half, half))
        path.move(to: point(-half, half))
        path.line(to: point(half, -half))
        canvas.stroke(path, style: StrokeStyle(width: 1.4 * unit), color: fill(of: gap.group).color)
    }
}
