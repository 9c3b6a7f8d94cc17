import Foundation
import RegistryCore

/// Brings what is left in the journals below a folder to its places: what `visual-backend sync` does.
public struct JournalSync: Sendable {
    /// How many journals were left, of processes that have ended.
    public private(set) var journalCount = 0
    /// What has not arrived.
    public private(set) var debts: [DeliveryDebt] = []

    /// Delivers everything and returns then. A folder that cannot be looked into is among the debts: journals may be in
    /// it.
    ///
    /// Journals of processes that live are left to them. Cancelling the task ends the work; what has not arrived stays in the
    /// journals.
    ///
    /// - Parameters:
    ///   - folder: A run's folder, or one above.
    ///   - openStore: Opens the registry's store; `nil` to deliver to files only.
    ///   - keepsJournals: Whether journals stay when everything has arrived.
    ///   - onProblem: Is told what goes wrong.
    /// - Throws: ``RegistryError`` with `notFound` when there is no such folder.
    public init(
        below folder: String, openStore: StoreOpener?, keepsJournals: Bool = false,
        onProblem: @escaping @Sendable (LogProblem) -> Void = LogProblem.writeToStandardError
    ) async throws {
        let search = try JournalSearch(below: folder)
        let work = search.runFolders.map { folder in
            JournalRecovery(
                roots: JournalRoots(folder).all, except: nil, surroundings: .system, interval: .seconds(2),
                keepsSegments: keepsJournals,
                redelivers: true, report: onProblem
            ) { run, startTime, isRecovery in
                SinkMaker.all(
                    folder: folder, run: run, startTime: startTime, isRecovery: isRecovery, openStore: openStore)
            }
        }
        for (path, error) in search.faults {
            onProblem(
                LogProblem(
                    sink: nil, kind: .failed, error: error,
                    message: "Journals in \(path) cannot be found: \(LogProblem.text(of: error))"))
            debts.append(
                DeliveryDebt(
                    sink: "journals in \(path)", undelivered: 0, lost: 0, rejected: 0, failure: error))
        }
        for recovery in work {
            recovery.beginClosing()
            await recovery.run()
            journalCount += recovery.journalCount
            debts += recovery.debts.filter { !$0.isSettled }
        }
    }
}
