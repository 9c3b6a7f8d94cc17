/// Answers what a series looks like in a range of steps, reading summaries before points.
///
/// Buckets are made of the coarsest summaries that are fine enough for half of the buckets asked for: of whole blocks
/// (one in 4,096 points is read), else of strands (one in 64), else of steps. Blocks that lie across the end of a bucket
/// or of the range are read with their points and divided exactly: two for a range, and none for its buckets unless
/// blocks overlap in steps, as they do where a run was started again.
package enum SeriesReading {
    /// The most points or buckets of an answer: 100,000.
    package static let mostPoints = 100_000

    /// How often reading begins again because somebody merged blocks meanwhile.
    private static let attempts = 8

    /// What a series looks like in a range of steps.
    ///
    /// - Parameters:
    ///   - range: the steps, both ends included.
    ///   - limit: at most so many points or buckets, 1 to ``mostPoints``. A range with no more points than that is answered
    ///     with the points themselves, any other with at least half as many buckets, unless it has fewer steps than that.
    /// - Throws: ``RegistryError`` with `invalidArgument` when `limit` is out of range; `corruptData` when a block is damaged;
    ///   `unavailable` when the series is changed faster than it can be read; and what the reader throws. An unknown
    ///   series is an empty one.
    package static func points(
        of series: SeriesID, in range: ClosedRange<Step>, atMost limit: Int, from reader: some RecordReader
    ) async throws -> SeriesAnswer {
        guard (1...mostPoints).contains(limit) else {
            throw RegistryError(
                .invalidArgument, "A series is shown with 1 to \(mostPoints) points; \(limit) were asked for.")
        }
        for _ in 0..<attempts {
            let blocks = try await reader.seriesBlocks(of: series, in: range, content: .summary)
            let survey = SeriesSurvey(series: series, range: range, limit: limit, blocks: blocks, reader: reader)
            if let answer = try await survey.answer() { return answer }
        }
        throw RegistryError(
            .unavailable, "The series \(series.metric.debugDescription) changes faster than it can be read. Try again.")
    }
}
