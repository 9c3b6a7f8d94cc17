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
        var found: TrackerSearch.Answer?
        if !TrackerSearch.isURL(path) {
            try await Failure.reporting { found = try TrackerSearch.contents(at: URL(filePath: path)) }
        }
        let passedOver = found?.folderKind == nil ? [] : found?.remarks ?? []
        // It is worth more than ever when nothing could be made of the rest.
        defer { for remark in passedOver { print(remark) } }
        switch found?.folderKind {
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
            // It says itself what it passes over.
            try await command.run()
        }
    }
}
