import ArgumentParser
import ArtifactRegistry
import RegistryCore

/// `visual-backend import FOLDER`: finds out which program wrote a folder, and imports it as its own command does.
struct ImportFolderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "folder", abstract: "Finds out which program wrote a folder, and imports it (this is the default)."
    )

    @OptionGroup var storeOptions: StoreOptions

    @Argument(help: ArgumentHelp("A folder of TensorBoard's or lavd's.", valueName: "folder"))
    var folder: String

    @Option(
        help: ArgumentHelp("The experiment that new runs belong to (default: the folder's name).", valueName: "name"))
    var experiment: String?

    func run() async throws {
        var kind: LogFolderKind?
        try await Failure.reporting {
            kind = LogFolderKind(of: try ImportedFolder.existing(folder))
            guard kind != nil else {
                throw RegistryError(
                    .invalidArgument,
                    "The folder \(TextTable.plain(folder)) has neither event files of TensorBoard nor experiments of lavd in it."
                )
            }
        }
        switch kind {
        case .tensorboard?:
            var command = ImportTensorBoardCommand()
            (command.storeOptions, command.logDirectory, command.experiment) = (storeOptions, folder, experiment)
            command.metrics = TensorBoardImportOptions().mostMetrics
            try await command.run()
        case .lavd?:
            var command = ImportLavdCommand()
            (command.storeOptions, command.folder, command.experiment) = (storeOptions, folder, experiment)
            command.metrics = LavdImportOptions().mostMetrics
            try await command.run()
        case nil: break
        }
    }
}
