import ArgumentParser

/// The command line.
@main
struct VisualBackendProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visual-backend",
        abstract: "Shows, searches and draws what training runs have logged.",
        discussion: """
            Without a subcommand it serves the pages. A store is named by its URL: sqlite:registry.sqlite, \
            mongodb://host/database, or memory:.

            It ends with 0 when all went well, 64 when it was asked wrongly, 66 when what was asked for does not exist, \
            69 when the store or the port cannot be had or a file cannot be read, 75 when the answer took too long or a pipe did not end, 65 when what is stored is damaged, or all that was to be imported, 77 when a file is open to the wrong people or closed to this program, and 70 for any other failure. An import that leaves out what is damaged and takes the rest reports it, and ends with 0.
            """,
        subcommands: [
            ServeCommand.self, SearchCommand.self, RunsCommand.self, ChartCommand.self, VerifyCommand.self,
            SyncCommand.self, DumpCommand.self, RestoreCommand.self, CopyCommand.self,
            ExportCommand.self, ReportCommand.self, CollectCommand.self,
            ImportCommand.self, TokenCommand.self, SelftestCommand.self,
        ],
        defaultSubcommand: ServeCommand.self)
}
