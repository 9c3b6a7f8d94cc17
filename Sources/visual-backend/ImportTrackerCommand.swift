import ArgumentParser
import ArtifactRegistry
import Foundation
import RegistryCore

/// A word behind `import`, and whose runs it brings in.
protocol ImportWord: Sendable {
    /// The tracker; `nil` to find it out.
    static var tracker: Tracker? { get }
    /// What the path may be.
    static var path: String { get }
    /// The help of `--prefix`, which only Sacred's runs in a database have.
    static var prefix: ArgumentHelp { get }
}

extension ImportWord {
    static var prefix: ArgumentHelp { .hidden }
}

/// `visual-backend import wandb`, `mlflow` and the others: the runs of another tracker, nothing twice.
struct ImportTrackerCommand<Word: ImportWord>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = Word.tracker?.name ?? "whatever is there"
        return CommandConfiguration(
            commandName: Word.tracker?.rawValue ?? "auto",
            abstract: Word.tracker == nil
                ? "Finds out what a path holds, says it, and brings it into a store."
                : "Brings runs of \(name) into a store, nothing twice.",
            discussion: """
                It may be repeated, and broken off at any moment: what is there already is not stored again. Nothing is \
                written where the runs are read; files of theirs stay where they are, and get a record. Pickles are never \
                loaded. Example: visual-backend import \(Word.tracker?.rawValue ?? "auto") PATH --store \
                sqlite:registry.sqlite
                """)
    }

    @OptionGroup var storeOptions: StoreOptions

    @Argument(help: ArgumentHelp("\(Word.path)", valueName: "path"))
    var path: String

    @Option(
        help: ArgumentHelp(
            "The experiment that new runs belong to (default: what the tracker says).", valueName: "name"))
    var experiment: String?

    @Option(
        parsing: .unconditional, help: "The most metrics of one run; points of further ones are counted, not taken.")
    var metrics = TrackerImportOptions().mostMetrics

    @Option(help: Word.prefix)
    var prefix: String?

    func validate() throws {
        guard metrics >= 1 else { throw ValidationError("--metrics is a number from 1.") }
        guard !path.isEmpty else { throw ValidationError("PATH is the path of a file or a folder.") }
        guard prefix == nil || TrackerSearch.isURL(path) else {
            throw ValidationError("--prefix is for the collections of a database, and PATH is the URL of none.")
        }
    }

    func run() async throws {
        try await Failure.reporting {
            // A typing error must not make a store.
            let found = try await search()
            try await found.check(try storeOptions.location)
            try await storeOptions.withRegistry { try await importAll(found, into: $0) }
        }
    }

    private func search() async throws -> TrackerSearch.Answer {
        // An address may hold a password, and no message about paths may repeat it.
        guard TrackerSearch.isURL(path) else {
            return try TrackerSearch.sources(at: URL(filePath: path), tracker: Word.tracker)
        }
        return try await TrackerSearch.sources(inDatabase: path, tracker: Word.tracker, prefix: prefix)
    }

    private func importAll(_ found: TrackerSearch.Answer, into registry: DataManager) async throws {
        let options = TrackerImportOptions(experiment: experiment, mostMetrics: metrics)
        let importer = TrackerImporter(store: registry.store, options: options)
        var fault: RegistryError?
        var (hasRuns, isFruitless) = (false, false)
        for source in found.sources {
            if Word.tracker == nil || found.sources.count > 1 { print("Found \(source.description)") }
            let line = ProgressLine()
            defer { line.end() }
            let summary = try await importer.importRuns(
                onProgress: { line.show("\($0.runs) runs, \($0.points) points, \($0.place)") }, { try source.open() })
            line.end()
            print(summary)
            if fault == nil { fault = summary.sourceError }
            hasRuns = hasRuns || summary.newRuns + summary.knownRuns > 0
            isFruitless = isFruitless || summary.isFruitless
        }
        for remark in found.remarks { print(remark) }
        // What else there was is brought in; who started the import has to know that it was not all.
        if let fault { throw fault }
        if isFruitless, !hasRuns { throw FruitlessImport.error }
    }
}
