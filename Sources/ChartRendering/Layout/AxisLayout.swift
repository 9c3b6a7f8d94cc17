import RasterGraphics

/// An axis before it has its place: what it shows in so many pixels, and how wide its labels are.
struct AxisLayout {
    private enum Content {
        case values(Scale, TickPlan)
        /// Names below each other.
        case rows([String])
        /// Names beside each other.
        case columns(CategoryLabels)
        case nothing
    }

    private let content: Content
    private let length: Double
    private let isReversed: Bool
    private let metrics: ChartMetrics
    /// Whether there is no number for the air at the beginning or the end, because the axis reaches to the last one.
    private let lacksAir: (start: Bool, end: Bool)

    /// A vertical axis.
    ///
    /// - Parameter length: The axis' length in picture pixels.
    init(vertical content: AxisContent, length: Double, metrics: ChartMetrics) {
        self.init(content, length: length, metrics) { scale, axis in
            guard axis.ownTicks.isEmpty else {
                let distance = (metrics.tickFont.capitalHeight + 3 * metrics.unit) / max(length, 1)
                return TickPlan(at: axis.ownTicks, on: scale, distance: distance)
            }
            return AxisLayout.verticalPlan(scale, isWhole: axis.isWhole, height: length, metrics)
        } names: { names in
            .rows(names)
        }
    }

    /// A horizontal axis.
    ///
    /// - Parameter room: The axis' length, and what its names have room in.
    init(horizontal content: AxisContent, in room: CategoryLabels.Room, metrics: ChartMetrics) {
        self.init(content, length: room.length, metrics) { scale, axis in
            guard axis.ownTicks.isEmpty else {
                let widest =
                    TickLabel.labels(for: axis.ownTicks).map { TextLayout($0, font: metrics.tickFont).width }.max() ?? 0
                return TickPlan(
                    at: axis.ownTicks, on: scale, distance: (widest + 2 * metrics.gap) / max(room.length, 1))
            }
            return AxisLayout.fittingPlan(scale, isWhole: axis.isWhole, width: room.length, metrics)
        } names: { names in
            .columns(CategoryLabels(names, in: room, metrics: metrics))
        }
    }

    private init(
        _ content: AxisContent, length: Double, _ metrics: ChartMetrics, plan: (Scale, ValueAxis) -> TickPlan,
        names: ([String]) -> Content
    ) {
        self.length = length
        self.metrics = metrics
        if case .values(let values) = content { isReversed = values.isReversed } else { isReversed = false }
        switch content {
        case .values(let values):
            let scale = values.scale(air: metrics.air / length)
            // Numbers at an axis without data would be made up.
            self.content = .values(scale, values.range == nil ? TickPlan(ticks: []) : plan(scale, values))
            let least = scale.kind.needsPositive ? Double.leastNonzeroMagnitude : -.greatestFiniteMagnitude
            lacksAir = (
                start: values.air == .bothEnds && scale.lower <= least,
                end: values.air != .none && scale.upper >= .greatestFiniteMagnitude
            )
        case .categories(let all):
            self.content = names(all)
            lacksAir = (false, false)
        case .nothing:
            self.content = .nothing
            lacksAir = (false, false)
        }
    }

    /// The width of the widest label that is shown on a vertical axis, in picture pixels.
    var widestLabel: Double {
        let labels =
            switch content {
            case .values(_, let plan): plan.ticks.map(\.label)
            case .rows(let names): stride(from: 0, to: names.count, by: every(of: names)).map { names[$0] }
            case .columns, .nothing: [String]()
            }
        return labels.map { TextLayout($0, font: metrics.tickFont, maximumWidth: 4_096).width }.max() ?? 0
    }

    /// How far the labels below a horizontal axis reach down, in picture pixels.
    var labelDepth: Double {
        if case .columns(let labels) = content { labels.depth } else { metrics.tickFont.capitalHeight }
    }

    /// The axis between two pixels. Categories of a vertical axis run from the top down.
    func axis(start: Double, end: Double, showsLabels: Bool) -> ChartAxis {
        switch content {
        case .values(let scale, let plan):
            let (first, last) = isReversed ? (end, start) : (start, end)
            // Air in pixels, where it cannot be in numbers: what lies at the end would be cut by the plot's edge.
            let air = min(metrics.air, abs(last - first) / 4) * (last < first ? -1 : 1)
            return ChartAxis(
                scale: scale, start: lacksAir.start ? first + air : first, end: lacksAir.end ? last - air : last,
                plan: plan, showsLabels: showsLabels)
        case .rows(let names):
            let every = every(of: names)
            let labels = names.enumerated().map { index, name in
                showsLabels && index % every == 0 ? TextLayout(name, font: metrics.tickFont).text : ""
            }
            return ChartAxis(categories: labels, start: end, end: start, isVisible: true)
        case .columns(let labels):
            return ChartAxis(
                categories: showsLabels ? labels.texts : labels.texts.map { _ in "" }, start: start, end: end,
                isVisible: true, direction: labels.direction)
        case .nothing: return ChartAxis(categories: [], start: start, end: end, isVisible: false)
        }
    }

    /// Every how many of the names below each other stands at its band.
    private func every(of names: [String]) -> Int {
        let band = length / Double(max(1, names.count))
        return max(1, Int((metrics.tickFont.lineHeight / max(band, 1e-6)).rounded(.up)))
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

    /// As many ticks as fit beside each other; of two that do not, one without a label.
    private static func fittingPlan(
        _ scale: Scale, isWhole: Bool, width: Double, _ metrics: ChartMetrics
    ) -> TickPlan {
        TickPlan(
            scale, along: width, gap: 2 * metrics.gap, atMost: max(2, Int(width / (55 * metrics.unit)) + 1),
            isWhole: isWhole
        ) { TextLayout($0, font: metrics.tickFont).width }
    }
}
