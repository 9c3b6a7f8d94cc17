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

    // Without a condition on what follows, here and below: -1 is a number, and -MSE a field to sort by, not an option.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The condition. Default: all artifacts.", valueName: "expression"))
    var filter: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Fields to sort by, separated by commas; a minus in front puts the largest first.", valueName: "fields"))
    var sort: String = ""

    @Option(parsing: .unconditional, help: "At most so many artifacts.")
    var limit = 50

    @Flag(help: "Prints each artifact as one line of JSON.")
    var json = false

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit is a number from 1.") }
    }

    func run() async throws {
        try await Failure.reporting {
            let found = try await source.records(
                for: RecordSearch(collection: .artifacts, expression: filter, sort: sort, limit: limit))
            if json {
                for record in found { print(record.json()) }
            } else {
                print(TextTable(records: found).text)
            }
        }
    }
}
