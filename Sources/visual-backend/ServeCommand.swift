import ArgumentParser
import ArtifactRegistry
import Foundation
import Logging
import RegistryCore
import RegistryWeb

/// `visual-backend serve`: the pages, until it is told to end.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves the pages and the JSON about a store (this is the default).",
        discussion: """
            Everything can be set by a flag, by a variable of the environment, or by a line in a file that --config names: \
            --log-root logs is LOGGERANDVIEWER_LOG_ROOT=logs is log-root = logs. A flag goes before a variable, a variable \
            before the file. --print-config shows what is set, and where.
            """)

    @OptionGroup var storeOptions: StoreOptions

    @Option(
        help: ArgumentHelp(
            "The address to listen on (default: 127.0.0.1).",
            discussion: "One that other machines can reach needs a token first: visual-backend token create.",
            valueName: "address"))
    var host: String?

    @Option(parsing: .unconditional, help: "The port; 0 takes any free one (default: 8080).")
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "The folder of logs, below which CSV files are read for charts.",
            discussion: "Default: logs, which is made when it is not there; one that is named has to be there.",
            valueName: "folder"))
    var logRoot: String?

    @Option(
        name: .customLong("media-root"),
        help: ArgumentHelp(
            "A further folder below which runs have their media; may be repeated.",
            discussion: "The folder of logs and that of a SQLite store are looked at anyway.", valueName: "folder"))
    var mediaFolders: [String] = []

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
            "A folder of TensorBoard's or lavd's whose runs are imported while they are written; may be repeated.",
            valueName: "logdir"))
    var watchedFolders: [String] = []

    @Option(
        help: ArgumentHelp(
            "The TensorBoard that /start-tensorboard starts (default: tensorboard on the PATH).", valueName: "path"))
    var tensorboard: String?

    @Option(
        parsing: .unconditional, help: "The port of that TensorBoard on 127.0.0.1; 0 takes any free one (default: 0).")
    var tensorboardPort: Int?

    @OptionGroup var tokenOptions: TokenOptions

    @Flag(
        name: .customLong("require-token"), inversion: .prefixedNo,
        help: ArgumentHelp(
            "Refuses to start without a token, even on 127.0.0.1.",
            discussion: "For a server behind a proxy. Once there are tokens they are asked for without this as well."))
    var requiresToken: Bool?

    @Option(
        name: .customLong("tls-certificate"),
        help: ArgumentHelp("The certificate with its chain, in PEM: the server speaks TLS.", valueName: "file"))
    var tlsCertificate: String?

    @Option(
        name: .customLong("tls-key"), help: ArgumentHelp("The certificate's private key, in PEM.", valueName: "file"))
    var tlsKey: String?

    @Option(
        help: ArgumentHelp(
            "From which level on log lines are written: trace, debug, info, notice, warning, error or critical.",
            discussion: "Default: notice. At info there is a line for each request.", valueName: "level"))
    var logLevel: String?

    @Option(help: ArgumentHelp("How log lines are written: text or json (default: text).", valueName: "format"))
    var logFormat: String?

    @Option(
        name: .customLong("config"),
        help: ArgumentHelp(
            "A file of settings, a line name = value for each; the names are those of the flags.", valueName: "file"))
    var settingsFile: String?

    @Flag(name: .customLong("print-config"), help: "Prints what is set, and where, and ends.")
    var printsSettings = false

    func run() async throws {
        try await Failure.reporting {
            let settings = try settings(environment: ProcessInfo.processInfo.environment)
            for line in settings.strangeVariables { Failure.report(line) }
            guard !printsSettings else { return print(settings.listing) }
            let plan = try ServePlan(settings)
            try settings.makeLogFolder()
            if let notice = plan.notice { Failure.report(notice) }
            let registry = try await DataManager(url: plan.storeURL, mayBeReadOnly: true)
            do {
                try await serve(registry, plan)
                await registry.close()
            } catch {
                await registry.close()
                throw error
            }
        }
    }

    /// What is set by the flags, an environment, and the file.
    func settings(environment: [String: String]) throws(RegistryError) -> Settings {
        let flags: [Setting: [String?]] = [
            .store: [storeOptions.store], .host: [host], .port: [port.map(String.init)], .hostName: hostNames,
            .logRoot: [logRoot], .mediaRoot: mediaFolders, .charts: [charts], .assets: [assets], .watch: watchedFolders,
            .tokens: [tokenOptions.tokens], .requireToken: [requiresToken.map { $0 ? "yes" : "no" }],
            .tlsCertificate: [tlsCertificate], .tlsKey: [tlsKey], .tensorboard: [tensorboard],
            .tensorboardPort: [tensorboardPort.map(String.init)], .logLevel: [logLevel], .logFormat: [logFormat],
        ]
        return try Settings(
            flags: flags.mapValues { $0.compactMap(\.self) }, configuration: settingsFile, environment: environment)
    }

    private func serve(_ registry: DataManager, _ plan: ServePlan) async throws {
        let logger = plan.logFormat.logger(label: "visual-backend", level: plan.logLevel)
        let name = registry.store.displayName
        let backend = try VisualBackend(
            store: registry.store, configuration: plan.configuration, logger: logger,
            onStart: { address in
                FileHandle.standardOutput.write(Data("Serving \(name) on \(address) (Ctrl-C ends it)\n".utf8))
            })
        let watches = plan.watchedFolders.map { WatchService(folder: $0, store: registry.store, logger: logger) }
        try await backend.launch(beside: watches)
    }
}
