import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import TrainingLog
import Vocabularies

/// A folder, a registry in memory, and what loggers complain about.
final class MLBench: Sendable {
    let folder: OwnedFolder
    let store = MemoryStore()
    private let heard = Mutex<[String]>([])

    init() throws { folder = try OwnedFolder() }

    var problems: [String] { heard.withLock { $0 } }

    /// Of loggers in the folder, whose complaints are kept.
    var configuration: LoggerConfiguration {
        LoggerConfiguration(
            logsRoot: folder.path, durability: .buffered(.milliseconds(1)), capturesEnvironment: false,
            systemMetricsInterval: nil, handlesTerminationSignals: false,
            onProblem: { [self] problem in heard.withLock { $0.append(problem.message) } })
    }

    func logger(
        window: Int = RollingStatistics.usualWindow, keptValues: Int = 10_000,
        configure: (inout LoggerConfiguration) -> Void = { _ in }
    ) throws -> MLLogger {
        var configuration = configuration
        configure(&configuration)
        return try MLLogger(
            store: store, configuration: configuration, statisticsWindow: window, keptValues: keptValues)
    }

    /// A square image of one grey.
    func image(_ value: UInt8, side: Int = 4) throws -> ImageArray {
        try ImageArray([UInt8](repeating: value, count: side * side), shape: [side, side])
    }

    func run(_ id: RunID) async throws -> Run? {
        try await store.record(RecordID(id), in: .runs).map { try Run(document: $0) }
    }

    func runs() async throws -> [Run] {
        try await store.find(in: .runs, Query()).elements.map { try Run(document: $0) }
    }

    func points(_ metric: String, of run: RunID) async throws -> [SeriesPoint] {
        let blocks = try await store.seriesBlocks(
            of: SeriesID(run: run, metric: metric), in: .min ... .max, content: .points)
        return try blocks.flatMap { try $0.points() }.sorted { $0.sequence < $1.sequence }
    }

    func lines(of run: RunID) async throws -> [LogLine] {
        try await store.logLines(of: run, behind: nil, minimumLevel: .debug, limit: 10_000)
    }
}
