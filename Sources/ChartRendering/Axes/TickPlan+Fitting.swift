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
