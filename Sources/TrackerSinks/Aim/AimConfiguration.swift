package import FileStorage

/// Where a run goes at an Aim server.
public struct AimConfiguration: Sendable {
    /// The server's address as Aim writes it: `aim://127.0.0.1:53800`, which speaks HTTP; `https://host/path` for a server behind TLS.
    /// Without a port, `aim://` has Aim's own, 53800. A user and a password may stand in it, for a proxy in front of the server: Aim itself
    /// asks nobody who they are.
    public var repo: String
    /// The experiment; it is made when there is none. Empty for the run's own.
    public var experiment: String
    /// The run's name there; empty for the run's own.
    public var runName: String
    /// Tags beside the run's own.
    public var tags: [String]
    /// Headers that every request has, as a proxy in front of the server may want them. Their values are in no message.
    public var headers: [String: String]
    /// What sends; tests have others.
    package var http: any HTTPSending = StorageHTTP.shared

    /// A configuration.
    ///
    /// - Parameters:
    ///   - repo: The server's address.
    ///   - experiment: The experiment. Default: the run's own.
    ///   - runName: The run's name there. Default: the run's own.
    ///   - tags: Tags beside the run's own. Default: none.
    ///   - headers: Headers that every request has. Default: none.
    public init(
        repo: String, experiment: String = "", runName: String = "", tags: [String] = [],
        headers: [String: String] = [:]
    ) {
        self.repo = repo
        self.experiment = experiment
        self.runName = runName
        self.tags = tags
        self.headers = headers
    }

    /// The port that `aim server` has unless it is told another.
    private static let defaultPort = 53_800

    /// The address taken apart; `nil` for one that is none.
    var address: TrackerAddress? {
        let scheme = "aim://"
        guard repo.lowercased().hasPrefix(scheme) else { return TrackerAddress(repo) }
        let rest = String(repo.dropFirst(scheme.count))
        let host = rest.prefix { $0 != "/" }
        // What stands before an @ is a user, and what stands in brackets an address of IPv6.
        let name = host.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let hasPort = name.last != "]" && name.contains(":")
        guard !hasPort else { return TrackerAddress("http://\(rest)") }
        return TrackerAddress("http://\(host):\(Self.defaultPort)\(rest.dropFirst(host.count))")
    }
}

extension AimConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Where and what, without anything secret.
    public var description: String {
        let place = address?.description ?? "an address that is none"
        return "Aim at \(place), experiment \(experiment.debugDescription)"
    }

    /// Where and what, without anything secret.
    public var debugDescription: String { description }

    /// What is dumped ends in logs.
    public var customMirror: Mirror { Mirror(self, children: ["experiment": experiment, "runName": runName]) }
}
