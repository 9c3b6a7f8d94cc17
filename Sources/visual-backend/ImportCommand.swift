import ArgumentParser

/// `visual-backend import`: brings what other programs have logged into a store.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings what other programs have logged into a store.",
        subcommands: [
            ImportAutoCommand.self, ImportTensorBoardCommand.self, ImportLavdCommand.self,
            ImportTrackerCommand<WandBWord>.self, ImportTrackerCommand<MLflowWord>.self,
            ImportTrackerCommand<CSVWord>.self, ImportTrackerCommand<TrackioWord>.self,
            ImportTrackerCommand<SacredWord>.self, ImportTrackerCommand<SwanLabWord>.self,
            ImportTrackerCommand<CometWord>.self, ImportTrackerCommand<NeptuneWord>.self,
            ImportTrackerCommand<MLDashWord>.self,
        ], defaultSubcommand: ImportAutoCommand.self)
}
