import Foundation
public import RegistryCore

/// Brings what is left in the journals below a folder to its places: what `visual-backend sync` does.
public struct JournalSync: Sendable {
    /// How many journals were left, of processes that have ended.
    public private(set) var journalCount = 0
    /// What has not arrived.
    public private(set) var debts: [DeliveryDebt] = []

    /// What there is to deliver below a folder.
    public struct Outlook: Hashable, Sendable {
        /// There is a journal that no living process has, or something that cannot be looked into: delivering says which.
        public var hasWork: Bool
        /// How many journals living processes have. They are left to them.
        public var liveCount: Int
    }

    /// Looks what there is to deliver below a folder, and changes nothing.
    ///
    /// - Parameter onProblem: When there is nothing, is told what was passed over; else delivering tells it.
    /// - Throws: ``RegistryError`` with `notFound` when there is no such folder, `unavailable` when nobody can say.
    public static func outlook(
        below folder: String, onProblem: @Sendable (LogProblem) -> Void = LogProblem.writeToStandardError
    ) throws(RegistryError) -> Outlook {
        let search = try JournalSearch(below: folder)
        var outlook = Outlook(hasWork: !search.faults.isEmpty, liveCount: 0)
        for root in search.runFolders.flatMap({ JournalRoots($0).all }) {
            do {
                for journal in try JournalFolder.all(in: root) {
                    if try journal.isLocked() { outlook.liveCount += 1 } else { outlook.hasWork = true }
                }
            } catch {
                outlook.hasWork = true
            }
        }
        if !outlook.hasWork { tellPassedOver(search, onProblem) }
        return outlook
    }

    private static func tellPassedOver(_ search: JournalSearch, _ onProblem: @Sendable (LogProblem) -> Void) {
        for (_, message) in search.passedOver {
            onProblem(LogProblem(sink: nil, kind: .failed, error: nil, message: message))
        }
    }

    /// Delivers everything and returns then. A folder that cannot be looked into is among the debts: journals may be in
    /// it. What is behind links that lead out of the folder is left where it is, and so are folders of other users that
    /// nothing says are of logs: they are named, and nothing is owed for them.
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
        let search = try JournalSearch(below: folder)
        let work = search.runFolders.map { folder in
            JournalRecovery(
                roots: JournalRoots(folder).all, except: nil, surroundings: .system, interval: .seconds(2),
                keepsSegments: keepsJournals,
                redelivers: true, report: onProblem
            ) { journal, startTime, isRecovery in
                SinkMaker.all(
                    folder: folder, journal: journal, startTime: startTime, isRecovery: isRecovery, openStore: openStore
                )
            }
        }
        Self.tellPassedOver(search, onProblem)
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
            recovery.beginWaiting()
            await recovery.run()
            journalCount += recovery.journalCount
            debts += recovery.debts.filter { !$0.isSettled }
        }
    }
}
