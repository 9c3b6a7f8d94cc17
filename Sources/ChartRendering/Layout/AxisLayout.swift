import RasterGraphics

/// An axis before it has its place: what it shows in so many pixels, and how wide its labels are.
struct AxisLayout {
    private enum Content {
        case values(Scale, TickPlan)
        case categories([String])
        case nothing
    }

    private let content: Content
    private let length: Double
    private let isVertical: Bool
    private let isReversed: Bool
    private let metrics: ChartMetrics

    /// - Parameter length: The axis' length in picture pixels.
    init(_ content: AxisContent, length: Double, isVertical: Bool, metrics: ChartMetrics) {
        self.length = length
        self.isVertical = isVertical
        self.metrics = metrics
        if case .values(let values) = content { isReversed = values.isReversed } else { isReversed = false }
        switch content {
        case .values(let values):
            let scale = values.scale(air: metrics.air / length)
            let plan =
                isVertical
                ? AxisLayout.verticalPlan(scale, isWhole: values.isWhole, height: length, metrics)
                : AxisLayout.fittingPlan(scale, isWhole: values.isWhole, width: length, metrics)
            self.content = .values(scale, plan)
        case .categories(let names): self.content = .categories(names)
        case .nothing: self.content = .nothing
        }
    }

    /// The width of the widest label that is shown on a vertical axis, in picture pixels.
    var widestLabel: Double {
        let labels =
            switch content {
            case .values(_, let plan): plan.ticks.map(\.label)
            case .categories(let names):
                stride(from: 0, to: names.count, by: every(of: names)).map { names[$0] }
            case .nothing: [String]()
            }
        return labels.map { TextLayout($0, font: metrics.tickFont, maximumWidth: 4_096).width }.max() ?? 0
    }

    /// The axis between two pixels. Categories of a vertical axis run from the top down.
    func axis(start: Double, end: Double, showsLabels: Bool) -> ChartAxis {
        switch content {
        case .values(let scale, let plan):
            return ChartAxis(
                scale: scale, start: isReversed ? end : start, end: isReversed ? start : end, plan: plan,
                showsLabels: showsLabels)
        case .categories(let names):
            let labels = showsLabels ? fittingLabels(names) : names.map { _ in "" }
            return ChartAxis(
                categories: labels, start: isVertical ? end : start, end: isVertical ? start : end, isVisible: true)
        case .nothing: return ChartAxis(categories: [], start: start, end: end, isVisible: false)
        }
    }

    /// The names as they fit into their bands; every second, third … one where bands are too narrow for any name.
    private func fittingLabels(_ names: [String]) -> [String] {
        guard !names.isEmpty else { return [] }
        let band = length / Double(names.count)
        let every = every(of: names)
        return names.enumerated().map { index, name in
            guard index % every == 0 else { return "" }
            let room = isVertical ? Double.infinity : band * Double(every) - metrics.gap
            return TextLayout(name, font: metrics.tickFont, maximumWidth: room).text
        }
    }

    /// Every how many of the names stands at its band. What is not shown need not be measured: there may be very many.
    private func every(of names: [String]) -> Int {
        let band = length / Double(max(1, names.count))
        let needed = isVertical ? metrics.tickFont.lineHeight : max(26, widestNeeded(by: names) + 8) * metrics.unit
        return max(1, Int((needed / max(band, 1e-6)).rounded(.up)))
    }

    /// The room that the widest of names should have beside each other, in screen pixels; wider ones are cut.
    private func widestNeeded(by names: [String]) -> Double {
        let most = 60.0
        var widest = 0.0
        for name in names where widest < most {
            // A little more, because a text that is cut may end before the limit.
            let text = TextLayout(name, font: metrics.tickFont, maximumWidth: 2 * most * metrics.unit)
            widest = max(widest, text.width / metrics.unit)
        }
        return min(widest, most)
    }

    /// Ticks at a comfortable distance. Where the round numbers leave one or none of them, which says nothing of how far
    /// apart values are, ticks may stand closer.
    private static func verticalPlan(
        _ scale: Scale, isWhole: Bool, height: Double, _ metrics: ChartMetrics
    ) -> TickPlan {
        let plan = TickPlan(scale, atMost: max(2, Int(height / (44 * metrics.unit)) + 1), isWhole: isWhole)
        guard plan.ticks.count < 2 else { return plan }
        return TickPlan(scale, atMost: max(2, Int(height / (22 * metrics.unit)) + 1), isWhole: isWhole)
    }

    /// As many ticks as fit beside each other.
    private static func fittingPlan(
        _ scale: Scale, isWhole: Bool, width: Double, _ metrics: ChartMetrics
    ) -> TickPlan {
        var count = max(2, Int(width / (55 * metrics.unit)) + 1)
        while true {
            let plan = TickPlan(scale, atMost: count, isWhole: isWhole)
            if labelsFit(plan, scale, width: width, metrics) || count == 2 { return plan }
            count -= 1
        }
    }

    private static func labelsFit(
        _ plan: TickPlan, _ scale: Scale, width: Double, _ metrics: ChartMetrics
    ) -> Bool {
        var reached = -Double.infinity
        for tick in plan.ticks {
            let label = TextLayout(tick.label, font: metrics.tickFont).width
            let start = (scale.fraction(of: tick.value) ?? 0) * width - label / 2
            if start < reached + 2 * metrics.gap { return false }
            reached = start + label
        }
        return true
    }
}
