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

    @Option(
        help: ArgumentHelp(
            "The address to listen on.",
            discussion: "One that other machines can reach needs a token first: visual-backend token create.",
            valueName: "address"))
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

    @Option(
        help: ArgumentHelp(
            "The TensorBoard that /start-tensorboard starts (default: tensorboard on the PATH).", valueName: "path"))
    var tensorboard: String?

    @Option(help: "The port of that TensorBoard on 127.0.0.1; 0 takes any free one.")
    var tensorboardPort = 0

    @OptionGroup var tokenOptions: TokenOptions

    @Flag(
        name: .customLong("require-token"),
        help: ArgumentHelp(
            "Refuses to start without a token, even on 127.0.0.1.",
            discussion: "For a server behind a proxy. Once there are tokens they are asked for without this as well."))
    var requiresToken = false

    @Option(
        name: .customLong("tls-certificate"),
        help: ArgumentHelp("The certificate with its chain, in PEM: the server speaks TLS.", valueName: "file"))
    var tlsCertificate: String?

    @Option(
        name: .customLong("tls-key"), help: ArgumentHelp("The certificate's private key, in PEM.", valueName: "file"))
    var tlsKey: String?

    func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key belong together.")
        }
    }

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

    private var tls: TLSFiles? {
        guard let tlsCertificate, let tlsKey else { return nil }
        return TLSFiles(certificate: tlsCertificate, key: tlsKey)
    }

    private func serve(_ registry: DataManager) async throws {
        var logger = Logger(label: "visual-backend") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        let name = registry.store.displayName
        let backend = try VisualBackend(
            store: registry.store,
            configuration: VisualBackendConfiguration(
                host: host, port: port, hostNames: hostNames, tokenFile: tokenOptions.path,
                requiresToken: requiresToken, tls: tls, logRoot: logRoot, chartsFolder: charts, assetsFolder: assets,
                tensorBoard: TensorBoardSettings(program: tensorboard, port: tensorboardPort)),
            logger: logger,
            onStart: { address in
                FileHandle.standardOutput.write(Data("Serving \(name) on \(address) (Ctrl-C ends it)\n".utf8))
            })
        let watches = watchedFolders.map { WatchService(folder: $0, store: registry.store, logger: logger) }
        try await backend.launch(beside: watches)
    }
}
