import RegistryCore
import TrainingLog

/// What the loggers of scopes are made with.
struct MLSetup: Sendable {
    var logDir: String
    let openStore: StoreOpener?
    var configuration: LoggerConfiguration
    let window: Int
    let keptValues: Int

    /// The setup of a scope: in a folder within, and with changes of the configuration.
    func inside(_ name: String, _ change: (inout LoggerConfiguration) -> Void) -> MLSetup {
        var inner = self
        inner.logDir = logDir.isEmpty ? name : "\(logDir)/\(name)"
        change(&inner.configuration)
        return inner
    }

    func makeLogger(resuming run: RunID?) -> Logger {
        if let run { return .resume(run, logDir: logDir, configuration: configuration, openStore: openStore) }
        guard let openStore else { return Logger(logDir: logDir, configuration: configuration) }
        return Logger(logDir: logDir, configuration: configuration, openStore: openStore)
    }
}
