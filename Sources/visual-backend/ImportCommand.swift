import ArgumentParser

/// `visual-backend import`: brings what other programs have logged into a store.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings what other programs have logged into a store.",
        subcommands: [ImportFolderCommand.self, ImportTensorBoardCommand.self, ImportLavdCommand.self],
        defaultSubcommand: ImportFolderCommand.self)
}
