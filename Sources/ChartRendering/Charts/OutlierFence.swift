import Foundation

/// The range of values that are no outliers.
///
/// Of each series the 5th and the 95th percentile are taken, as TensorBoard does, and their distance is added at both ends:
/// the noise of a normal distribution lies within (±4.9 standard deviations), a loss' first steps or a spike may not. What the
/// series together keep is the range. On a logarithmic axis all of this is done with the logarithms.
enum OutlierFence {
    /// More values than this are represented by evenly spaced ones, which changes where the axis ends but hides nothing:
    /// whatever lies beyond the axis has a mark.
    private static let mostValues = 100_000
    /// The part of the range that stays free at each end.
    private static let air = 0.03

    /// The range of the axis; `nil` when there are no values.
    static func range(of series: [ChartSeries], on kind: ScaleKind) -> ClosedRange<Double>? {
        var result: ClosedRange<Double>?
        for one in series {
            guard let kept = range(of: one, on: kind) else { continue }
            result = result.map { min($0.lowerBound, kept.lowerBound)...max($0.upperBound, kept.upperBound) } ?? kept
        }
        return result.map { widened($0, on: kind) }
    }

    private static func range(of series: ChartSeries, on kind: ScaleKind) -> ClosedRange<Double>? {
        let values: [Double]
        switch series.content {
        case .points(let points):
            let step = max(1, points.count / mostValues)
            values = stride(from: 0, to: points.count, by: step).map { points[$0].y }
        case .buckets(let buckets):
            let step = max(1, buckets.count * 4 / mostValues)
            values = stride(from: 0, to: buckets.count, by: step).flatMap { buckets[$0].outline.map(\.y) }
        }
        let sorted = values.filter(kind.canShow).sorted()
        guard let least = sorted.first, let most = sorted.last else { return nil }
        let low = forward(sorted[sorted.count / 20], kind)
        let high = forward(sorted[sorted.count - 1 - sorted.count / 20], kind)
        // Halves, because the difference of the largest numbers has no finite value.
        let span = high / 2 - low / 2
        let lower = backward(limited(low - span - span), kind)
        let upper = backward(limited(high + span + span), kind)
        return max(least, min(lower, most))...min(most, max(upper, least))
    }

    private static func widened(_ range: ClosedRange<Double>, on kind: ScaleKind) -> ClosedRange<Double> {
        let low = forward(range.lowerBound, kind)
        let high = forward(range.upperBound, kind)
        let part = (high / 2 - low / 2) * air * 2
        guard part > 0 else { return range }
        let lower = backward(limited(low - part), kind)
        let upper = backward(limited(high + part), kind)
        guard kind.canShow(lower), kind.canShow(upper), lower < upper else { return range }
        return lower...upper
    }

    private static func forward(_ value: Double, _ kind: ScaleKind) -> Double {
        kind == .logarithmic ? log10(value) : value
    }

    private static func backward(_ value: Double, _ kind: ScaleKind) -> Double {
        kind == .logarithmic ? limited(pow(10, value)) : value
    }

    private static func limited(_ value: Double) -> Double {
        min(max(value, -Double.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }
}
