import ArgumentParser
import ArtifactRegistry
import Foundation
import RegistryCore

/// `visual-backend import tensorboard`: the runs of a log directory, nothing twice.
struct ImportTensorBoardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tensorboard",
        abstract: "Brings the runs of a TensorBoard log directory into a store, nothing twice.",
        discussion: """
            Every folder with event files becomes a run. It may be repeated, and broken off at any moment: what is there \
            already is not stored again. Nothing is written into the log directory. To follow one that grows: \
            visual-backend serve --watch LOGDIR. Example: visual-backend import tensorboard logs --store \
            sqlite:registry.sqlite
            """)

    @OptionGroup var storeOptions: StoreOptions

    @Argument(help: ArgumentHelp("The folder that TensorBoard would be given.", valueName: "logdir"))
    var logDirectory: String

    @Option(
        help: ArgumentHelp(
            "The experiment that new runs belong to (default: the log directory's name).", valueName: "name"))
    var experiment: String?

    @Option(
        parsing: .unconditional, help: "The most metrics of one run; points of further ones are counted, not taken.")
    var metrics = TensorBoardImportOptions().mostMetrics

    func validate() throws {
        guard metrics >= 1 else { throw ValidationError("--metrics is a number from 1.") }
        guard !logDirectory.isEmpty else { throw ValidationError("LOGDIR is the path of a folder.") }
    }

    func run() async throws {
        try await Failure.reporting {
            let directory = try ImportedFolder.existing(logDirectory)
            let imported = try await storeOptions.withRegistry { try await summary(of: directory, into: $0) }
            print(imported)
            if imported.isFruitless { throw FruitlessImport.error }
        }
    }

    private func summary(
        of directory: URL, into registry: DataManager
    ) async throws -> TensorBoardImportSummary {
        let importer = TensorBoardImporter(
            logDirectory: directory, store: registry.store,
            options: TensorBoardImportOptions(experiment: experiment, mostMetrics: metrics))
        let line = ProgressLine()
        defer { line.end() }
        return try await importer.importNew { progress in
            line.show("\(progress.runs) runs, \(progress.points) points, \(progress.file)")
        }
    }
}
