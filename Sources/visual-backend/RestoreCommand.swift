import ArgumentParser
import ArtifactRegistry
import RegistryCore

/// `visual-backend restore`: what is in a dump, into a store.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Puts what is in a dump into a store, nothing twice.",
        discussion: """
            The dump is read whole before anything is written: one that is cut or damaged is refused. What the store has already \
            stays as it is. It may be repeated, and broken off at any moment. Everything that was stored is compared; it ends with 65 \
            when the store has something otherwise than the dump. Example: visual-backend restore registry.dump --store \
            mongodb://host/database
            """)

    @OptionGroup var storeOptions: StoreOptions

    @Argument(help: ArgumentHelp("The dump.", valueName: "file"))
    var file: String

    @Flag(help: "Only looks whether the dump is whole, and says what is in it. No store is needed.")
    var check = false

    func run() async throws {
        try await Failure.reporting {
            let content = try await DataManager.checkDump(file)
            guard !check else { return print("\(content)\n\(file) is whole.") }
            guard try !storeOptions.isInMemory else {
                throw RegistryError(
                    .invalidArgument,
                    "memory: ends with this command: what is restored there is gone. Name the store with --store.")
            }
            let registry = try await storeOptions.open()
            let line = ProgressLine()
            let result: Result<RestoreSummary, any Error>
            do {
                result = .success(
                    // It is the dump that was looked through above: what cannot be restored makes no store.
                    try await registry.restore(from: file, checked: content) {
                        line.show("\($0) records, points and lines")
                    })
            } catch {
                result = .failure(error)
            }
            line.end()
            await registry.close()
            try Self.tell(try result.get(), "Restored \(file) into \(registry.store.displayName).")
        }
    }

    /// Prints what was done.
    ///
    /// - Throws: the exit code for what is not in the store as it was.
    static func tell(_ summary: RestoreSummary, _ sentence: String) throws {
        print(TextTable.plainLines("\(summary)"))
        guard summary.isComplete else {
            Failure.report("Not everything is in the store as it was. What was there before has not been changed.")
            throw ExitCode(65)
        }
        print(sentence)
    }
}
