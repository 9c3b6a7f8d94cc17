/// What a scatter chart's axes must reach, and what it could not draw.
struct ScatterExtent: Hashable, Sendable {
    private(set) var x: ClosedRange<Double>?
    private(set) var y: ClosedRange<Double>?
    /// Whether every x is a whole number.
    private(set) var hasWholeX = true
    /// The third numbers of the points that are drawn.
    private(set) var values: ValueTally
    private(set) var pointCount = 0
    private(set) var nonFiniteCount = 0
    private(set) var notPositiveCount = 0
    /// Drawn points of series with third numbers that have none.
    private(set) var withoutValueCount = 0

    init(_ chart: ScatterChart) {
        values = ValueTally(chart.valueScale)
        var xs = ValueTally(chart.xScale)
        var ys = ValueTally(chart.yScale)
        for series in chart.series {
            pointCount += series.points.count
            for (index, point) in series.points.enumerated() {
                // The mark of a value without a place needs its place along the axis, too.
                if chart.xScale.canShow(point.x) {
                    xs.reach(point.x)
                    if point.x != point.x.rounded() { hasWholeX = false }
                }
                guard point.x.isFinite, point.y.isFinite else {
                    nonFiniteCount += 1
                    continue
                }
                guard chart.xScale.canShow(point.x), chart.yScale.canShow(point.y) else {
                    notPositiveCount += 1
                    continue
                }
                ys.reach(point.y)
                guard !series.values.isEmpty else { continue }
                if index >= series.values.count || !values.add(series.values[index]) { withoutValueCount += 1 }
            }
        }
        x = xs.range
        y = ys.range
    }

    /// "1,234 points · 3 not finite".
    var note: String {
        guard pointCount > 0 else { return "" }
        return CountedNoun.note([
            CountedNoun.text(pointCount, "point"), CountedNoun.some(nonFiniteCount, "not finite"),
            CountedNoun.some(notPositiveCount, "not above 0"),
            CountedNoun.some(withoutValueCount, "without a colour (grey)"),
        ])
    }

    /// Why the plot is empty; `nil` when it is not.
    var emptyMessage: String? {
        if y != nil { return nil }
        if pointCount == 0 { return "No data" }
        return notPositiveCount > 0 ? "No values above 0" : "No finite values"
    }
}
