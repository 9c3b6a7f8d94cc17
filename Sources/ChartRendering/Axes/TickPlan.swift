import Foundation

/// The ticks a person would choose for an axis: multiples of 1, 2 or 5 times a power of ten, or powers of ten.
public struct TickPlan: Hashable, Sendable {
    /// The labelled ticks, rising.
    public let ticks: [Tick]
    /// Values of finer lines without labels, rising. Only logarithmic axes have them.
    public let minorValues: [Double]

    /// The ticks of a scale.
    /// - Parameter count: The most ticks wanted, at least 2. There may be fewer, and there is at least one where the axis shows
    ///   any round number.
    /// - Parameter isWhole: Whether the axis counts something of which there is no half. Default no.
    public init(_ scale: Scale, atMost count: Int, isWhole: Bool = false) {
        let count = min(max(count, 2), 100)
        switch scale.kind {
        case .linear:
            ticks = TickPlan.linear(scale.lower, scale.upper, count, isWhole: isWhole)
            minorValues = []
        case .logarithmic:
            (ticks, minorValues) = TickPlan.logarithmic(scale, count)
        }
    }

    private static func linear(_ lower: Double, _ upper: Double, _ count: Int, isWhole: Bool = false) -> [Tick] {
        // The largest numbers are divided first: their differences would have no finite value.
        let shrink: Double = max(abs(lower), abs(upper)) > 1e290 ? 1e-20 : 1
        let (low, high) = (lower * shrink, upper * shrink)
        var step = TickStep(atLeast: max((high - low) / Double(count), isWhole ? shrink : 0))
        var values = step.multiples(from: low, to: high)
        while values.count > count {
            step = step.next
            values = step.multiples(from: low, to: high)
        }
        let whole = values.map { $0 / shrink }.filter { $0.isFinite }
        return zip(whole, TickLabel.labels(for: whole)).map { Tick(value: $0, label: $1) }
    }

    private static func logarithmic(_ scale: Scale, _ count: Int) -> (ticks: [Tick], minor: [Double]) {
        let low = log10(scale.lower)
        let high = log10(scale.upper)
        let first = Int((low - 1e-9).rounded(.up))
        let last = Int((high + 1e-9).rounded(.down))
        let decades = first <= last ? Array(first...last) : []
        guard decades.count >= 2 else {
            // Less than two powers of ten: round numbers say more than one or no power.
            return (linear(scale.lower, scale.upper, count).filter { $0.value > 0 }, [])
        }
        let every = (decades.count + count - 1) / count
        let labelled = decades.filter { $0 % every == 0 }
        let shown = labelled.isEmpty ? [decades[0]] : labelled
        let ticks = shown.map { power in
            let value = TickStep.power(power)
            return Tick(value: value, label: TickLabel.label(forPowerOfTen: power))
        }
        let minor =
            every == 1
            ? (first - 1...last).flatMap { power in (2...9).map { Double($0) * TickStep.power(power) } }
            : decades.filter { !shown.contains($0) }.map(TickStep.power)
        return (ticks, minor.filter { $0 > scale.lower && $0 < scale.upper })
    }
}
