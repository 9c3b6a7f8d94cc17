import ArtifactRegistry
import Foundation
import Logging
import RegistryCore
import ServiceLifecycle

/// Follows a folder of TensorBoard's or lavd's for as long as the server runs.
struct WatchService: Service {
    private let watch: LogFolderWatch

    /// - Parameters:
    ///   - folder: the log directory; it need not be there yet.
    ///   - interval: how long to wait between two looks at it.
    init(folder: String, store: any RegistryStore, interval: Duration = .seconds(1), logger: Logger) {
        let name = TextTable.plain(folder)
        watch = LogFolderWatch(
            folder: URL(filePath: folder, directoryHint: .isDirectory), store: store, interval: interval,
            onEvent: { Self.tell($0, folder: name, logger) })
    }

    /// Ends when the server is told to end. Whatever was not stored then is read again with the next start.
    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await watch.run() }
        } catch is CancellationError {
            // It is how a watch ends.
        }
    }

    private static func tell(_ event: LogFolderWatchEvent, folder: String, _ logger: Logger) {
        switch event {
        case .waiting: logger.warning("\(folder): there are no runs that can be read. They are waited for.")
        case .tensorboard(let event): tell(event, folder: folder, logger)
        case .lavd(let event): tell(event, folder: folder, logger)
        case .becameLavd(let runs): logger.warning("\(folder): \(changeOfKind(leaving: runs))")
        }
    }

    /// What a user has to know of a folder that was taken for TensorBoard's at first.
    static func changeOfKind(leaving runs: [String]) -> String {
        let what = "files of lavd's have come, and the folder is followed as lavd's from now on."
        guard !runs.isEmpty else { return what }
        let names = runs.prefix(5).map { TextTable.plain($0) }.joined(separator: ", ")
        let rest = runs.count > 5 ? " and \(runs.count - 5) more" : ""
        return what + " Runs that were made of its event files go on no more: \(names)\(rest). "
            + "Delete those that are there twice now."
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
