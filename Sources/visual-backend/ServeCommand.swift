import ArgumentParser
import ArtifactRegistry
import Foundation
import Logging
import RegistryCore
import RegistryWeb

/// `visual-backend serve`: the pages, until it is told to end.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves the pages and the JSON about a store (this is the default).")

    @OptionGroup var storeOptions: StoreOptions

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: "The port; 0 takes any free one.")
    var port = 8080

    @Option(help: ArgumentHelp("The folder of logs, below which CSV files are read for charts.", valueName: "folder"))
    var logRoot = "logs"

    @Option(
        help: ArgumentHelp(
            "The folder where charts are kept for a while (default: a private one that ends with the server).",
            valueName: "folder"))
    var charts: String?

    @Option(
        help: ArgumentHelp("The folder with Templates and Public (default: found by itself).", valueName: "folder"))
    var assets: String?

    @Option(
        name: .customLong("host-name"),
        help: ArgumentHelp("A further name by which browsers reach the server; may be repeated.", valueName: "name"))
    var hostNames: [String] = []

    @Option(
        name: .customLong("watch"),
        help: ArgumentHelp(
            "A TensorBoard log directory whose runs are imported while they are written; may be repeated.",
            valueName: "logdir"))
    var watchedFolders: [String] = []

    @Flag(
        name: .customLong("insecure-allow-remote"),
        help: ArgumentHelp(
            "Allows --host to be an address other machines can reach.",
            discussion: "Nobody is asked for a password: anybody who reaches the port can read everything."))
    var allowsRemoteAccess = false

    func run() async throws {
        try await Failure.reporting {
            let registry = try await storeOptions.open()
            do {
                try await serve(registry)
                await registry.close()
            } catch {
                await registry.close()
                throw error
            }
        }
    }

    private func serve(_ registry: DataManager) async throws {
        var logger = Logger(label: "visual-backend") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        let name = registry.store.displayName
        let backend = try VisualBackend(
            store: registry.store,
            configuration: VisualBackendConfiguration(
                host: host, port: port, allowsRemoteAccess: allowsRemoteAccess, hostNames: hostNames, logRoot: logRoot,
                chartsFolder: charts, assetsFolder: assets),
            logger: logger,
            onStart: { address in
                FileHandle.standardOutput.write(Data("Serving \(name) on \(address) (Ctrl-C ends it)\n".utf8))
            })
        let watches = watchedFolders.map { WatchService(folder: $0, store: registry.store, logger: logger) }
        try await backend.launch(beside: watches)
    }
}
