/// What a histogram is made of.
public enum HistogramContent: Hashable, Sendable {
    /// Single values, counted by the chart.
    case values([Double])
    /// Bins that were counted before, such as TensorBoard's histogram summaries. Empty ones at both ends are left out:
    /// summaries often reach to the largest numbers there are.
    case bins([HistogramBin])

    /// Bins from the edges between them: one count for each pair of neighbouring edges. What one list has more is left
    /// out.
    public static func bins(edges: [Double], counts: [Double]) -> HistogramContent {
        .bins(
            zip(zip(edges, edges.dropFirst()), counts).map { HistogramBin(left: $0.0, right: $0.1, count: $1) })
    }
}
