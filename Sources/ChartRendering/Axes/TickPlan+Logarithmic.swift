import Foundation

extension TickPlan {
    /// Powers of ten; with room, 2 and 5 times them as well; with little, every second or third power.
    static func logarithmic(_ lower: Double, _ upper: Double, _ count: Int) -> TickPlan {
        let decades = DecadeMultiple.exponents(lower, upper)
        let fineDigits = decades.count < 2 ? [[1, 2, 5], [1, 3]] : [[1, 2, 5]]
        for digits in fineDigits where decades.count <= count {
            let fine = DecadeMultiple.all(digits, lower, upper)
            guard fine.count <= count, fine.count >= 3 else { continue }
            return plan(fine.map(\.tick), finer: between(lower, upper), lower, upper)
        }
        guard decades.count >= 2 else {
            // Less than two powers of ten: round numbers say more than one or no power.
            return TickPlan(ticks: linear(lower, upper, count).filter { $0.value > 0 })
        }
        let every = (decades.count + count - 1) / count
        let labelled = decades.filter { $0 % every == 0 }
        let shown = labelled.isEmpty ? [decades[0]] : labelled
        let finer = every == 1 ? between(lower, upper) : thinned(decades, every, count).map(TickStep.power)
        return plan(shown.map { DecadeMultiple(digit: 1, exponent: $0).tick }, finer: finer, lower, upper)
    }

    /// 0 and powers of ten of both signs beyond the threshold.
    static func symmetric(_ scale: Scale, threshold: Double, _ count: Int) -> TickPlan {
        let (lower, upper) = (scale.lower, scale.upper)
        let almost = threshold * (1 - 1e-9)
        if lower >= almost { return logarithmic(lower, upper, count) }
        if upper <= -almost { return logarithmic(-upper, -lower, count).mirrored }
        if lower >= -threshold, upper <= threshold { return TickPlan(ticks: linear(lower, upper, count)) }
        let powers = DecadeMultiple.exponents(almost, max(-lower, upper))
        let zero = lower <= 0 && upper >= 0 ? [Tick(value: 0, label: "0")] : []
        func ticks(_ digits: [Int], every: Int) -> [Tick] {
            let sizes =
                digits == [1]
                ? powers.filter { ((powers.last ?? 0) - $0) % every == 0 }.map {
                    DecadeMultiple(digit: 1, exponent: $0)
                }
                : DecadeMultiple.all(digits, threshold, max(-lower, upper))
            let outer = sizes.reversed().map { $0.negated.tick } + sizes.map(\.tick)
            let hair = 1e-9
            let shown = outer.filter {
                $0.value >= lower - abs(lower) * hair && $0.value - abs($0.value) * hair <= upper
            }
            let clear = zero.isEmpty ? shown : shown.filter { isClearOfZero($0, scale, count) }
            return (clear + zero).sorted { $0.value < $1.value }
        }
        var every = max(1, powers.count / (count + 1))
        var found = powers.count <= count ? ticks([1, 2, 5], every: 1) : []
        if found.isEmpty || found.count > count { found = ticks([1], every: every) }
        while found.count > count, every < powers.count {
            every += 1
            found = ticks([1], every: every)
        }
        // Both ends and 0 are three, however few are wanted: then the ends.
        if found.count > count { found = [found.first, found.last].compactMap(\.self) }
        // Hardly anything lies beyond the threshold.
        guard found.count >= 2 else { return TickPlan(ticks: linear(lower, upper, count)) }
        let finer =
            every == 1 ? between(threshold, max(-lower, upper)) : thinned(powers, every, count).map(TickStep.power)
        return plan(found, finer: finer + finer.map { -$0 }, lower, upper)
    }

    /// Whether a label does not touch that of 0: the threshold is nearer to 0 than a power of ten to the next.
    private static func isClearOfZero(_ tick: Tick, _ scale: Scale, _ count: Int) -> Bool {
        guard let zero = scale.fraction(of: 0), let place = scale.fraction(of: tick.value) else { return true }
        return abs(place - zero) >= 0.6 / Double(count)
    }

    /// Few powers of ten between those with a label, `every` apart: lines at all of hundreds of them would be a grey area.
    private static func thinned(_ powers: [Int], _ every: Int, _ count: Int) -> [Int] {
        let most = 5 * count
        let step = (1...every).first { every % $0 == 0 && powers.count / $0 <= most } ?? every
        return powers.filter { $0 % step == 0 }
    }

    /// All multiples by a digit of powers of ten.
    private static func between(_ low: Double, _ high: Double) -> [Double] {
        DecadeMultiple.all(Array(1...9), low, high).map(\.value)
    }

    private static func plan(_ ticks: [Tick], finer: [Double], _ lower: Double, _ upper: Double) -> TickPlan {
        let labelled = Set(ticks.map(\.value))
        let minor = finer.filter { $0 > lower && $0 < upper && !labelled.contains($0) }
        return TickPlan(ticks: ticks, minorValues: minor.sorted())
    }

    private var mirrored: TickPlan {
        TickPlan(
            ticks: ticks.reversed().map { Tick(value: -$0.value, label: "−" + $0.label) },
            minorValues: minorValues.reversed().map { -$0 })
    }
}
