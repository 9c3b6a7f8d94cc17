public import RegistryCore
public import TrainingLog

extension AddedSink {
    /// A run of an Aim server, beside everything else that a logger writes. Tested with Aim 3.29.1.
    ///
    /// ```swift
    /// var configuration = LoggerConfiguration(runName: "first", experiment: "digits")
    /// configuration.addedSinks = [try .aim(AimConfiguration(repo: "aim://127.0.0.1:53800"))]
    /// ```
    ///
    /// - Parameter configuration: Where the server is, and what the run is called there.
    /// - Throws: `RegistryError` with `invalidArgument` for an address or a header that is none. The server is not asked before something is
    ///   logged; one that is away is tried again, and what was logged waits in the journal.
    public static func aim(_ configuration: AimConfiguration) throws(RegistryError) -> AddedSink {
        let server = try AimServer(configuration)
        return AddedSink(name: AimSink.sinkName, address: server.address.description) { run, startTime in
            AimSink(configuration, server, run: run, startTime: startTime)
        }
    }
}
