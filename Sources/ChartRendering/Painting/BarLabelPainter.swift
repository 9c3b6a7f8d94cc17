import RasterGraphics

/// Writes the values at their bars: beyond the end, or inside where there is no room beyond; in stacks inside each
/// part.
///
/// Either all bars have room for the widest number across, or none is labelled: some numbers without the others would
/// look as if the others were missing.
struct BarLabelPainter {
    let plan: BarPlan
    let geometry: BarGeometry
    let layout: ChartLayout
    let theme: ChartTheme
    let fill: (Int) -> AreaFill

    /// More bars than this never have room, and their texts need not be measured.
    private static let mostBars = 2_000

    private var font: Font { layout.metrics.noteFont }
    private var isStacked: Bool { plan.bars.contains { $0.start != nil } }

    func paint(on canvas: inout Canvas) {
        guard !plan.bars.isEmpty, plan.bars.count <= BarLabelPainter.mostBars else { return }
        let texts = plan.bars.map { TextLayout(ValueText.text($0.value), font: font) }
        let needed = plan.isHorizontal ? font.capitalHeight : texts.map(\.width).max() ?? 0
        guard needed + 2 * layout.metrics.unit <= geometry.slotWidth else { return }
        let stacked = isStacked
        for (bar, text) in zip(plan.bars, texts) {
            guard let across = geometry.across(category: bar.category, group: bar.group),
                let along = geometry.along(bar)
            else { continue }
            let middle = (across.lowerBound + across.upperBound) / 2
            if stacked {
                paintInside(text, bar, middle, along, on: &canvas)
            } else {
                paintAtEnd(text, bar, middle, along, on: &canvas)
            }
        }
    }

    /// Pixels along the bar that a number takes.
    private func length(_ text: TextLayout) -> Double { plan.isHorizontal ? text.width : font.capitalHeight }

    private func paintInside(
        _ text: TextLayout, _ bar: BarPlan.Bar, _ middle: Double, _ along: (start: Double, end: Double),
        on canvas: inout Canvas
    ) {
        guard abs(along.end - along.start) >= length(text) + 4 * layout.metrics.unit else { return }
        drawOver(fill(bar.group), text, middle, (along.start + along.end) / 2, on: &canvas)
    }

    private func paintAtEnd(
        _ text: TextLayout, _ bar: BarPlan.Bar, _ middle: Double, _ along: (start: Double, end: Double),
        on canvas: inout Canvas
    ) {
        let gap = (plan.isHorizontal ? 4 : 3) * layout.metrics.unit
        let size = length(text)
        // Away from the foot on the screen: upwards is towards smaller pixels.
        let rises = bar.value >= 0 || !geometry.valueAxis.scale.kind.canShow(0)
        let outward = rises == plan.isHorizontal ? 1.0 : -1.0
        let reach = bar.error.flatMap { geometry.valueAxis.position(of: rises ? $0.high : $0.low)?.rounded() }
        let edge = outward * max(outward * along.end, outward * (reach ?? along.end))
        let beyond = edge + outward * (gap + size)
        let limits = plan.isHorizontal ? (layout.plot.x, layout.plot.maxX) : (layout.plot.y, layout.plot.maxY)
        if beyond >= limits.0, beyond <= limits.1 {
            let along = edge + outward * (gap + size / 2)
            // No line at a tick goes through a number.
            clear(text, middle, along, by: layout.metrics.unit, theme.plotBackground, on: &canvas)
            draw(text, middle, along, theme.text, on: &canvas)
        } else if bar.error == nil, abs(along.end - along.start) >= size + 2 * gap {
            drawOver(fill(bar.group), text, middle, along.end - outward * (gap + size / 2), on: &canvas)
        }
    }

    /// On the bar; without its stripes there, among which nothing is read.
    private func drawOver(
        _ fill: AreaFill, _ text: TextLayout, _ middle: Double, _ along: Double, on canvas: inout Canvas
    ) {
        if fill.isHatched {
            clear(text, middle, along, by: 2 * layout.metrics.unit, fill.color, on: &canvas)
        }
        draw(text, middle, along, fill.color.readableText, on: &canvas)
    }

    /// Paints over what is below a number, and so much around it.
    private func clear(
        _ text: TextLayout, _ middle: Double, _ along: Double, by air: Double, _ color: Color,
        on canvas: inout Canvas
    ) {
        let (width, height) = (text.width + 2 * air, font.capitalHeight + 2 * air)
        let center = plan.isHorizontal ? Point(x: along, y: middle) : Point(x: middle, y: along)
        canvas.fill(
            Rect(
                x: (center.x - width / 2).rounded(), y: (center.y - height / 2).rounded(), width: width,
                height: height.rounded()), color: color)
    }

    private func draw(
        _ text: TextLayout, _ middle: Double, _ along: Double, _ color: Color, on canvas: inout Canvas
    ) {
        let point = plan.isHorizontal ? Point(x: along, y: middle) : Point(x: middle, y: along)
        canvas.draw(text, at: point, alignment: TextAlignment(.center, .middle), color: color)
    }
}
