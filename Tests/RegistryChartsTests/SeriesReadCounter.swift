import RegistryCore
import RegistryTestKit
import Synchronization

/// A reader that counts how often each metric is asked for.
final class SeriesReadCounter: PassingReader {
    let store: any RecordReader
    private let counts = Mutex<[String: Int]>([:])

    init(_ store: any RecordReader) { self.store = store }

    func reads(of metric: String) -> Int { counts.withLock { $0[metric] ?? 0 } }

    func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        counts.withLock { $0[series.metric, default: 0] += 1 }
        return try await store.seriesBlocks(of: series, in: steps, content: content)
    }
}
