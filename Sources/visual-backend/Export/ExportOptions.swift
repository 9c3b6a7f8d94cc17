import ArgumentParser
import ArtifactRegistry
import RegistryCore
import RegistryWeb

/// Which runs are exported, and where to.
struct ExportOptions: ParsableArguments {
    @OptionGroup var storeOptions: StoreOptions

    @Argument(help: ArgumentHelp("The folder to write into: a new one, or an empty one.", valueName: "folder"))
    var path: String

    @Option(help: ArgumentHelp("Only runs of this experiment.", valueName: "name"))
    var experiment: String?

    @Option(
        name: .customLong("run"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Only the run with this identifier, 32 hexadecimal digits; may be given again.", valueName: "id"))
    var runs: [String] = []

    @Option(parsing: .unconditional, help: ArgumentHelp("Only runs that meet this condition.", valueName: "expression"))
    var filter: String?

    /// Opens the store, makes the folder, and has the runs written into it.
    ///
    /// - Throws: ``RegistryError``; `notFound` when no run matches, and nothing has been made then.
    func export(_ write: (ExportedRuns, ExportFolder) async throws -> String) async throws {
        let filter = try runFilter()
        let registry = try await storeOptions.openExisting()
        let result: Result<String, any Error>
        do {
            let runs = ExportedRuns(store: registry.store.shownRecords, filter: filter)
            guard try await runs.areThere() else {
                throw RegistryError(.notFound, "No run matches. Nothing was written.")
            }
            result = .success(try await write(runs, try ExportFolder(path)))
        } catch {
            result = .failure(error)
        }
        await registry.close()
        print(try result.get())
    }

    private func runFilter() throws(RegistryError) -> Filter {
        var parts: [Filter] = []
        if let experiment { parts.append(.field("experiment", .equals(.string(experiment)))) }
        if !runs.isEmpty {
            var ids: [Value] = []
            for text in runs {
                guard let id = RunID(text) else {
                    throw RegistryError(.invalidArgument, "--run is a run's identifier: 32 hexadecimal digits.")
                }
                ids.append(.string(id.description))
            }
            parts.append(.field("_id", .oneOf(ids)))
        }
        if let filter { parts.append(try Filter(expression: filter, in: .runs)) }
        return parts.isEmpty ? .everything : .and(parts)
    }
}
