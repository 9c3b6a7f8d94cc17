import ArgumentParser
import ArtifactRegistry
import Foundation
import RegistryCore

/// `visual-backend copy`: everything that one store holds, into another.
struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "Copies everything that a store holds into another one, nothing twice.",
        discussion: """
            As dump and restore, without a file between them: from SQLite to MongoDB when one machine is not enough any more, or \
            back. Trainings may write to the first one meanwhile: how much came after it was read is told at the end. It may be \
            repeated, to bring that over, and broken off at any moment. A URL with a password belongs \
            into the environment: LOGGERANDVIEWER_COPY_FROM and LOGGERANDVIEWER_COPY_TO stand for --from and --to. Example: \
            visual-backend copy --from sqlite:registry.sqlite --to mongodb://host/database
            """)

    @Option(help: ArgumentHelp("The URL of the store to read.", valueName: "url"))
    var from: String?

    @Option(help: ArgumentHelp("The URL of the store to fill.", valueName: "url"))
    var to: String?

    func run() async throws {
        try await Failure.reporting {
            let from = try Self.url(self.from, "FROM")
            let to = try Self.url(self.to, "TO")
            if case .memory = try StorageLocation(url: to) {
                throw RegistryError(.invalidArgument, "memory: ends with this command: what is copied there is gone.")
            }
            guard try Self.place(from) != Self.place(to) else {
                throw RegistryError(.invalidArgument, "--from and --to are the same store.")
            }
            let source = try await DataManager(url: from, mustExist: true, mayBeReadOnly: true)
            let result: Result<RestoreSummary, any Error>
            do {
                result = .success(try await copy(from: source, to: to))
            } catch {
                result = .failure(error)
            }
            await source.close()
            let summary = try result.get()
            try RestoreCommand.tell(summary, "Copied \(source.store.displayName).")
        }
    }

    private func copy(from source: DataManager, to url: String) async throws -> RestoreSummary {
        let target = try await DataManager(url: url)
        let line = ProgressLine()
        do {
            guard target.store.displayName != source.store.displayName else {
                throw RegistryError(.invalidArgument, "--from and --to are the same store.")
            }
            let summary = try await target.copyEverything(from: source) {
                line.show("\($0) records, points and lines")
            }
            line.end()
            await target.close()
            return summary
        } catch {
            line.end()
            await target.close()
            throw error
        }
    }

    /// What tells stores apart: of a file its path, without links.
    private static func place(_ url: String) throws(RegistryError) -> StorageLocation {
        guard case .sqlite(let path) = try StorageLocation(url: url) else { return try StorageLocation(url: url) }
        return .sqlite(path: URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path)
    }

    private static func url(_ given: String?, _ name: String) throws(RegistryError) -> String {
        if let given { return given }
        let variable = "LOGGERANDVIEWER_COPY_\(name)"
        let named = ProcessInfo.processInfo.environment[variable] ?? ""
        guard !named.isEmpty else {
            throw RegistryError(
                .invalidArgument, "--\(name.lowercased()) or the variable \(variable) names a store by its URL.")
        }
        return named
    }
}
