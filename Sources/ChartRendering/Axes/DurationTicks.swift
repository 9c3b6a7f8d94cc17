import Foundation

/// Ticks at round numbers of seconds, minutes, hours and days.
enum DurationTicks {
    private static let day = 86_400.0

    static func ticks(_ lower: Double, _ upper: Double, atMost count: Int, isWhole: Bool) -> [Tick] {
        let wanted = upper / Double(count) - lower / Double(count)
        if wanted > day / 2 {
            let days = TickPlan.evenValues(lower / day, upper / day, count, isWhole: true)
            return labelled(days.map { $0 * day }, TickLabel.labels(for: days), unit: "d")
        }
        let clock = isWhole || wanted > 0.5 ? TimeStep.clock.map(Double.init) + [day] : []
        for step in clock where step >= wanted * (1 - 1e-9) {
            let values = multiples(of: step, lower, upper)
            if values.count <= count, !values.isEmpty { return labelled(values, decimals: 0) }
        }
        let values = TickPlan.evenValues(lower, upper, count, isWhole: isWhole)
        guard values.contains(where: { abs($0) >= 60 }) else { return short(values) }
        let decimals = max(0, -TickStep(atLeast: wanted).exponent)
        return labelled(values, decimals: decimals)
    }

    private static func multiples(of step: Double, _ lower: Double, _ upper: Double) -> [Double] {
        let hair = 1e-9
        let first = (lower / step - hair).rounded(.up)
        let last = (upper / step + hair).rounded(.down)
        guard first <= last, last - first < 10_000 else { return [] }
        return (0...Int(last - first)).map { (first + Double($0)) * step + 0 }
    }

    /// Less than a minute: seconds, or a smaller unit where that is shorter.
    private static func short(_ values: [Double]) -> [Tick] {
        let units: [(name: String, perSecond: Double)] = [("s", 1), ("ms", 1e3), ("µs", 1e6), ("ns", 1e9)]
        let candidates = units.map { unit in
            labelled(values, TickLabel.labels(for: values.map { $0 * unit.perSecond }), unit: unit.name)
        }
        func longest(_ ticks: [Tick]) -> Int { ticks.map(\.label.count).max() ?? 0 }
        return candidates.dropFirst().reduce(candidates[0]) { longest($1) < longest($0) ? $1 : $0 }
    }

    private static func labelled(_ values: [Double], _ texts: [String], unit: String) -> [Tick] {
        zip(values, texts).map { Tick(value: $0, label: $1 == "0" ? "0" : $1 + unit) }
    }

    private static func labelled(_ values: [Double], decimals: Int) -> [Tick] {
        values.map { Tick(value: $0, label: label($0, decimals: decimals)) }
    }

    /// "1d12h", "1h30m", "−45s", "2m0.5s"; units without a count are left out.
    static func label(_ seconds: Double, decimals: Int) -> String {
        let decimals = min(max(decimals, 0), 12)
        // Counted in the last decimal's parts: rounded afterwards, 59.99 seconds could become 60.
        let parts = TickStep.power(decimals)
        var rest = (abs(seconds) * parts).rounded()
        var text = ""
        for (name, size) in [("d", day), ("h", 3_600), ("m", 60)] {
            let count = (rest / (size * parts)).rounded(.down)
            guard count >= 1 else { continue }
            text += String(format: "%.0f", count) + name
            rest -= count * size * parts
        }
        if rest > 0 { text += String(format: "%.\(decimals)f", rest / parts) + "s" }
        if text.isEmpty { return "0" }
        return seconds < 0 ? "−" + text : text
    }
}
