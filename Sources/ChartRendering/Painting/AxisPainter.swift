import RasterGraphics

/// Paints grid lines, the two axes and the labels of their ticks. Lines lie on whole pixels.
struct AxisPainter {
    let layout: ChartLayout
    let theme: ChartTheme

    private var unit: Double { layout.metrics.unit }
    private var plot: Rect { layout.plot }

    func paintGrid(on canvas: inout Canvas) {
        guard layout.hasGrid else { return }
        for x in layout.xAxis.minorPositions { vertical(x, theme.minorGrid, on: &canvas) }
        for y in layout.yAxis.minorPositions { horizontal(y, theme.minorGrid, on: &canvas) }
        for tick in layout.xAxis.ticks where layout.xAxis.categoryCount == 0 {
            vertical(tick.position, theme.grid, on: &canvas)
        }
        for tick in layout.yAxis.ticks where layout.yAxis.categoryCount == 0 {
            horizontal(tick.position, theme.grid, on: &canvas)
        }
    }

    func paintAxes(on canvas: inout Canvas) {
        if layout.yAxis.isVisible {
            canvas.fill(Rect(x: plot.x - unit, y: plot.y, width: unit, height: plot.height + unit), color: theme.axis)
        }
        if layout.xAxis.isVisible {
            canvas.fill(Rect(x: plot.x - unit, y: plot.maxY, width: plot.width + unit, height: unit), color: theme.axis)
        }
        for tick in layout.xAxis.ticks where !tick.label.isEmpty { paintBelow(tick, on: &canvas) }
        for tick in layout.yAxis.ticks where !tick.label.isEmpty { paintBeside(tick, on: &canvas) }
        if let colors = layout.colorScale { paintScale(colors, on: &canvas) }
    }

    private func paintBelow(_ tick: ChartAxis.PlacedTick, on canvas: inout Canvas) {
        let metrics = layout.metrics
        let x = snapped(tick.position)
        if layout.xAxis.categoryCount == 0 {
            canvas.fill(Rect(x: x, y: plot.maxY, width: unit, height: metrics.tickLength), color: theme.axis)
        }
        let text = TextLayout(tick.label, font: metrics.tickFont)
        let top = plot.maxY + metrics.tickLength + metrics.gap * 0.7
        let direction = layout.xAxis.labelDirection
        guard direction == .rightwards else {
            // Turned names end at their band. The corner of one that rises lies higher than its end's middle.
            let half = text.font.capitalHeight / 2
            let end = Point(x: tick.position, y: direction == .rising ? top + half * 0.5.squareRoot() : top)
            canvas.draw(
                text, at: end, alignment: TextAlignment(.trailing, .middle), color: theme.mutedText,
                direction: direction)
            return
        }
        // A label at the end of the axis moves inwards rather than out of the picture.
        let middle = min(max(x, text.width / 2 + unit), layout.bounds.width - text.width / 2 - unit)
        canvas.draw(
            text, at: Point(x: middle, y: top), alignment: TextAlignment(.center, .top), color: theme.mutedText)
    }

    private func paintBeside(_ tick: ChartAxis.PlacedTick, on canvas: inout Canvas) {
        let metrics = layout.metrics
        let y = snapped(tick.position)
        if layout.yAxis.categoryCount == 0 {
            canvas.fill(
                Rect(x: plot.x - metrics.tickLength, y: y, width: metrics.tickLength, height: unit), color: theme.axis)
        }
        let end = plot.x - metrics.tickLength - metrics.gap * 0.5
        // Names are cut before they touch the picture's edge or the axis' title; of a number no digit is cut for that.
        let least =
            layout.yAxis.categoryCount == 0
            ? unit : layout.yLabel.map { $0.point.x + metrics.gap * 0.5 } ?? metrics.margin * 0.8
        canvas.draw(
            TextLayout(tick.label, font: metrics.tickFont, maximumWidth: max(0, end - least)), at: Point(x: end, y: y),
            alignment: TextAlignment(.trailing, .middle), color: theme.mutedText)
    }

    private func paintScale(_ colors: ChartLayout.ColorScale, on canvas: inout Canvas) {
        let metrics = layout.metrics
        paintBar(colors, on: &canvas)
        if let label = colors.label {
            canvas.draw(
                label.text, at: label.point, alignment: TextAlignment(.center), color: theme.text, direction: .upwards)
        }
        for tick in colors.axis.ticks {
            let y = snapped(tick.position)
            canvas.fill(
                Rect(x: colors.frame.maxX, y: y, width: metrics.tickLength, height: unit), color: theme.axis)
            canvas.draw(
                TextLayout(tick.label, font: metrics.tickFont),
                at: Point(x: colors.frame.maxX + metrics.tickLength + metrics.gap * 0.5, y: y),
                alignment: TextAlignment(.leading, .middle), color: theme.mutedText)
        }
    }

    /// One line of colour a pixel, and a thin frame, because a map may end in the background's colour.
    private func paintBar(_ colors: ChartLayout.ColorScale, on canvas: inout Canvas) {
        let bar = colors.frame
        canvas.fill(bar.inset(by: -unit), color: theme.axis)
        let length = colors.axis.end - colors.axis.start
        guard bar.height > 0, length != 0 else { return }
        let map = colors.scale.map(in: theme)
        for row in 0..<Int(bar.height.rounded()) {
            let y = bar.y + Double(row)
            let part = (y + 0.5 - colors.axis.start) / length
            canvas.fill(Rect(x: bar.x, y: y, width: bar.width, height: 1), color: map.color(at: part))
        }
        if colors.scale.extendsAbove {
            paintTip(colors, base: bar.y, tip: bar.y - colors.tipHeight, map.color(at: 1), on: &canvas)
        }
        if colors.scale.extendsBelow {
            paintTip(colors, base: bar.maxY, tip: bar.maxY + colors.tipHeight, map.color(at: 0), on: &canvas)
        }
    }

    /// A triangle beyond an end of the bar: there are numbers farther out, which have the colour of that end.
    private func paintTip(
        _ colors: ChartLayout.ColorScale, base: Double, tip: Double, _ color: Color, on canvas: inout Canvas
    ) {
        let bar = colors.frame
        func triangle(base: Double, half: Double, tip: Double) -> Path {
            var path = Path()
            path.move(to: Point(x: bar.midX - half, y: base))
            path.line(to: Point(x: bar.midX, y: tip))
            path.line(to: Point(x: bar.midX + half, y: base))
            path.close()
            return path
        }
        let outward: Double = tip < base ? -unit : unit
        canvas.fill(
            triangle(base: base + outward, half: bar.width / 2 + unit, tip: tip + outward), color: theme.axis)
        // Over the bar's frame, so that the colour goes on.
        let rim = Rect(x: bar.x, y: min(base, base + outward), width: bar.width, height: unit)
        canvas.fill(rim, color: color)
        canvas.fill(triangle(base: base + outward, half: bar.width / 2, tip: tip), color: color)
    }

    private func vertical(_ x: Double, _ color: Color, on canvas: inout Canvas) {
        canvas.fill(Rect(x: snapped(x), y: plot.y, width: unit, height: plot.height), color: color)
    }

    private func horizontal(_ y: Double, _ color: Color, on canvas: inout Canvas) {
        canvas.fill(Rect(x: plot.x, y: snapped(y), width: plot.width, height: unit), color: color)
    }

    /// The whole pixel whose line's middle is nearest.
    private func snapped(_ position: Double) -> Double { (position - unit / 2).rounded() }
}
