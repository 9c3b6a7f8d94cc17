/// The latest values of a metric, from which statistics, summaries and charts are made when somebody asks for them.
///
/// It has 8 bytes for each value that it keeps, and as many again for its step where steps do not follow each other evenly. From when statistics were
/// asked for it has 80 bytes more for each value of the window.
struct MetricHistory {
    /// Of how many values statistics are.
    private let window: Int
    /// How many values there are for summaries and charts.
    private let limit: Int
    /// As many values as either needs; each stands at the remainder of its number by their most.
    private var values: [Double] = []
    private var steps: MetricSteps
    private var valueCount = 0
    /// `nil` before anybody asked.
    private var moments: WindowMoments?

    init(window: Int, limit: Int) {
        self.window = window
        self.limit = limit
        steps = MetricSteps(limit: max(window, limit))
    }

    private var most: Int { max(window, limit) }

    mutating func add(_ value: Double, step: Int64) {
        if moments != nil { addToMoments(value) }
        steps.add(step)
        if values.count < most {
            // By itself an array grows to twice its size, also beyond what is ever needed.
            if values.count == values.capacity { values.reserveCapacity(min(most, max(16, 2 * values.count))) }
            values.append(value)
        } else {
            values[valueCount % most] = value
        }
        valueCount += 1
    }

    /// A call of its own, so that nothing else refers to the values when one is replaced: else all of them would be copied.
    private mutating func addToMoments(_ value: Double) {
        guard valueCount >= window else {
            moments?.grow(value)
            return
        }
        let (values, count, most) = (values, valueCount, most)
        moments?.replace(value, window: window) { values[(count - $0) % most] }
    }

    /// The figures of the window; `nil` when there is no number in it. The first call looks at the whole window; from then on each value costs the same.
    mutating func statistics() -> MetricStatistics? {
        if moments == nil {
            var new = WindowMoments()
            for value in windowValues { new.grow(value) }
            moments = new
        }
        return moments?.statistics(valueCount: valueCount)
    }

    /// The values in the window, oldest first.
    var windowValues: [Double] { latest(window).map { values[$0 % most] } }

    /// The values that are kept for summaries and charts, oldest first.
    var kept: [Double] { latest(limit).map { values[$0 % most] } }

    /// The steps that they stand at.
    var keptSteps: [Int64] { latest(limit).map { steps[$0] } }

    /// The numbers of so many of the latest values.
    private func latest(_ count: Int) -> Range<Int> { max(0, valueCount - count)..<valueCount }

    /// A summary of every `frequency` values, from the metric's first one on: those that are complete and still kept.
    func summaries(every frequency: Int) -> [FrequencySummary] {
        var start = (latest(limit).lowerBound + frequency - 1) / frequency * frequency
        var summaries: [FrequencySummary] = []
        while start + frequency <= valueCount {
            let range = start..<(start + frequency)
            let part = range.map { values[$0 % most] }
            var moments = Moments(anchor: part.first { $0.isFinite } ?? 0)
            for value in part { moments.add(value) }
            summaries.append(
                FrequencySummary(
                    values: range, statistics: moments.statistics(valueCount: range.upperBound),
                    percentiles: Percentiles(of: part)?.all ?? [:]))
            start += frequency
        }
        return summaries
    }
}
