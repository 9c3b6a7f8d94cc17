import ArgumentParser
import RegistryCore

/// `visual-backend runs`: runs that meet a condition, the newest first, as a table or as JSON lines.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "Prints the runs that meet a condition, the newest first.",
        discussion: """
            Example: visual-backend runs --filter 'experiment = "Digits" and metrics.Loss < 0.05' --metric Loss

            With --server it asks a running server: visual-backend runs --server https://tracker.lab --token-file token.
            """)

    @OptionGroup var source: SourceOptions

    @OptionGroup var options: RecordOptions

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A metric whose last value has a column; may be repeated.", valueName: "name"))
    var metric: [String] = []

    func run() async throws {
        try await Failure.reporting {
            let found = try await source.records(
                for: RecordSearch(
                    collection: .runs, expression: options.filter, sort: options.sort ?? "-startTime",
                    limit: options.limit))
            if options.json {
                for run in found { print(run.json()) }
            } else {
                print(TextTable(records: found.map(row)).text)
            }
        }
    }

    /// What a table tells of a run, whose record may be damaged.
    private func row(_ run: Document) -> Document {
        var row: Document = ["run": run["_id"] ?? run["id"] ?? .null]
        for name in ["name", "experiment", "status"] { row[name] = run[name] ?? .null }
        row["started"] = run["startTime"] ?? .null
        let metrics = run["metrics"]?.documentValue ?? [:]
        for name in metric where row[name] == nil {
            row[name] = metrics[FieldName.escaped(name)]?.documentValue?["last"] ?? .null
        }
        return row
    }
}
