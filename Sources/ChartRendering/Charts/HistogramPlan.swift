import Foundation

/// The histograms of a chart as columns with heights, and what could not become one.
struct HistogramPlan: Hashable, Sendable {
    struct Column: Hashable, Sendable {
        var left: Double
        var right: Double
        /// Above 0.
        var height: Double
    }

    /// The columns of each series of the chart, in the order of their left edges. Empty bins are left out.
    private(set) var columns: [[Column]] = []
    private(set) var xRange: ClosedRange<Double>?
    /// All heights.
    private(set) var heights: ValueTally
    private(set) var hasWholeHeights = true
    private var isDensity = false
    private var valueCount = 0.0
    private var binCount = 0
    private var values: ValueTally
    private var invalidCount = 0
    private var notPositiveBinCount = 0
    private var withoutWidthCount = 0
    private var hasUnequalWidths = false

    init(_ chart: HistogramChart) {
        heights = ValueTally(chart.yScale)
        values = ValueTally(chart.xScale)
        var samples = chart.series.map { series -> [Double] in
            guard case .values(let all) = series.content else { return [] }
            return all.filter { values.add($0) }
        }
        let edges = BinEdges(samples, wanted: chart.binCount, isLogarithmic: chart.xScale == .logarithmic)
        binCount = edges?.count ?? 0
        var all: [[HistogramBin]] = []
        for (index, series) in chart.series.enumerated() {
            switch series.content {
            case .values:
                all.append(samples[index].isEmpty ? [] : edges?.bins(of: samples[index]) ?? [])
                samples[index] = []
            case .bins(let bins):
                all.append(bins.filter { isUsable($0) }.sorted { ($0.left, $0.right) < ($1.left, $1.right) })
                binCount = max(binCount, all[index].count)
            }
        }
        // Bins that are equally wide in the logarithm look equally wide.
        hasUnequalWidths = HistogramPlan.differ(all, isLogarithmic: chart.xScale == .logarithmic)
        isDensity = chart.measure == .density || (chart.measure == .automatic && hasUnequalWidths)
        for bins in all { add(bins) }
    }

    private mutating func isUsable(_ bin: HistogramBin) -> Bool {
        guard bin.isValid else {
            invalidCount += 1
            return false
        }
        guard values.kind.canShow(bin.left) else {
            if bin.count > 0 { notPositiveBinCount += 1 }
            return false
        }
        return true
    }

    private static func differ(_ series: [[HistogramBin]], isLogarithmic: Bool) -> Bool {
        var narrowest = Double.infinity
        var widest = 0.0
        var rounding = 0.0
        for bin in series.joined() where bin.count > 0 {
            let (left, right) = isLogarithmic ? (log10(bin.left), log10(bin.right)) : (bin.left / 2, bin.right / 2)
            narrowest = min(narrowest, right - left)
            widest = max(widest, right - left)
            // Edges are rounded numbers: the width of a narrow bin far from 0 has an error.
            rounding = max(rounding, 8 * max(left.magnitude.ulp, right.magnitude.ulp))
        }
        return widest - narrowest > widest * 1e-6 + rounding
    }

    private mutating func add(_ bins: [HistogramBin]) {
        let total = bins.reduce(0) { $0 + $1.count }
        valueCount += total
        var columns: [Column] = []
        for bin in bins where bin.count > 0 {
            var height = bin.count
            if isDensity {
                let halfWidth = bin.right / 2 - bin.left / 2
                guard halfWidth > 0 else {
                    withoutWidthCount += 1
                    continue
                }
                height = min(max(bin.count / total / halfWidth / 2, .leastNonzeroMagnitude), .greatestFiniteMagnitude)
            }
            if height != height.rounded() { hasWholeHeights = false }
            heights.add(height)
            columns.append(Column(left: bin.left, right: bin.right, height: height))
            xRange = min(xRange?.lowerBound ?? bin.left, bin.left)...max(xRange?.upperBound ?? bin.right, bin.right)
        }
        self.columns.append(columns)
    }

    /// With which other histograms the heights can be compared.
    var heightSharing: AxisSharing {
        if isDensity { return .unit("density") }
        // Counts in bins of another width say something else.
        guard !hasUnequalWidths, let width = binWidth else { return .never }
        return .unit("values in \(ValueText.text(width))\(values.kind == .logarithmic ? " decades" : "")")
    }

    /// The width of the first bin, on a logarithmic axis of the logarithm.
    private var binWidth: Double? {
        guard let column = columns.joined().first else { return nil }
        return values.kind == .logarithmic
            ? log10(column.right) - log10(column.left) : (column.right / 2 - column.left / 2) * 2
    }

    /// "1,000 values in 24 bins · 3 not finite".
    var note: String {
        guard valueCount > 0 || values.count > 0 || invalidCount + notPositiveBinCount > 0 else { return "" }
        let total = HistogramPlan.counted(valueCount)
        return CountedNoun.note(
            [
                binCount > 0 ? "\(total) in \(CountedNoun.text(binCount, "bin"))" : total,
                hasUnequalWidths ? "\(isDensity ? "density, " : "")bins of unequal width" : nil,
            ] + values.exceptions + [
                CountedNoun.some(notPositiveBinCount, "bin", "not above 0"),
                CountedNoun.some(invalidCount, "bin", "not valid"),
                CountedNoun.some(withoutWidthCount, "bin", "without width"),
            ])
    }

    /// A number of values that came as a sum of counts, which need not be whole.
    static func counted(_ values: Double) -> String {
        if values == values.rounded(), abs(values) < 1e15 { return CountedNoun.text(Int(values), "value") }
        return "\(ValueText.text(values)) values"
    }

    /// Why the plot is empty; `nil` when it is not.
    var emptyMessage: String? {
        if heights.range != nil { return nil }
        if invalidCount > 0 { return "No valid bins" }
        if notPositiveBinCount > 0 { return "No values above 0" }
        if withoutWidthCount > 0 { return "No bins with a width" }
        return values.range == nil ? values.emptyMessage : "No data"
    }
}
