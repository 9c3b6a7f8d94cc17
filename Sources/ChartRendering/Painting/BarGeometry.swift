import RasterGraphics

/// Where the bars of a plan lie in the picture. Edges are whole pixels, so that bars are sharp.
struct BarGeometry {
    let layout: ChartLayout
    let plan: BarPlan
    /// The picture pixel of the foot of the axis.
    let foot: Double
    /// The pixels from one bar to the next one beside it.
    let slotWidth: Double

    /// The part of a band that stays free between categories, when bands are wide enough for any.
    private static let freePart = 0.24

    var valueAxis: ChartAxis { plan.isHorizontal ? layout.xAxis : layout.yAxis }
    private var bandAxis: ChartAxis { plan.isHorizontal ? layout.yAxis : layout.xAxis }

    init(plan: BarPlan, layout: ChartLayout) {
        self.plan = plan
        self.layout = layout
        let values = plan.isHorizontal ? layout.xAxis : layout.yAxis
        let bands = plan.isHorizontal ? layout.yAxis : layout.xAxis
        foot = (values.position(of: 0) ?? values.start).rounded()
        let band = bands.categoryCount > 0 ? abs(bands.end - bands.start) / Double(bands.categoryCount) : 0
        let free = band * BarGeometry.freePart >= 2 ? BarGeometry.freePart : 0
        slotWidth = band * (1 - free) / Double(max(1, plan.slotCount))
    }

    /// The pixels across the bars that belong to one, from edge to edge.
    func across(category: Int, group: Int) -> ClosedRange<Double>? {
        guard let band = bandAxis.band(of: category) else { return nil }
        let slot = plan.slotCount > 1 ? min(max(group, 0), plan.slotCount - 1) : 0
        let used = slotWidth * Double(plan.slotCount)
        let start = band.lowerBound + (band.upperBound - band.lowerBound - used) / 2 + slotWidth * Double(slot)
        // A bar at the very end would otherwise fall on the pixel outside.
        let limit = (plan.isHorizontal ? layout.plot.maxY : layout.plot.maxX).rounded() - 1
        let first = min(start.rounded(), limit)
        var last = max((start + slotWidth).rounded(), first + 1)
        if plan.slotCount > 1, slotWidth >= 8 * layout.metrics.unit { last -= layout.metrics.unit }
        return first...last
    }

    /// The pixels along a bar, the foot's end first.
    func along(_ bar: BarPlan.Bar) -> (start: Double, end: Double)? {
        guard var end = valueAxis.position(of: bar.end)?.rounded() else { return nil }
        let start = bar.start.flatMap { valueAxis.position(of: $0)?.rounded() } ?? foot
        // What is not 0 is seen.
        if end == start, bar.value != 0, bar.start == nil {
            let rises = bar.value > 0 || !valueAxis.scale.kind.canShow(0)
            end += (rises == plan.isHorizontal ? 1 : -1) * layout.metrics.unit
        }
        return (start, end)
    }

    /// A rectangle from pixels across and along the bars.
    func rect(across: ClosedRange<Double>, from start: Double, to end: Double) -> Rect {
        let width = across.upperBound - across.lowerBound
        let low = min(start, end)
        return plan.isHorizontal
            ? Rect(x: low, y: across.lowerBound, width: abs(end - start), height: width)
            : Rect(x: across.lowerBound, y: low, width: width, height: abs(end - start))
    }
}
