import ArgumentParser
import RegistryCore

/// `visual-backend search`: artifacts that meet a condition, as a table or as JSON lines.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Prints the artifacts that meet a condition.",
        discussion: """
            Example: visual-backend search --store sqlite:registry.sqlite --filter 'ModelName ~ "^auto" and MSE < 0.05' \
            --sort MSE --limit 10

            With --server it asks a running server: visual-backend search --server https://tracker.lab --token-file token.
            """)

    @OptionGroup var source: SourceOptions

    @OptionGroup var options: RecordOptions

    func run() async throws {
        try await Failure.reporting {
            let found = try await source.records(
                for: RecordSearch(
                    collection: .artifacts, expression: options.filter, sort: options.sort ?? "",
                    limit: options.limit))
            if options.json {
                for record in found { print(record.json()) }
            } else {
                print(TextTable(records: found).text)
            }
        }
    }
}
