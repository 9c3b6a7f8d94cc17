import ArgumentParser
import ArtifactRegistry
import Foundation
import RegistryCore

/// `visual-backend import lavd`: the experiments of a folder of lavd's, nothing twice.
struct ImportLavdCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lavd",
        abstract: "Brings the experiments of a folder of lavd's into a store, nothing twice.",
        discussion: """
            Every folder in it becomes a run. It may be repeated, and broken off at any moment: what is there already is \
            not stored again. Nothing is written into the folder. To follow one that grows: visual-backend serve --watch \
            FOLDER. Example: visual-backend import lavd log --store sqlite:registry.sqlite
            """)

    @OptionGroup var storeOptions: StoreOptions

    @Argument(help: ArgumentHelp("The folder that lavd's server would be given.", valueName: "folder"))
    var folder: String

    @Option(
        help: ArgumentHelp("The experiment that new runs belong to (default: the folder's name).", valueName: "name"))
    var experiment: String?

    @Option(
        parsing: .unconditional, help: "The most metrics of one run; numbers of further ones are counted, not taken.")
    var metrics = LavdImportOptions().mostMetrics

    func validate() throws {
        guard metrics >= 1 else { throw ValidationError("--metrics is a number from 1.") }
        guard !folder.isEmpty else { throw ValidationError("FOLDER is the path of a folder.") }
    }

    func run() async throws {
        try await Failure.reporting {
            let directory = try ImportedFolder.existing(folder)
            let imported = try await storeOptions.withRegistry { try await summary(of: directory, into: $0) }
            print(imported)
            if imported.isFruitless { throw FruitlessImport.error }
        }
    }

    private func summary(of directory: URL, into registry: DataManager) async throws -> LavdImportSummary {
        let importer = LavdImporter(
            folder: directory, store: registry.store,
            options: LavdImportOptions(experiment: experiment, mostMetrics: metrics))
        let line = ProgressLine()
        defer { line.end() }
        return try await importer.importNew(waitsForEnds: true) { line.show(TextTable.plain($0)) }
    }
}
