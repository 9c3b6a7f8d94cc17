/// Where the server listens, what it may read, and how much it does for one request.
///
/// A plain value: change what you need, leave the rest.
public struct VisualBackendConfiguration: Sendable {
    /// The address to listen on. Default `127.0.0.1`: only programs on this machine reach the server.
    public var host: String

    /// The TCP port; 0 takes any free one. Default 8080.
    public var port: Int

    /// The file of the tokens that let somebody in, see ``TokenFile``. Default `nil`: nobody is asked for a token.
    ///
    /// As soon as it holds a token, every request needs one, those of this machine as well. An address that other
    /// machines can reach is not listened on before.
    public var tokenFile: String?

    /// Whether the server does not start without a token, even on this machine's own address. Default `false`.
    ///
    /// It is for a server behind a proxy, which brings other machines' requests to this machine's own address.
    public var requiresToken: Bool

    /// The certificate with which the server speaks TLS. Default `nil`: it speaks plain HTTP.
    public var tls: TLSFiles?

    /// Names under which browsers may reach the server, beside the bound address and `localhost`. Default: none.
    ///
    /// A request for any other name is refused, so that no web page can reach the server through a name of its own.
    public var hostNames: [String]

    /// The folder below which the CSV files and images of logs lie. Nothing outside it is read for a chart. Default `logs`.
    public var logRoot: String

    /// Further folders below which the media of runs may lie, beside ``logRoot``: images, sounds, videos, meshes and files that a `Logger`
    /// made records of. Nothing else in them is read. Default: none.
    public var mediaRoots: [String]

    /// The folder where charts are kept for a while. Default `nil`: a new private folder that ends with the server.
    public var chartsFolder: String?

    /// The folder that holds `Templates` and `Public`. Default `nil`: it is searched for, see ``WebAssets``.
    public var assetsFolder: String?

    /// The TensorBoard that `/start-tensorboard` starts.
    public var tensorBoard: TensorBoardSettings

    /// What one request may cost.
    public var limits: RequestLimits

    /// How many charts are kept and for how long.
    public var chartRetention: ChartRetention

    /// A configuration; each default is said at its property.
    public init(
        host: String = "127.0.0.1", port: Int = 8080, hostNames: [String] = [], tokenFile: String? = nil,
        requiresToken: Bool = false, tls: TLSFiles? = nil, logRoot: String = "logs", mediaRoots: [String] = [],
        chartsFolder: String? = nil, assetsFolder: String? = nil,
        tensorBoard: TensorBoardSettings = TensorBoardSettings(),
        limits: RequestLimits = RequestLimits(), chartRetention: ChartRetention = ChartRetention()
    ) {
        self.host = host
        self.port = port
        self.hostNames = hostNames
        self.tokenFile = tokenFile
        self.requiresToken = requiresToken
        self.tls = tls
        self.logRoot = logRoot
        self.mediaRoots = mediaRoots
        self.chartsFolder = chartsFolder
        self.assetsFolder = assetsFolder
        self.tensorBoard = tensorBoard
        self.limits = limits
        self.chartRetention = chartRetention
    }
}
