import ArgumentParser

/// `visual-backend export`: runs in forms that other programs read.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes runs into files that other programs read.",
        subcommands: [ExportCSVCommand.self, ExportLinesCommand.self, ExportTensorBoardCommand.self])
}
