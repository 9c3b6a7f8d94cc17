/// The rows of a ridge chart, counted in common bins, from the oldest to the newest.
struct RidgePlan: Hashable, Sendable {
    struct Row: Hashable, Sendable {
        var step: Double
        /// 0 for the oldest step, 1 for the newest.
        var age: Double
        /// The count in each common bin.
        var counts: [Double]
    }

    /// At least so many bins, so that a form is seen, and at most so many, so that noise is not.
    private static let binLimits = 32...128

    private(set) var rows: [Row] = []
    /// The outer edges of the common bins.
    private(set) var xRange: ClosedRange<Double>?
    private(set) var stepRange: ClosedRange<Double>?
    private(set) var hasWholeSteps = true
    /// The highest count.
    private(set) var largest = 0.0
    private(set) var edges: BinEdges?
    private var valueCount = 0.0
    private var values = ValueTally(.linear)
    private var invalidCount = 0
    private var withoutStepCount = 0
    private let isEachRow: Bool

    init(_ chart: RidgeChart) {
        isEachRow = chart.heights == .eachRow && chart.arrangement == .offset
        let known = chart.rows.filter { $0.step.isFinite }
        withoutStepCount = chart.rows.count - known.count
        let contents = known.map { usable($0.content) }
        guard let range = values.range else { return }
        let scale = Scale(.linear, showing: range)
        let edges = BinEdges(scale.lower, scale.upper, RidgePlan.binCount(contents), false)
        self.edges = edges
        xRange = scale.lower...scale.upper
        for (row, content) in zip(known, contents) {
            let counts = RidgePlan.counts(content, in: edges)
            guard counts.contains(where: { $0 > 0 }) else { continue }
            rows.append(Row(step: row.step, age: 1, counts: counts))
            largest = max(largest, counts.max() ?? 0)
            if row.step != row.step.rounded() { hasWholeSteps = false }
        }
        // Rows of one step stay in the order they came.
        rows = rows.enumerated().sorted { ($0.element.step, $0.offset) < ($1.element.step, $1.offset) }.map(\.element)
        guard let first = rows.first?.step, let last = rows.last?.step else { return }
        stepRange = first...last
        let half = last / 2 - first / 2
        for index in rows.indices where half > 0 { rows[index].age = (rows[index].step / 2 - first / 2) / half }
    }

    /// What of a row can be drawn; the rest is counted.
    private mutating func usable(_ content: HistogramContent) -> HistogramContent {
        switch content {
        case .values(let all):
            let finite = all.filter { values.add($0) }
            valueCount += Double(finite.count)
            return .values(finite)
        case .bins(let bins):
            let valid = bins.filter { $0.isValid }
            invalidCount += bins.count - valid.count
            let filled = valid.filter { $0.count > 0 }
            for bin in filled {
                values.reach(bin.left)
                values.reach(bin.right)
                valueCount += bin.count
            }
            return .bins(filled)
        }
    }

    /// As many as the row with most bins has; for values, as many as suit the row with most of them.
    private static func binCount(_ contents: [HistogramContent]) -> Int {
        let wanted =
            contents.map { content in
                switch content {
                case .bins(let bins): bins.count
                case .values(let values): Int(Double(values.count).squareRoot())
                }
            }.max() ?? 0
        return min(max(wanted, binLimits.lowerBound), binLimits.upperBound)
    }

    private static func counts(_ content: HistogramContent, in edges: BinEdges) -> [Double] {
        var counts = [Double](repeating: 0, count: edges.count)
        switch content {
        case .values(let values):
            for value in values { counts[edges.index(of: value)] += 1 }
        case .bins(let bins):
            for bin in bins { spread(bin, in: edges, over: &counts) }
        }
        return counts.map { min($0, .greatestFiniteMagnitude) }
    }

    private static func spread(_ bin: HistogramBin, in edges: BinEdges, over counts: inout [Double]) {
        let total = Double(edges.count)
        let start = edges.part(of: bin.left) * total
        let end = edges.part(of: bin.right) * total
        let first = min(Int(start), edges.count - 1)
        let last = min(max(Int(end.rounded(.up)) - 1, first), edges.count - 1)
        guard last > first, end > start else {
            counts[first] += bin.count
            return
        }
        for index in first...last {
            let part = min(end, Double(index + 1)) - max(start, Double(index))
            counts[index] += bin.count * max(0, part) / (end - start)
        }
    }

    /// The step of each row at its foot; the newest and the oldest first, because they must not give way to others.
    var stepLabels: [SideLabel] {
        let ends = [rows.last, rows.count > 1 ? rows.first : nil].compactMap { $0 }
        let between = rows.dropFirst().dropLast().reversed()
        return (ends + between).map { row in
            SideLabel(ValueText.text(row.step), height: (1 - row.age) * (1 - RidgeChart.amplitude))
        }
    }

    /// "20 histograms · 1,000 values".
    var note: String {
        guard !rows.isEmpty || values.count > 0 || invalidCount + withoutStepCount > 0 else { return "" }
        return CountedNoun.note(
            [CountedNoun.text(rows.count, "histogram"), HistogramPlan.counted(valueCount)] + values.exceptions + [
                CountedNoun.some(invalidCount, "bin", "not valid"),
                CountedNoun.some(withoutStepCount, "without a step"),
                isEachRow ? "each to its own height" : nil,
            ])
    }

    /// Why the plot is empty; `nil` when it is not.
    var emptyMessage: String? {
        if !rows.isEmpty { return nil }
        if invalidCount > 0 { return "No valid bins" }
        return values.nonFiniteCount > 0 ? "No finite values" : "No data"
    }

    /// The highest count of a row, or of all rows.
    func fullHeight(of row: Row) -> Double { isEachRow ? row.counts.max() ?? 0 : largest }
}
