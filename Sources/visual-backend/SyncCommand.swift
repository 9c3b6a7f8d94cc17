import ArgumentParser
import Foundation
import LoggerAndViewer

/// `visual-backend sync`: brings what runs left in their journals to its places.
struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Brings what runs that ended left in their journals to the files and the store, nothing twice.",
        discussion: """
            Journals that a process is writing are left to it, and those behind links that lead out of the folder \
            are left there. After a kill in the middle of a write, MongoDB keeps that write's transaction for up to two \
            minutes, and what is delivered waits for it. Example: visual-backend sync logs --store mongodb://host/database
            """)

    @OptionGroup var storeOptions: StoreOptions

    @Argument(help: ArgumentHelp("A run's folder, or one above.", valueName: "folder"))
    var folder: String

    @Flag(help: "Keeps the journals, so that they can be brought to another store as well.")
    var keepJournals = false

    @Option(parsing: .unconditional, help: "After so many seconds, what has not arrived is left for another time.")
    var timeout = 3_600

    func validate() throws {
        guard timeout >= 1 else { throw ValidationError("--timeout is a number of seconds from 1.") }
    }

    func run() async throws {
        try await Failure.reporting {
            // Without a journal there is no need of a store, which may be away.
            let outlook = try JournalSync.outlook(below: folder)
            guard outlook.hasWork else { return tell(nothingLeft, outlook) }
            guard try !storeOptions.isInMemory else {
                throw RegistryError(
                    .invalidArgument,
                    "memory: ends with this command: what is delivered there is gone. Name the store with --store.")
            }
            let registry = try await storeOptions.open()
            let storeName = registry.store.displayName
            let result: Result<JournalSync, any Error>
            do {
                result = .success(try await sync(into: registry))
            } catch {
                result = .failure(error)
            }
            await registry.close()
            try report(try result.get(), storeName, outlook)
        }
    }

    private func sync(into registry: DataManager) async throws -> JournalSync {
        let store = registry.store
        let work = Task {
            try await JournalSync(below: folder, openStore: { store }, keepsJournals: keepJournals)
        }
        let clock = Task {
            try await Task.sleep(for: .seconds(timeout))
            work.cancel()
        }
        defer { clock.cancel() }
        return try await work.value
    }

    private var nothingLeft: String { "Nothing was left below \"\(folder)\"." }

    private func report(_ sync: JournalSync, _ storeName: String, _ outlook: JournalSync.Outlook) throws {
        guard sync.debts.isEmpty else {
            for debt in sync.debts { Failure.report(debt.sentence) }
            // Coming back later helps with what has not arrived, and not with what is damaged or refused.
            guard sync.debts.allSatisfy({ $0.undelivered == 0 && $0.lost + $0.rejected > 0 }) else {
                throw RegistryError(
                    .unavailable, "Not everything has arrived. What has not is still in the journals below \(folder).")
            }
            throw RegistryError(
                .corruptData,
                "What can be delivered has arrived. The rest is damaged or refused, and stays in the journals below "
                    + "\(folder): visual-backend verify \(folder) says what it is.")
        }
        tell(
            sync.journalCount == 0
                ? nothingLeft : "Delivered what was left in \(Self.journals(sync.journalCount)) to \(storeName).",
            outlook)
    }

    /// Says what was done, and what was left to others: whoever deletes the folder now must know.
    private func tell(_ sentence: String, _ outlook: JournalSync.Outlook) {
        print(sentence)
        let live = outlook.liveCount
        guard live > 0 else { return }
        print(
            "\(Self.journals(live)) below it \(live == 1 ? "is" : "are") in use by living processes, and left to them.")
    }

    private static func journals(_ count: Int) -> String { "\(count) \(count == 1 ? "journal" : "journals")" }
}
