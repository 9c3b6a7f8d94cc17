package import RegistryCore

extension Run {
    /// Where the time since the start begins: at the run's start, or at the first point of any of its metrics where that is
    /// earlier, as of points that were imported or logged by a machine whose clock is behind. So no time is negative, all
    /// metrics of a run have the same beginning, and it does not depend on what is drawn.
    package var timeOrigin: WallTime {
        metrics.values.reduce(startTime) { min($0, $1.summary.firstTime) }
    }
}
