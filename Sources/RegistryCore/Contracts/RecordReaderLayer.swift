/// A store seen through something that changes which records there are, or how they look. What belongs to a run by its
/// identifier, its points and its text, is the store's own.
package protocol RecordReaderLayer: RecordReader {
    /// What lies below.
    var store: any RecordReader { get }
}

extension RecordReaderLayer {
    package func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await store.seriesBlocks(of: series, in: steps, content: content)
    }

    package func seriesBlocks(
        _ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await store.seriesBlocks(ids, of: series, content: content)
    }

    package func logLines(
        of run: RunID, behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int
    ) async throws -> [LogLine] {
        try await store.logLines(of: run, behind: behind, minimumLevel: minimumLevel, limit: limit)
    }
}
