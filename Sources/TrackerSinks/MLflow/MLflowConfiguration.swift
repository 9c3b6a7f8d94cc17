package import FileStorage

/// Where a run goes at an MLflow tracking server.
public struct MLflowConfiguration: Sendable {
    /// The server's address: `http://127.0.0.1:5000`, `https://host/path`. A user and a password in it are the credentials, when there
    /// are no others.
    public var trackingURL: String
    /// The experiment; it is made when there is none. Empty for the run's own.
    public var experiment: String
    /// The run's name there; empty for the run's own.
    public var runName: String
    /// Tags beside the run's own.
    public var tags: [String: String]
    /// What the server knows its users by.
    public var credentials: MLflowCredentials
    /// Headers that every request has, as a proxy in front of the server may want them. Their values are in no message.
    public var headers: [String: String]
    /// What sends; tests have others.
    package var http: any HTTPSending = StorageHTTP.shared

    /// A configuration.
    ///
    /// - Parameters:
    ///   - trackingURL: The server's address.
    ///   - experiment: The experiment. Default: the run's own.
    ///   - runName: The run's name there. Default: the run's own.
    ///   - tags: Tags beside the run's own. Default: none.
    ///   - credentials: What the server knows its users by. Default: it asks nobody.
    ///   - headers: Headers that every request has. Default: none.
    public init(
        trackingURL: String, experiment: String = "", runName: String = "", tags: [String: String] = [:],
        credentials: MLflowCredentials = .none, headers: [String: String] = [:]
    ) {
        self.trackingURL = trackingURL
        self.experiment = experiment
        self.runName = runName
        self.tags = tags
        self.credentials = credentials
        self.headers = headers
    }

    /// A configuration as MLflow's own client takes it from its environment: `MLFLOW_TRACKING_URI`, and `MLFLOW_TRACKING_TOKEN` or
    /// `MLFLOW_TRACKING_USERNAME` with `MLFLOW_TRACKING_PASSWORD`; `nil` without an address.
    ///
    /// - Parameter trackingURL: The address. Default: that of the environment.
    public init?(environment: [String: String], trackingURL: String? = nil) {
        guard let address = trackingURL ?? environment["MLFLOW_TRACKING_URI"], !address.isEmpty else { return nil }
        self.init(trackingURL: address)
        // The order of MLflow's client.
        if let user = environment["MLFLOW_TRACKING_USERNAME"], let password = environment["MLFLOW_TRACKING_PASSWORD"] {
            credentials = .user(user, password: password)
        } else if let token = environment["MLFLOW_TRACKING_TOKEN"] {
            credentials = .token(token)
        }
    }
}

extension MLflowConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Where and what, without anything secret.
    public var description: String {
        let place = TrackerAddress(trackingURL)?.description ?? "an address that is none"
        return "MLflow at \(place), experiment \(experiment.debugDescription), \(credentials)"
    }

    /// Where and what, without anything secret.
    public var debugDescription: String { description }

    /// What is dumped ends in logs.
    public var customMirror: Mirror {
        Mirror(self, children: ["experiment": experiment, "runName": runName, "credentials": credentials])
    }
}
