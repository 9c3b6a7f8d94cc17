import RasterGraphics

/// Where the bars of a plan lie in the picture. Edges are whole pixels, so that bars are sharp.
struct BarGeometry {
    let layout: ChartLayout
    let plan: BarPlan
    /// The picture pixel of the foot of the axis.
    let foot: Double
    /// The pixels from one bar to the next one beside it.
    let slotWidth: Double
    /// Where the parts of stacks lie; empty for bars that stand side by side.
    private var parts: [Part: (start: Double, end: Double)] = [:]

    /// A part of a stack.
    private struct Part: Hashable {
        let category: Int
        let group: Int
    }

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
        guard plan.isStacked else { return }
        // The bars of a category follow each other, those above 0 and those below among each other.
        var start = plan.bars.startIndex
        while start < plan.bars.endIndex {
            let rest = plan.bars[start...]
            let end = rest.firstIndex { $0.category != plan.bars[start].category } ?? plan.bars.endIndex
            place(plan.bars[start..<end].filter { $0.value >= 0 || !values.scale.kind.canShow(0) }, rises: true)
            place(plan.bars[start..<end].filter { $0.value < 0 && values.scale.kind.canShow(0) }, rises: false)
            start = end
        }
    }

    /// Places the parts of a stack to one side of the foot, so that each that is not 0 is seen if the stack has so many
    /// pixels.
    private mutating func place(_ bars: [BarPlan.Bar], rises: Bool) {
        let outward = rises == plan.isHorizontal ? 1.0 : -1.0
        var ends = bars.map { bar in
            max(0, ((valueAxis.position(of: bar.end)?.rounded() ?? foot) - foot) * outward)
        }
        let sizes = bars.map { abs($0.value) }
        guard let last = ends.indices.last else { return }
        // What is not 0 is seen, as a bar by itself.
        if ends[last] == 0, sizes.contains(where: { $0 > 0 }) { ends[last] = layout.metrics.unit }
        ends = StackPixels.ends(ends, keeping: StackPixels.kept(sizes, length: ends[last]))
        var start = foot
        for (bar, end) in zip(bars, ends) {
            parts[Part(category: bar.category, group: bar.group)] = (start, foot + outward * end)
            start = foot + outward * end
        }
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
        if plan.isStacked { return parts[Part(category: bar.category, group: bar.group)] }
        guard var end = valueAxis.position(of: bar.end)?.rounded() else { return nil }
        // What is not 0 is seen.
        if end == foot, bar.value != 0 {
            let rises = bar.value > 0 || !valueAxis.scale.kind.canShow(0)
            end += (rises == plan.isHorizontal ? 1 : -1) * layout.metrics.unit
        }
        return (foot, end)
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
