import ArgumentParser
import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryWeb

/// `visual-backend report`: some runs as one page that stands alone.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Writes a report of runs as one HTML file that needs nothing else.",
        discussion: """
            Summary, notes, charts, and what tells the runs apart; light and dark. It opens without a server and a network, \
            and can be sent by mail. Example: visual-backend report --run 0189… --run 018a… -o report.html
            """)

    @OptionGroup var storeOptions: StoreOptions

    @Option(
        name: .customLong("run"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A run's identifier, 32 hexadecimal digits; may be given again.", valueName: "id"))
    var runs: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Or the runs that meet a condition, the newest first.", valueName: "expression"))
    var filter: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A metric that has a chart; may be given again. Default: the likeliest.", valueName: "name"))
    var metric: [String] = []

    @Option(help: ArgumentHelp("What stands above it. Default: the run or the experiment.", valueName: "text"))
    var title = ""

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The file to write; - for the standard output.", valueName: "file"))
    var output: String

    func validate() throws {
        guard runs.isEmpty != (filter == nil) else { throw ValidationError("Give --run, or --filter.") }
    }

    func run() async throws {
        try await Failure.reporting {
            let file = try OutputFile(output, of: .page)
            let ids = try runs.map { text throws(RegistryError) in
                guard let id = RunID(text) else {
                    throw RegistryError(.invalidArgument, "--run is a run's identifier: 32 hexadecimal digits.")
                }
                return id
            }
            let registry = try await storeOptions.openExisting()
            let result: Result<String, any Error>
            do {
                result = .success(try await page(of: ids, from: registry))
            } catch {
                result = .failure(error)
            }
            await registry.close()
            try file.write(Array(try result.get().utf8))
        }
    }

    private func page(of ids: [RunID], from registry: DataManager) async throws -> String {
        let shown = registry.store.shownRecords
        var ids = ids
        if let filter {
            let search = RecordSearch(
                collection: .runs, expression: filter, sort: "-startTime", limit: RunReport.mostRuns + 1)
            let found = try await StoreSource(store: registry.store).records(
                in: .runs, try search.query(), limit: search.limit)
            ids = found.compactMap { $0["_id"]?.stringValue.flatMap(RunID.init) }
            guard ids.count <= RunReport.mostRuns else {
                throw RegistryError(
                    .invalidArgument,
                    "More than \(RunReport.mostRuns) runs match, the most that a report has. Narrow the filter, as with started > -7d."
                )
            }
            guard !ids.isEmpty else { throw RegistryError(.notFound, "No run matches. Nothing was written.") }
        }
        var report = RunReport(of: ids)
        report.title = title
        report.metrics = metric
        return try await report.html(from: shown)
    }
}
