import Foundation

/// The ticks a person would choose for an axis: multiples of 1, 2 or 5 times a power of ten, powers of ten, round
/// times.
public struct TickPlan: Hashable, Sendable {
    /// The labelled ticks, rising. Only a plan made for a length, or for given values, has ticks whose label is
    /// empty, for want of room.
    public let ticks: [Tick]
    /// Values of finer lines without labels, rising. Only logarithmic and symmetric-logarithmic axes have them.
    public let minorValues: [Double]

    init(ticks: [Tick], minorValues: [Double] = []) {
        self.ticks = ticks
        self.minorValues = minorValues
    }

    /// The ticks of a scale.
    ///
    /// Labels are told apart from each other; on an axis of time, the same hour of another day stands after that day's
    /// date.
    /// - Parameter count: The most ticks wanted, at least 2. There may be fewer, and there is at least one where the
    ///   axis shows any round number.
    /// - Parameter isWhole: Whether the axis counts something of which there is no half. Default no.
    public init(_ scale: Scale, atMost count: Int, isWhole: Bool = false) {
        let count = min(max(count, 2), 100)
        let (lower, upper) = (scale.lower, scale.upper)
        switch scale.kind {
        case .linear:
            self.init(ticks: TickPlan.linear(lower, upper, count, isWhole: isWhole))
        case .logarithmic:
            self = TickPlan.logarithmic(lower, upper, count)
        case .symmetricLogarithmic(let threshold):
            self = TickPlan.symmetric(scale, threshold: threshold ?? 1, count)
        case .time(let zone):
            let ticks = TimeTicks(zone: zone).ticks(lower, upper, atMost: count, isWhole: isWhole)
            // Before year 1 and after year 9999 there are only seconds.
            self.init(ticks: ticks ?? TickPlan.linear(lower, upper, count, isWhole: isWhole))
        case .duration:
            self.init(ticks: DurationTicks.ticks(lower, upper, atMost: count, isWhole: isWhole))
        }
    }

    static func linear(_ lower: Double, _ upper: Double, _ count: Int, isWhole: Bool = false) -> [Tick] {
        let values = evenValues(lower, upper, count, isWhole: isWhole)
        return zip(values, TickLabel.labels(for: values)).map { Tick(value: $0, label: $1) }
    }

    /// At most `count` multiples of a round step.
    static func evenValues(_ lower: Double, _ upper: Double, _ count: Int, isWhole: Bool = false) -> [Double] {
        // The largest numbers are divided first: their differences would have no finite value.
        let shrink: Double = max(abs(lower), abs(upper)) > 1e290 ? 1e-20 : 1
        let (low, high) = (lower * shrink, upper * shrink)
        let finest = isWhole ? shrink : 0
        var values: [Double] = []
        // The second time from a finer step: where few ticks are wanted, the step of the first may pass over the whole
        // axis.
        for part in [1.0, 5] where values.isEmpty {
            var step = TickStep(atLeast: max((high - low) / Double(count) / part, finest))
            values = step.multiples(from: low, to: high)
            while values.count > count {
                step = step.next
                values = step.multiples(from: low, to: high)
            }
        }
        return values.map { $0 / shrink }.filter { $0.isFinite }
    }
}
