import ArgumentParser
import ArtifactRegistry
import Foundation
import RegistryCore

/// Which store a command works on.
struct StoreOptions: ParsableArguments {
    /// The environment variable that names the store.
    static let environmentVariable = "LOGGERANDVIEWER_STORE"

    @Option(
        help: ArgumentHelp(
            "The store's URL.",
            discussion: """
                Default: the environment variable LOGGERANDVIEWER_STORE, or sqlite:registry.sqlite. Put a URL with a \
                password into the variable: other users of the machine can read a command line.
                """, valueName: "url"))
    var store: String?

    /// Opens the store; a file that is not there yet is made.
    ///
    /// - Throws: ``RegistryError``, without the URL's password.
    func open() async throws -> DataManager { try await DataManager(url: url) }

    /// Opens the store, works on it and closes it.
    ///
    /// - Throws: ``RegistryError``, without the URL's password; what the work throws.
    func withRegistry<Answer>(_ work: (DataManager) async throws -> Answer) async throws -> Answer {
        let registry = try await open()
        let result: Result<Answer, any Error>
        do {
            result = .success(try await work(registry))
        } catch {
            result = .failure(error)
        }
        await registry.close()
        return try result.get()
    }

    /// Opens the store to read what is in it: a file that is not there is not made, and an empty one stays empty.
    ///
    /// - Throws: ``RegistryError``, without the URL's password; `notFound` when there is no registry in the file.
    func openExisting() async throws -> DataManager {
        try await DataManager(url: url, mustExist: true, mayBeReadOnly: true)
    }

    /// Whether the store ends with this process.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a URL that is none.
    var isInMemory: Bool {
        get throws(RegistryError) { if case .memory = try location { true } else { false } }
    }

    /// Where the store is.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a URL that is none.
    var location: StorageLocation { get throws(RegistryError) { try StorageLocation(url: url) } }

    private var url: String {
        if let store { return store }
        let named = ProcessInfo.processInfo.environment[Self.environmentVariable] ?? ""
        return named.isEmpty ? "sqlite:registry.sqlite" : named
    }
}
