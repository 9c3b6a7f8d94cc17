import ArtifactRegistry
import Foundation
import Logging
import RegistryCore
import ServiceLifecycle

/// Follows a folder of TensorBoard's or lavd's for as long as the server runs. Which it is, is seen when something is in it.
struct WatchService: Service {
    private let folder: URL
    private let tensorboard: TensorBoardWatch
    private let lavd: LavdWatch
    private let logger: Logger

    /// How often it is looked whether something is in the folder that says what it is.
    private static let interval = Duration.seconds(1)

    /// - Parameter folder: the log directory; it need not be there yet.
    init(folder: String, store: any RegistryStore, logger: Logger) {
        let url = URL(filePath: folder, directoryHint: .isDirectory)
        self.folder = url
        self.logger = logger
        tensorboard = TensorBoardWatch(
            logDirectory: url, store: store, onEvent: { Self.tell($0, folder: TextTable.plain(folder), logger) })
        lavd = LavdWatch(folder: url, store: store, onEvent: { Self.tell($0, folder: TextTable.plain(folder), logger) })
    }

    /// Ends when the server is told to end. Whatever was not stored then is read again with the next start.
    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await follow() }
        } catch is CancellationError {
            // It is how a watch ends.
        }
    }

    private func follow() async throws {
        var isFirst = true
        while true {
            switch LogFolderKind(of: folder) {
            case .tensorboard?: return try await tensorboard.run()
            case .lavd?: return try await lavd.run()
            case nil:
                if isFirst {
                    logger.warning(
                        "\(TextTable.plain(folder.path)): there are no runs that can be read. They are waited for.")
                }
                isFirst = false
                try await Task.sleep(for: Self.interval)
            }
        }
    }

    private static func tell(_ event: LavdWatchEvent, folder: String, _ logger: Logger) {
        switch event {
        case .missing(let error): logger.warning("\(error.message) It is waited for.")
        case .failed(let error, let wait): logger.error("\(folder): \(error.message) Trying again in \(wait).")
        case .imported(let summary):
            let parts = summary.notTaken.map { "\($0.value) × \($0.key.sentence)" }.sorted()
            let omissions = parts.isEmpty ? "" : "; not taken: " + parts.joined(separator: "; ")
            if summary.newRuns > 0 { logger.notice("\(folder): \(summary.newRuns) new runs\(omissions)") }
            for report in summary.reports { logger.warning("\(folder): \(report)") }
            if summary.unlistedReportCount > 0 {
                logger.warning("\(folder): and \(summary.unlistedReportCount) more reports")
            }
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
