import ArtifactRegistry
import Foundation
import Logging
import RegistryCore
import ServiceLifecycle

/// Follows a log directory for as long as the server runs.
struct WatchService: Service {
    private let watch: TensorBoardWatch

    /// - Parameter folder: the log directory; it need not be there yet.
    init(folder: String, store: any RegistryStore, logger: Logger) {
        watch = TensorBoardWatch(
            logDirectory: URL(filePath: folder, directoryHint: .isDirectory), store: store,
            onEvent: { Self.tell($0, folder: TextTable.plain(folder), logger) })
    }

    /// Ends when the server is told to end. Whatever was not stored then is read again with the next start.
    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await watch.run() }
        } catch is CancellationError {
            // It is how a watch ends.
        }
    }

    private static func tell(_ event: TensorBoardWatchEvent, folder: String, _ logger: Logger) {
        switch event {
        case .missing(let error): logger.warning("\(error.message) It is waited for.")
        case .failed(let error, let wait): logger.error("\(folder): \(error.message) Trying again in \(wait).")
        case .imported(let summary):
            if summary.newRuns > 0 { logger.notice("\(folder): \(summary.newRuns) new runs\(omissions(summary))") }
            for report in summary.reports { logger.warning("\(folder): \(report)") }
            if summary.unlistedReportCount > 0 {
                logger.warning("\(folder): and \(summary.unlistedReportCount) more reports")
            }
        }
    }

    /// What was not taken, for the end of a line.
    private static func omissions(_ summary: TensorBoardImportSummary) -> String {
        let parts = summary.notTaken.map { "\($0.value) × \($0.key.sentence)" }.sorted()
        return parts.isEmpty ? "" : "; not taken: " + parts.joined(separator: "; ")
    }
}
