import ArgumentParser

/// `visual-backend import`: brings what other programs have logged into a store.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings what other programs have logged into a store.",
        subcommands: [ImportTensorBoardCommand.self])
}
