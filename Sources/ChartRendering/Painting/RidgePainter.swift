import RasterGraphics

/// Paints the rows of a ridge chart from the oldest to the newest, each over what is behind it.
struct RidgePainter {
    let plan: RidgePlan
    let chart: RidgeChart
    let layout: ChartLayout
    let theme: ChartTheme

    func paint(on canvas: inout Canvas) {
        let isOffset = chart.arrangement == .offset
        let isThin = !isOffset && theme.isDark
        let colorMap = isThin ? chart.colors.onDark : chart.colors.onLight
        for row in plan.rows {
            let foot = isOffset ? self.foot(of: row) : layout.plot.maxY
            let line = outline(of: row, foot: foot, isOffset: isOffset)
            guard let first = line.first, let last = line.last else { continue }
            let color = colorMap.color(at: row.age)
            guard isOffset else {
                let style = StrokeStyle(width: layout.metrics.lineWidth, join: .round)
                canvas.stroke([Polyline(points: line)], style: style, color: color)
                continue
            }
            let unit = layout.metrics.unit
            canvas.fill(
                Rect(x: layout.plot.x, y: foot - unit, width: layout.plot.width, height: unit), color: theme.grid)
            var area = Path()
            area.move(to: Point(x: first.x, y: foot))
            for point in line { area.line(to: point) }
            area.line(to: Point(x: last.x, y: foot))
            area.close()
            canvas.fill(area, color: color)
            // Light on dark rows and dark on light ones, so that neighbours of nearly one colour are told apart.
            canvas.stroke(
                [Polyline(points: line)], style: StrokeStyle(width: 1.2 * unit, join: .round),
                color: color.mixed(with: color.readableText, part: 0.45))
        }
    }

    private func foot(of row: RidgePlan.Row) -> Double {
        (layout.plot.maxY - (1 - row.age) * (1 - RidgeChart.amplitude) * layout.plot.height).rounded()
    }

    /// From the foot before the first bin that is not empty to the foot after the last one, through the bins' middles.
    private func outline(of row: RidgePlan.Row, foot: Double, isOffset: Bool) -> [Point] {
        let full = plan.fullHeight(of: row)
        guard let edges = plan.edges, full > 0, let first = row.counts.firstIndex(where: { $0 > 0 }),
            let last = row.counts.lastIndex(where: { $0 > 0 })
        else { return [] }
        let unit = layout.metrics.unit
        let room = RidgeChart.amplitude * layout.plot.height - 4 * unit
        return (first - 1...last + 1).compactMap { index in
            let count = row.counts.indices.contains(index) ? row.counts[index] : 0
            // The middle of a bin outside the common ones is the outer edge.
            let low = edges.edge(index)
            let high = edges.edge(index + 1)
            guard let x = layout.xAxis.position(of: low / 2 + high / 2) else { return nil }
            let height =
                isOffset
                ? count / full * room : layout.yAxis.position(of: count).map { layout.plot.maxY - $0 } ?? 0
            return Point(x: x, y: foot - (count > 0 ? max(height, unit) : 0))
        }
    }
}
