/// The latest values of a metric, from which summaries are made when somebody asks for them.
struct MetricHistory {
    private let limit: Int
    private var values: [Double] = []
    /// Where the oldest stands once there are as many as there may be.
    private var oldest = 0
    private var valueCount = 0

    init(limit: Int) { self.limit = limit }

    mutating func add(_ value: Double) {
        valueCount += 1
        if values.count < limit {
            values.append(value)
        } else {
            values[oldest] = value
            oldest = oldest + 1 == limit ? 0 : oldest + 1
        }
    }

    /// The values that are kept, oldest first, and how many there were before them.
    var kept: (first: Int, values: [Double]) {
        (valueCount - values.count, Array(values[oldest...] + values[..<oldest]))
    }

    /// A summary of every `frequency` values, from the metric's first one on: those that are complete and still kept.
    func summaries(every frequency: Int) -> [FrequencySummary] {
        let firstKept = valueCount - values.count
        var start = (firstKept + frequency - 1) / frequency * frequency
        var summaries: [FrequencySummary] = []
        while start + frequency <= valueCount {
            let range = start..<(start + frequency)
            let part = range.map { values[(oldest + $0 - firstKept) % values.count] }
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
