extension TickPlan {
    /// The most ticks whose labels lie beside each other on an axis of a length, each centred on its tick.
    /// Where not even two fit, ticks without room have an empty label.
    ///
    /// - Parameters:
    ///   - length: The axis' length, in the units of `measure`, such as picture pixels.
    ///   - gap: The least distance between two labels.
    ///   - most: The most ticks wanted, 2...100.
    ///   - isWhole: Whether the axis counts something of which there is no half. Default no.
    ///   - measure: What a label takes along the axis: its width on a horizontal axis, its height on a vertical one,
    ///     and for turned labels the height divided by the sine of the angle.
    public init(
        _ scale: Scale, along length: Double, gap: Double, atMost most: Int = 20, isWhole: Bool = false,
        measure: (String) -> Double
    ) {
        var count = min(max(most, 2), 100)
        var plan = TickPlan(scale, atMost: count, isWhole: isWhole)
        while true {
            let kept = plan.ticksWithRoom(scale, length, gap, measure)
            if kept == plan.ticks || count == 2 {
                self.init(ticks: kept, minorValues: plan.minorValues)
                return
            }
            // Fewer than there are now, because a larger count would give the same ones again.
            count = max(2, min(count, plan.ticks.count) - 1)
            plan = TickPlan(scale, atMost: count, isWhole: isWhole)
        }
    }

    /// Ticks at given values. The smallest has a label in any case, the largest where it is not too near to the smallest, and
    /// those between where there is room; the others are empty.
    ///
    /// - Parameters:
    ///   - values: Where, in any order; what the scale cannot show, and what lies beyond it, has no tick.
    ///   - distance: The least way between two ticks, in parts of the axis.
    init(at values: [Double], on scale: Scale, distance: Double) {
        let shown = Set(values).sorted().filter { $0 >= scale.lower && $0 <= scale.upper }
        let labels = TickLabel.labels(for: shown)
        let placed = zip(shown, labels).compactMap { value, label in
            scale.fraction(of: value).map { (tick: Tick(value: value, label: label), place: $0) }
        }
        let end = placed.last?.place ?? 0
        var reached = -Double.infinity
        let ticks = placed.enumerated().map { index, one in
            // The last one has a label, and what is too near to it gives way; but for the first, which came before.
            let isClear = index == 0 || index == placed.count - 1 || end - one.place >= distance
            guard isClear, one.place - reached >= distance else { return Tick(value: one.tick.value, label: "") }
            reached = one.place
            return one.tick
        }
        self.init(ticks: ticks)
    }

    private func ticksWithRoom(
        _ scale: Scale, _ length: Double, _ gap: Double, _ measure: (String) -> Double
    ) -> [Tick] {
        var reached = -Double.infinity
        return ticks.map { tick in
            let size = measure(tick.label)
            let start = (scale.fraction(of: tick.value) ?? 0) * length - size / 2
            guard size <= length, start >= reached + gap else { return Tick(value: tick.value, label: "") }
            reached = start + size
            return tick
        }
    }
}
