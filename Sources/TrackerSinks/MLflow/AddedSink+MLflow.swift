public import RegistryCore
public import TrainingLog

extension AddedSink {
    /// A run of an MLflow tracking server, beside everything else that a logger writes.
    ///
    /// ```swift
    /// var configuration = LoggerConfiguration(runName: "first", experiment: "digits")
    /// configuration.addedSinks = [try .mlflow(MLflowConfiguration(trackingURL: "http://127.0.0.1:5000"))]
    /// ```
    ///
    /// - Parameter configuration: Where the server is, and what the run is called there.
    /// - Throws: `RegistryError` with `invalidArgument` for an address or a header that is none. The server is not asked before something is
    ///   logged; one that is away is tried again, and what was logged waits in the journal.
    public static func mlflow(_ configuration: MLflowConfiguration) throws(RegistryError) -> AddedSink {
        let server = try MLflowServer(configuration)
        return AddedSink(name: MLflowSink.sinkName, address: server.address.description) { run, startTime in
            MLflowSink(configuration, server, run: run, startTime: startTime)
        }
    }
}
