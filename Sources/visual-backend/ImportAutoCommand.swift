import ArgumentParser
import ArtifactRegistry
import Foundation
import RegistryCore

/// `visual-backend import auto`, or without the word: finds out which program wrote what is at a path, and imports it as that one's own
/// command does.
struct ImportAutoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "auto",
        abstract: "Finds out what a path holds, says it, and brings it into a store (this is the default).",
        discussion: """
            It may be repeated, and broken off at any moment: what is there already is not stored again. Nothing is written \
            where the runs are read. Example: visual-backend import auto PATH --store sqlite:registry.sqlite
            """)

    @OptionGroup var storeOptions: StoreOptions

    @Argument(
        help: ArgumentHelp(
            "A file or a folder of any known tracker, of TensorBoard or of lavd; or the URL of a MongoDB database of Sacred's.",
            valueName: "path"))
    var path: String?

    @Option(
        help: ArgumentHelp(
            "The experiment that new runs belong to (default: what the tracker says, or the folder's name).",
            valueName: "name"))
    var experiment: String?

    @Option(
        parsing: .unconditional, help: "The most metrics of one run; points of further ones are counted, not taken.")
    var metrics = TrackerImportOptions().mostMetrics

    func validate() throws {
        guard metrics >= 1 else { throw ValidationError("--metrics is a number from 1.") }
        guard let path else { throw CleanExit.helpRequest(ImportCommand.self) }
        guard !path.isEmpty else { throw ValidationError("PATH is the path of a file or a folder.") }
    }

    func run() async throws {
        guard let path else { return }
        switch Self.kind(of: path) {
        case .tensorboard?:
            print("Found TensorBoard: \(TextTable.plain(path))")
            var command = ImportTensorBoardCommand()
            (command.storeOptions, command.logDirectory, command.experiment) = (storeOptions, path, experiment)
            command.metrics = metrics
            try await command.run()
        case .lavd?:
            print("Found lavd: \(TextTable.plain(path))")
            var command = ImportLavdCommand()
            (command.storeOptions, command.folder, command.experiment) = (storeOptions, path, experiment)
            command.metrics = metrics
            try await command.run()
        case nil:
            var command = ImportTrackerCommand<AnyWord>()
            command.prefix = nil
            (command.storeOptions, command.path, command.experiment) = (storeOptions, path, experiment)
            command.metrics = metrics
            try await command.run()
        }
    }

    /// Whether it is a folder of TensorBoard's or lavd's; `nil` for whatever a tracker wrote, and for nothing.
    ///
    /// Files of trackers' own are asked for first: Sacred has numbered folders as lavd has, and some trackers' folders have event files
    /// as well. CSV files alone say little: a logger of ours has them beside everything.
    private static func kind(of path: String) -> LogFolderKind? {
        guard !TrackerSearch.isURL(path) else { return nil }
        let folder = URL(filePath: path)
        let found = (try? TrackerSearch.sources(at: folder))?.sources ?? []
        return found.contains { $0.tracker != .csv } ? nil : LogFolderKind(of: folder)
    }
}
