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

    /// Opens the store.
    ///
    /// - Throws: ``RegistryError``, without the URL's password.
    func open() async throws -> DataManager {
        let named = store ?? ProcessInfo.processInfo.environment[Self.environmentVariable]
        guard let url = named, !url.isEmpty else { return try await DataManager() }
        return try await DataManager(url: url)
    }
}
