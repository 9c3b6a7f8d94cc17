public import RegistryCore

extension DataManager {
    /// Appends points to metrics of existing runs, all or none.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when a run does not exist.
    @discardableResult
    public func appendPoints(_ points: [SeriesAppend]) async throws -> AppendResult {
        try await store.append(points)
    }

    /// A metric of a run in at most `n` buckets, or its exact points when there are no more than that.
    ///
    /// No spike is lost: every bucket tells the smallest and largest of the points it stands for.
    ///
    /// - Parameters:
    ///   - steps: the range of steps to look at. Default: all.
    ///   - n: 1 to 100,000.
    /// - Throws: ``RegistryError`` with `invalidArgument` for an `n` out of range. A metric without points is an empty answer.
    public func points(
        of metric: String, run: RunID, in steps: ClosedRange<Step> = .min ... .max, atMost n: Int = 1_000
    ) async throws -> SeriesAnswer {
        try await SeriesReading.points(of: SeriesID(run: run, metric: metric), in: steps, atMost: n, from: store)
    }

    /// Appends lines of text to a run's log, all or none.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when the run does not exist, and `invalidArgument` for a line longer
    ///   than ``LogLine/longestText``.
    @discardableResult
    public func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult {
        try await store.appendLog(lines, to: run)
    }

    /// Text that a run logged, beginning behind a line, at least of a level.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a `limit` that is not 1 to 10,000.
    public func logLines(
        of run: RunID, behind position: LogLine.Position? = nil, minimumLevel: LogLevel = .debug, limit: Int = 1_000
    ) async throws -> [LogLine] {
        try await store.logLines(of: run, behind: position, minimumLevel: minimumLevel, limit: limit)
    }
}
