/// Points to append to one series.
public struct SeriesAppend: Hashable, Sendable {
    /// The series.
    public var series: SeriesID

    /// The points, in any order.
    public var points: [SeriesPoint]

    /// Points for a series.
    public init(series: SeriesID, points: [SeriesPoint]) {
        self.series = series
        self.points = points
    }
}
