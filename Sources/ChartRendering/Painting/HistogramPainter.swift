import RasterGraphics

/// Paints histograms: a single one solid with lines between its bins, several translucent with outlines.
struct HistogramPainter {
    let chart: HistogramChart
    let layout: ChartLayout
    let theme: ChartTheme

    func paint(on canvas: inout Canvas) {
        let plan = HistogramPlan(chart)
        let unit = layout.metrics.unit
        let isAlone = chart.series.count == 1
        let profiles = plan.columns.map { StepProfile($0, layout: layout, least: unit) }
        for (index, profile) in profiles.enumerated() {
            let color = color(at: index)
            canvas.fill(
                profile.area(foot: layout.plot.maxY), color: isAlone ? color : color.withOpacity(opacity(of: color)))
        }
        if isAlone {
            if let columns = plan.columns.first { paintGaps(columns, on: &canvas) }
            return
        }
        // All outlines above all areas, so that the form of each is seen whole.
        let width = profiles.count <= 8 ? 1.4 * unit : unit
        for (index, profile) in profiles.enumerated() {
            canvas.stroke(
                profile.outline(foot: layout.plot.maxY, width: width),
                style: StrokeStyle(width: width, join: .miter, dashes: dashes(at: index).map { $0 * width }),
                color: color(at: index))
        }
    }

    private func color(at index: Int) -> Color { chart.series[index].color ?? theme.palette.color(at: index) }

    private func dashes(at index: Int) -> [Double] {
        chart.series[index].color == nil ? theme.palette.dashes(at: index) : []
    }

    /// Less for each of many, which would otherwise add up to one blot.
    private func opacity(of color: Color) -> Double {
        Double(color.alpha) / 255 * max(0.08, 0.42 / Double(max(1, chart.series.count - 1)).squareRoot())
    }

    /// Lines in the background's colour between the bins, where bins are wide enough to spare them.
    private func paintGaps(_ columns: [HistogramPlan.Column], on canvas: inout Canvas) {
        let unit = layout.metrics.unit
        let edges = columns.map { layout.xAxis.position(of: $0.left)?.rounded() ?? 0 }
        let ends = columns.map { layout.xAxis.position(of: $0.right)?.rounded() ?? 0 }
        guard zip(edges, ends).allSatisfy({ $1 - $0 >= 5 * unit }) else { return }
        for (index, edge) in edges.enumerated().dropFirst() where ends[index - 1] == edge {
            guard let top = layout.yAxis.position(of: max(columns[index - 1].height, columns[index].height)) else {
                continue
            }
            // Not above the bins, where the grid goes on.
            let y = min(top.rounded(), layout.plot.maxY - unit)
            canvas.fill(
                Rect(x: edge, y: y, width: unit, height: layout.plot.maxY - y), color: theme.plotBackground)
        }
    }
}
