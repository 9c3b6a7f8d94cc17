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
            are left there. Example: visual-backend sync logs --store mongodb://host/database
            """)

    @OptionGroup var storeOptions: StoreOptions

    @Argument(help: ArgumentHelp("A run's folder, or one above.", valueName: "folder"))
    var folder: String

    @Flag(help: "Keeps the journals, so that they can be brought to another store as well.")
    var keepJournals = false

    @Option(help: "After so many seconds, what has not arrived is left for another time.")
    var timeout = 3_600

    func validate() throws {
        guard timeout >= 1 else { throw ValidationError("--timeout is a number of seconds from 1.") }
    }

    func run() async throws {
        try await Failure.reporting {
            // Without a journal there is no need of a store, which may be away.
            guard try JournalSync.hasWork(below: folder) else { return print(nothingLeft) }
            let registry = try await storeOptions.open()
            let result: Result<JournalSync, any Error>
            do {
                result = .success(try await sync(into: registry))
            } catch {
                result = .failure(error)
            }
            await registry.close()
            try report(try result.get())
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

    private var nothingLeft: String { "Nothing was left below \(folder)." }

    private func report(_ sync: JournalSync) throws {
        guard sync.debts.isEmpty else {
            for debt in sync.debts { Failure.report(debt.sentence) }
            throw RegistryError(
                .unavailable, "Not everything has arrived. What has not is still in the journals below \(folder).")
        }
        print(
            sync.journalCount == 0
                ? nothingLeft
                : "Delivered what was left in \(sync.journalCount) \(sync.journalCount == 1 ? "journal" : "journals").")
    }
}
