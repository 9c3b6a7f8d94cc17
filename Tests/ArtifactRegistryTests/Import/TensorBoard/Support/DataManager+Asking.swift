import ArtifactRegistry
import RegistryCore

extension DataManager {
    /// All runs by name.
    func runsByName() async throws -> [String: Run] {
        let all = try await runs(limit: 1_000).elements
        return Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Everything that an import may have written, to be compared.
    func everything() async throws -> [String] {
        var found: [String] = []
        for collection in [CollectionName.runs, .files] {
            for record in try await store.find(in: collection, Query(limit: 10_000)).elements {
                found.append(record.json())
            }
        }
        for run in try await runs(limit: 1_000).elements {
            for metric in run.metrics.keys.sorted() {
                for point in try await exactPoints(of: metric, run: run.id) { found.append("\(point)") }
            }
            for line in try await logLines(of: run.id) { found.append("\(line)") }
        }
        return found
    }

    /// All points of a metric, in the order of steps.
    func exactPoints(of metric: String, run: RunID) async throws -> [SeriesPoint] {
        try await store.seriesBlocks(
            of: SeriesID(run: run, metric: metric), in: .min ... .max, content: .points
        ).flatMap { try $0.points() }.sorted {
            ($0.step, $0.sequence) < ($1.step, $1.sequence)
        }
    }
}
