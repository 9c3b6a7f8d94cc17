/// One thing about `serve` that can be set: by a flag, by a variable of the environment, or in the file of settings.
///
/// Its raw value is its name in the file, and with two dashes its flag.
enum Setting: String, CaseIterable {
    case store, host, port
    case hostName = "host-name"
    case logRoot = "log-root"
    case mediaRoot = "media-root"
    case charts, assets, watch, tokens
    case requireToken = "require-token"
    case tlsCertificate = "tls-certificate"
    case tlsKey = "tls-key"
    case tensorboard
    case tensorboardPort = "tensorboard-port"
    case logLevel = "log-level"
    case logFormat = "log-format"

    /// What the names of all variables begin with.
    static let variablePrefix = "LOGGERANDVIEWER_"

    /// Variables of the program's that are no settings of `serve`.
    static let otherVariables: Set<String> = [
        "LOGGERANDVIEWER_CONFIG", "LOGGERANDVIEWER_TOKEN", "LOGGERANDVIEWER_FONT",
    ]

    /// The variable of the environment.
    var variable: String {
        Self.variablePrefix + rawValue.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }

    /// Whether it may have several values: the flag and the file's line are repeated, the variable has commas.
    var isRepeated: Bool { self == .hostName || self == .watch || self == .mediaRoot }

    /// Its value when nobody says one; `nil` for what is found by itself, or left out.
    var standard: String? {
        switch self {
        case .store: "sqlite:registry.sqlite"
        case .host: "127.0.0.1"
        case .port: "8080"
        case .logRoot: "logs"
        case .requireToken: "no"
        case .tensorboardPort: "0"
        case .logLevel: "notice"
        case .logFormat: "text"
        case .hostName, .mediaRoot, .charts, .assets, .watch, .tokens, .tlsCertificate, .tlsKey, .tensorboard: nil
        }
    }
}
