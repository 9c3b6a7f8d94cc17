/// What a chart says about the points behind it.
enum ChartNote {
    /// "1,234,567 points · 3 not finite · at least 2 not above 0"; `nil` without points.
    static func text(_ extent: DataExtent) -> String? {
        guard extent.pointCount > 0 else { return nil }
        var parts = ["\(TickLabel.grouped(extent.pointCount)) \(extent.pointCount == 1 ? "point" : "points")"]
        if extent.nonFiniteCount > 0 { parts.append("\(TickLabel.grouped(extent.nonFiniteCount)) not finite") }
        if extent.notPositiveCount > 0 {
            let bound = extent.isNotPositiveLowerBound ? "at least " : ""
            parts.append("\(bound)\(TickLabel.grouped(extent.notPositiveCount)) not above 0")
        }
        return parts.joined(separator: " · ")
    }

    /// Why the plot is empty; `nil` when it is not.
    static func emptyMessage(_ extent: DataExtent) -> String? {
        if extent.y != nil { return nil }
        if extent.pointCount == 0 { return "No data" }
        return extent.notPositiveCount > 0 ? "No values above 0" : "No finite values"
    }
}
