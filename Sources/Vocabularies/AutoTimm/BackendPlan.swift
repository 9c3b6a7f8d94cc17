import RegistryCore
import TrainingLog

/// What one logger of a manager needs, checked before anything is made: a manager that cannot be leaves no folders behind.
struct BackendPlan: Sendable {
    let config: LoggerConfig
    /// The folder of the logger's own files is `<saveDir>/<name>/version_<N>`.
    let saveDir: String
    let name: String
    let version: Value?
    /// How it reaches a tracker; `nil` when it is none.
    let tracker: TrackerPlan?

    /// - Parameters:
    ///   - folder: Where files go when no parameter says so.
    ///   - environment: The process's variables.
    /// - Throws: ``RegistryError`` with `invalidArgument` for names that lead elsewhere and for an address that is none, `unsupported` for places
    ///   that this build does not write to.
    init(_ config: LoggerConfig, folder: String, environment: [String: String]) throws(RegistryError) {
        let params = config.params
        self.config = config
        saveDir = params["save_dir"]?.stringValue ?? folder
        switch config.backend {
        case .tensorboard, .csv:
            name = params["name"]?.stringValue ?? "lightning_logs"
            version = params["version"]
        case .wandb, .mlflow, .comet, .neptune, .aim:
            name = "\(config.backend.rawValue)_logs"
            version = nil
        }
        try VersionFolder.check(name: name, version: version)
        tracker = try TrackerPlan(config.backend, params: params, folder: folder, environment: environment)
    }
}
