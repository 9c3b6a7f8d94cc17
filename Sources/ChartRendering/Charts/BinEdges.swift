import Foundation

/// Bins of equal width for values, as many as the data bears.
///
/// The width of Freedman and Diaconis, 2·IQR/∛n ("On the histogram as a density estimator: L₂ theory", 1981), but never
/// fewer bins than Sturges' log₂ n + 1 ("The choice of a class interval", 1926), which also serves where half of the
/// values are equal. Several series share their bins: as many as the one that bears most. Whole numbers have bins of
/// whole width with the numbers in their middles, because other bins would hold now one number, now two.
struct BinEdges: Hashable, Sendable {
    /// The most bins the rule may choose.
    static let most = 256
    /// The most bins that may be asked for.
    static let mostWanted = 2_000

    let lower: Double
    let upper: Double
    let count: Int
    /// Whether the bins are equally wide in the logarithm.
    let isLogarithmic: Bool

    /// - Parameters:
    ///   - samples: The finite values of each series that the axis can show.
    ///   - wanted: How many bins; `nil` for the rule.
    init?(_ samples: [[Double]], wanted: Int?, isLogarithmic: Bool) {
        guard let first = samples.lazy.flatMap({ $0 }).first else { return nil }
        var low = first
        var high = first
        var isWhole = !isLogarithmic
        for value in samples.lazy.flatMap({ $0 }) {
            low = min(low, value)
            high = max(high, value)
            if isWhole, value != value.rounded() || abs(value) > 1e15 { isWhole = false }
        }
        // Ends too near to each other for any bin between them are moved apart as an axis' ends are.
        let scale = Scale(isLogarithmic ? .logarithmic : .linear, showing: low...high)
        let whole = BinEdges(scale.lower, scale.upper, 1, isLogarithmic)
        guard low < high, scale.lower == low || isLogarithmic else {
            if isWhole, low == high {
                self.init(low - 0.5, high + 0.5, 1, false)
            } else {
                self.init(scale.lower, scale.upper, 1, isLogarithmic)
            }
            return
        }
        let chosen = wanted.map { min(max($0, 1), BinEdges.mostWanted) }
        let needed = chosen ?? samples.map { BinEdges.count(for: $0, on: whole) }.max() ?? 1
        guard isWhole, wanted == nil else {
            self.init(isLogarithmic ? scale.lower : low, isLogarithmic ? scale.upper : high, needed, isLogarithmic)
            return
        }
        let width = max(1, ((high - low) / Double(needed)).rounded(.up))
        let bins = Int((high - low) / width) + 1
        self.init(low - 0.5, low - 0.5 + width * Double(bins), bins, false)
    }

    init(_ lower: Double, _ upper: Double, _ count: Int, _ isLogarithmic: Bool) {
        self.lower = lower
        self.upper = upper
        self.count = count
        self.isLogarithmic = isLogarithmic
    }

    private static func count(for values: [Double], on whole: BinEdges) -> Int {
        guard values.count > 1 else { return 1 }
        let sorted = values.map(whole.part).sorted()
        let spread = quantile(0.75, sorted) - quantile(0.25, sorted)
        let sturges = Int(log2(Double(sorted.count)).rounded(.up)) + 1
        let width = 2 * spread / cbrt(Double(sorted.count))
        guard width > 1 / Double(most) else { return width > 0 ? most : min(sturges, most) }
        return min(max(Int((1 / width).rounded(.up)), sturges), most)
    }

    private static func quantile(_ part: Double, _ sorted: [Double]) -> Double {
        let place = part * Double(sorted.count - 1)
        let index = Int(place)
        guard index + 1 < sorted.count else { return sorted.last ?? 0 }
        return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
    }

    /// Where a value lies between the outer edges: 0 to 1. Halves, because the difference of the largest numbers is not
    /// finite.
    func part(of value: Double) -> Double {
        let part =
            isLogarithmic
            ? (log10(value) - log10(lower)) / (log10(upper) - log10(lower))
            : (value / 2 - lower / 2) / (upper / 2 - lower / 2)
        return part.isNaN ? 0 : min(max(part, 0), 1)
    }

    /// An edge by its number, 0 to `count`.
    func edge(_ index: Int) -> Double {
        if index <= 0 { return lower }
        if index >= count { return upper }
        let part = Double(index) / Double(count)
        guard isLogarithmic else { return lower * (1 - part) + upper * part }
        return pow(10, log10(lower) * (1 - part) + log10(upper) * part)
    }

    /// The bin of a value. Bins include their lower edge; the last one includes both.
    func index(of value: Double) -> Int {
        var index = min(Int(part(of: value) * Double(count)), count - 1)
        // The part is rounded: the edges themselves decide.
        if value < edge(index) { index -= 1 } else if index + 1 < count, value >= edge(index + 1) { index += 1 }
        return max(index, 0)
    }

    /// The values, counted.
    func bins(of values: [Double]) -> [HistogramBin] {
        var counts = [Int](repeating: 0, count: count)
        for value in values { counts[index(of: value)] += 1 }
        return counts.enumerated().map {
            HistogramBin(left: edge($0.offset), right: edge($0.offset + 1), count: Double($0.element))
        }
    }
}
