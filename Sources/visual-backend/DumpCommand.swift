import ArgumentParser
import ArtifactRegistry
import RegistryCore

/// `visual-backend dump`: everything that a store holds, in one file.
struct DumpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Writes everything that a store holds into one file, from which any store can be filled again.",
        discussion: """
            All collections, all points, all logs and what is in the trash. Not in it: the bytes of media and files, which lie \
            in the folders of runs, and tokens of the server. The registry may be in use meanwhile; what is logged during the \
            dump may be in it or not. What it held, with digests, is told at the end. Example: visual-backend dump --store \
            sqlite:registry.sqlite registry.dump, or to a pipe: visual-backend dump - | zstd > registry.dump.zst
            """)

    @OptionGroup var storeOptions: StoreOptions

    @Argument(help: ArgumentHelp("The file to write; - for the standard output.", valueName: "file"))
    var file: String

    @Flag(help: "Replaces a file that is there.")
    var replace = false

    func run() async throws {
        try await Failure.reporting {
            let registry = try await storeOptions.openExisting()
            let result: Result<Void, any Error>
            do {
                result = .success(try await dump(registry))
            } catch {
                result = .failure(error)
            }
            await registry.close()
            try result.get()
        }
    }

    private func dump(_ registry: DataManager) async throws {
        let target = try DumpFileTarget(file, replacing: replace)
        let line = ProgressLine()
        do {
            let summary = try await registry.dump(to: target.file, named: target.name) { count in
                line.show("\(count) records, points and lines")
            }
            try target.finish()
            line.end()
            let text = "\(summary)\nDumped \(registry.store.displayName)"
            // The dump itself goes to the standard output.
            if file == "-" { Failure.note("\(text).") } else { print("\(text) to \(file).") }
        } catch {
            line.end()
            target.giveUp()
            throw error
        }
    }
}
