import ArgumentParser
import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryWeb

/// `visual-backend search`: artifacts that meet a condition, as a table or as JSON lines.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Prints the artifacts that meet a condition.",
        discussion: """
            Example: visual-backend search --store sqlite:registry.sqlite --filter 'ModelName ~ "^auto" and MSE < 0.05' \
            --sort MSE --limit 10
            """)

    @OptionGroup var storeOptions: StoreOptions

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
            let condition = try filter.map { try Filter(expression: $0) } ?? .everything
            let keys = try SortKey.list(sort)
            let registry = try await storeOptions.openExisting()
            do {
                show(try await records(of: registry, matching: condition, sort: keys))
                await registry.close()
            } catch {
                await registry.close()
                throw error
            }
        }
    }

    private func show(_ found: [Document]) {
        if json {
            for record in found { print(record.json()) }
        } else {
            print(TextTable(records: found).text)
        }
    }

    private func records(
        of registry: DataManager, matching filter: Filter, sort: [SortKey]
    ) async throws -> [Document] {
        var found: [Document] = []
        var cursor: PageCursor?
        repeat {
            let query = Query(
                filter, sort: sort, limit: min(limit - found.count, Query.largestPage), cursor: cursor)
            let page = try await registry.store.find(in: .artifacts, query)
            found += page.elements
            cursor = page.next
        } while cursor != nil && found.count < limit
        return found
    }
}
