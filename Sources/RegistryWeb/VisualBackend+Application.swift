import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import NIOCore
import RegistryCore

extension VisualBackend {
    /// The HTTP application.
    func application(charts: ChartMaker) throws(RegistryError) -> some ApplicationProtocol {
        Application(
            responder: responder(charts: charts),
            server: try connections(),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil,
                backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    DescriptorLimit.connections(atMost: configuration.limits.mostConnections))),
            onServerRunning: { [onStart, configuration] channel in
                let address = Self.address(
                    host: configuration.host, port: channel.localAddress?.port ?? 0, usesTLS: configuration.tls != nil)
                await onStart(address)
            },
            logger: logger)
    }

    /// What makes a connection one of HTTP, inside TLS when there is a certificate.
    private func connections() throws(RegistryError) -> HTTPServerBuilder {
        let unread = UnreadRequests(metrics: metrics, logger: logger)
        let plain = HTTPServerBuilder { [limits = configuration.limits, metrics] responder in
            WatchedHTTPChannel(
                http: HTTP1Channel(
                    responder: responder,
                    configuration: HTTP1Channel.Configuration(idleTimeout: TimeAmount(limits.idleLimit))),
                limits: ConnectionLimits(limits), metrics: metrics, unread: unread)
        }
        guard let tlsConfiguration else { return plain }
        do {
            return try .tls(plain, tlsConfiguration: tlsConfiguration)
        } catch {
            throw RegistryError(.invalidArgument, "The certificate and its key cannot be used.", underlying: error)
        }
    }

    /// Every route behind every check.
    func responder(charts: ChartMaker) -> WebResponder {
        WebResponder(
            routes: routerWithRefusals(charts: charts).buildResponder(),
            hostCheck: HostCheck(boundHost: configuration.host, names: configuration.hostNames),
            limits: configuration.limits, access: access, alarms: alarms, metrics: metrics, probe: probe,
            errors: ErrorResponses(renderer: renderer, site: site))
    }

    private func routerWithRefusals(charts: ChartMaker) -> Router<BasicRequestContext> {
        let router = router(charts: charts)
        router.refuseOtherMethods()
        return router
    }

    /// Every route that answers something.
    func router(charts: ChartMaker) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RouterErrors())
        HealthRoutes(store: store, limits: configuration.limits, alarms: alarms).add(to: router)
        MetricsRoutes(metrics: metrics).add(to: router)
        PublicFileRoutes(files: publicFiles).add(to: router)
        LoginRoutes(
            access: access, renderer: renderer, site: site, limits: configuration.limits,
            usesTLS: configuration.tls != nil
        ).add(to: router)
        let visible = VisibleRecords(store: store, trash: trash)
        router.add(endpoints(charts: charts, visible: visible))
        ChartRoutes(charts: charts, limits: configuration.limits).add(to: router)
        ArtifactPageRoutes(
            store: visible, charts: charts, renderer: renderer, site: site, places: places,
            limits: configuration.limits
        ).add(to: router)
        TensorBoardRoutes(keeper: tensorBoard, renderer: renderer, site: site).add(to: router)
        TrashPageRoutes(trash: trash, renderer: renderer, site: site).add(to: router)
        FilePageRoutes(store: visible, renderer: renderer, site: site, places: places).add(to: router)
        RunPageRoutes(
            store: visible, trash: trash, renderer: renderer, site: site, places: places, limits: configuration.limits
        ).add(to: router)
        ComparePageRoutes(
            store: visible, trash: trash, queue: charts.queue, places: places,
            renderer: renderer, site: site
        ).add(to: router)
        return router
    }

    private var places: FilePlaces {
        let folder = LogFolder(path: configuration.logRoot)
        return FilePlaces(
            folder: folder, media: MediaRoots([folder] + configuration.mediaRoots.map { LogFolder(path: $0) }))
    }

    /// The API, its own description last.
    private func endpoints(charts: ChartMaker, visible: VisibleRecords) -> [Endpoint] {
        let limits = configuration.limits
        let keys = RequestKeys(store: store)
        let reading =
            RunRoutes(store: visible, queue: charts.queue, limits: limits).endpoints
            + ArtifactRoutes(store: visible, limits: limits).endpoints
            + RegistryRoutes(store: visible).endpoints + ExportRoutes(store: visible).endpoints
        let watching = EventRoutes(store: visible, access: access, limits: limits).endpoints
        let signs = SignsOfLife(store: store)
        let writing =
            RunWritingRoutes(store: store, visible: visible, keys: keys, limits: limits).endpoints
            + ArtifactWritingRoutes(
                store: store, visible: visible, keys: keys, signs: signs, limits: limits
            ).endpoints
            + LoggingRoutes(
                store: store, trash: trash, keys: keys, lane: AppendLane(store: store), sequences: SequenceSource(),
                signs: signs, limits: limits
            ).endpoints
        let described =
            reading + watching + writing
            + FileRoutes(
                store: store, visible: visible, places: places, uploads: UploadFolder(folder: places.folder),
                limits: limits
            ).endpoints + TrashRoutes(trash: trash, limits: limits).endpoints
        return described + DocumentRoutes(described: described).endpoints
    }

    /// The address a person types.
    static func address(host: String, port: Int, usesTLS: Bool) -> String {
        let scheme = usesTLS ? "https" : "http"
        return host.contains(":") ? "\(scheme)://[\(host)]:\(port)" : "\(scheme)://\(host):\(port)"
    }
}
