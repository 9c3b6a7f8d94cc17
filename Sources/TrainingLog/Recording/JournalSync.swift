import Foundation
public import RegistryCore

/// Brings what is left in the journals below a folder to its places: what `visual-backend sync` does.
public struct JournalSync: Sendable {
    /// How many journals were left, of processes that have ended.
    public private(set) var journalCount = 0
    /// What has not arrived.
    public private(set) var debts: [DeliveryDebt] = []

    /// The folders of the journals that are left below a folder, without those of processes that live. Some may have nothing
    /// that is still to be delivered.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is no such folder, `unavailable` when one cannot be read.
    public static func journals(below folder: String) throws(RegistryError) -> [String] {
        let found = try JournalSearch.runFolders(below: folder)
        do {
            return try found.flatMap { JournalRoots($0).all.flatMap(JournalFolder.all) }
                .filter { try !$0.isLocked() }.map(\.path)
        } catch {
            throw RegistryError(
                .unavailable, "The journals below \(folder) cannot be read: \(LogProblem.text(of: error))",
                underlying: error)
        }
    }

    /// Delivers everything and returns then.
    ///
    /// Journals of processes that live are left to them. Cancelling the task ends the work; what has not arrived stays in the
    /// journals.
    ///
    /// - Parameters:
    ///   - folder: A run's folder, or one above.
    ///   - openStore: Opens the registry's store; `nil` to deliver to files only.
    ///   - keepsJournals: Whether journals stay when everything has arrived.
    ///   - onProblem: Is told what goes wrong.
    /// - Throws: ``RegistryError`` with `notFound` when there is no such folder, `unavailable` when one cannot be read.
    public init(
        below folder: String, openStore: StoreOpener?, keepsJournals: Bool = false,
        onProblem: @escaping @Sendable (LogProblem) -> Void = LogProblem.writeToStandardError
    ) async throws(RegistryError) {
        let work = try JournalSearch.runFolders(below: folder).map { folder in
            JournalRecovery(
                roots: JournalRoots(folder).all, except: nil, surroundings: .system, interval: .seconds(2),
                keepsSegments: keepsJournals,
                redelivers: true, report: onProblem
            ) { run, startTime, isRecovery in
                SinkMaker.all(
                    folder: folder, run: run, startTime: startTime, isRecovery: isRecovery, openStore: openStore)
            }
        }
        for recovery in work {
            recovery.beginClosing()
            await recovery.run()
            journalCount += recovery.journalCount
            debts += recovery.debts.filter { !$0.isSettled }
        }
    }
}
