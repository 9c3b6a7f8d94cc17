import Foundation
import Hummingbird
public import Logging
import NIOSSL
public import RegistryCore
public import ServiceLifecycle
import UnixSignals

/// The server: pages, charts and JSON about what a store holds.
///
/// ```swift
/// let registry = try await DataManager(url: "sqlite:registry.sqlite")
/// try await VisualBackend(registry: registry).launch()
/// ```
///
/// The pages only read; the API writes as well. It listens on this machine's own address unless told otherwise.
public struct VisualBackend: Service {
    let store: any RegistryStore
    let configuration: VisualBackendConfiguration
    let logger: Logger
    let onStart: @Sendable (String) async -> Void
    let clock: any Clock<Duration>
    /// What ends requests that take too long.
    let alarms: Alarms
    let access: AccessControl
    let tlsConfiguration: TLSConfiguration?
    let site: Site
    let renderer: PageRenderer
    let publicFiles: PublicFiles
    let tensorBoard: TensorBoardKeeper
    let metrics: ServerMetrics
    let trash: Trash
    let probe: StoreProbe

    /// A server that is not running yet.
    ///
    /// - Parameters:
    ///   - store: what it shows.
    ///   - configuration: where it listens and what it may do. Default: `127.0.0.1:8080`.
    ///   - logger: where errors are written. Default: one with the label `visual-backend`.
    ///   - onStart: told the server's address, `http://127.0.0.1:8080`, once it answers. Default: nothing.
    /// - Throws: ``RegistryError``: `invalidArgument` for an address that other machines can reach while there is no
    ///   token; `accessDenied` for a file of tokens that others may read; `notFound` when the pages' templates are not
    ///   found.
    public init(
        store: any RegistryStore, configuration: VisualBackendConfiguration = VisualBackendConfiguration(),
        logger: Logger = Logger(label: "visual-backend"), onStart: @escaping @Sendable (String) async -> Void = { _ in }
    ) throws(RegistryError) {
        try self.init(
            store: store, configuration: configuration, logger: logger, clock: ContinuousClock(), onStart: onStart)
    }

    /// A server with a clock for its time limit, and with what decides about tokens and sessions.
    ///
    /// - Parameter assets: The pages' templates and files; `nil` reads those of the configuration.
    init(
        store: any RegistryStore, configuration: VisualBackendConfiguration, logger: Logger,
        clock: any Clock<Duration>, accessSources: AccessSources = .system, assets: PageAssets? = nil,
        onStart: @escaping @Sendable (String) async -> Void = { _ in }
    ) throws(RegistryError) {
        try configuration.checkPort()
        let watch = try configuration.tokenFile.map { path throws(RegistryError) in
            try TokenWatch(
                file: TokenFile(path: path, sources: accessSources), isRequired: configuration.requiresToken,
                now: accessSources.now, logger: logger)
        }
        try configuration.checkAddress(
            tokenCount: try watch?.tokens().count { !$0.isExpired(at: accessSources.now()) } ?? 0)
        tlsConfiguration = try configuration.tls.map { files throws(RegistryError) in try files.configuration() }
        access = AccessControl(watch: watch, sources: accessSources)
        let assets = if let assets { assets } else { try Self.assets(of: configuration) }
        metrics = ServerMetrics()
        let metered = MeteredStore(store: store, metrics: metrics)
        self.store = metered
        trash = Trash(store: metered, clock: clock)
        self.configuration = configuration
        self.logger = logger
        self.clock = clock
        alarms = Alarms(clock: clock)
        probe = StoreProbe(store: metered, alarms: alarms, clock: clock)
        self.onStart = onStart
        renderer = assets.renderer
        publicFiles = assets.publicFiles
        tensorBoard = TensorBoardKeeper(
            settings: configuration.tensorBoard, logFolder: configuration.logRoot, logger: logger)
        site = Site(
            storeName: store.displayName, assetVersion: publicFiles.version, usesTLS: configuration.tls != nil)
    }

    private static func assets(of configuration: VisualBackendConfiguration) throws(RegistryError) -> PageAssets {
        try PageAssets(
            from: WebAssets(
                folder: configuration.assetsFolder, environment: ProcessInfo.processInfo.environment,
                executable: Bundle.main.executableURL))
    }

    /// Serves until the program is told to end (SIGTERM or SIGINT); requests under way are finished then.
    ///
    /// - Parameter services: what runs as long as the server, and is told to end before it. Default: nothing.
    public func launch(beside services: [any Service] = []) async throws {
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [self] + services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }

    /// Serves until the service group it is part of shuts down.
    ///
    /// - Throws: ``RegistryError`` when the address cannot be listened on: `unavailable` when it is taken, `accessDenied` when this
    ///   user may not, `invalidArgument` when this machine has no such address.
    public func run() async throws {
        let charts = try ChartMaker(configuration: configuration)
        defer { charts.folder.close() }
        do {
            try await serve(charts)
        } catch let error as RegistryError {
            throw error
        } catch {
            throw RegistryError(listeningOn: configuration.host, port: configuration.port, failed: error) ?? error
        }
    }

    /// Serves, empties the trash and asks whether the store answers meanwhile, and takes the TensorBoard along at the end.
    private func serve(_ charts: ChartMaker) async throws {
        let application = try application(charts: charts)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { [trash, clock, logger] in
                    await TrashKeeper(trash: trash, clock: clock, logger: logger).run()
                }
                group.addTask { [probe] in await probe.run() }
                defer { group.cancelAll() }
                try await application.run()
            }
        } catch {
            await tensorBoard.end()
            throw error
        }
        await tensorBoard.end()
    }
}
