/// What an append does to the stored blocks of a series, and what it did to the metric as a whole.
package struct SeriesAppendChanges: Hashable, Sendable {
    /// The blocks to insert, complete. Empty when every point was there already.
    package internal(set) var inserted: [SeriesBlock] = []

    /// The blocks to remove, because their points are in ``inserted``.
    package internal(set) var removed: [SeriesBlock.ID] = []

    /// How many points are new.
    package let stored: Int

    /// How many points were there already.
    package let duplicates: Int

    /// The new points in a few numbers; `nil` when there are none.
    package let added: SeriesSummary?

    /// How many of the new points have a step that is not greater than one before.
    package let revisited: Int64

    /// The metric's summary afterwards, as it is to stand in the run: unchanged when nothing was stored, and `nil` only
    /// when it was not known either.
    package let metric: MetricSummary?

    init(stored points: [SeriesPoint], duplicates: Int, known: MetricSummary?) {
        stored = points.count
        self.duplicates = duplicates
        var added: SeriesSummary?
        var revisited: Int64 = 0
        var lastStep = known?.summary.lastStep
        for point in points {
            added = added?.merging(SeriesSummary(point)) ?? SeriesSummary(point)
            if let last = lastStep, point.step <= last { revisited += 1 }
            lastStep = max(lastStep ?? point.step, point.step)
        }
        self.added = added
        self.revisited = revisited
        if let added {
            metric = MetricSummary(
                summary: known?.summary.merging(added) ?? added,
                revisitedSteps: (known?.revisitedSteps ?? 0) + revisited)
        } else {
            metric = known
        }
    }
}
