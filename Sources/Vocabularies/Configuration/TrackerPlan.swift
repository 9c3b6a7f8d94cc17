import Foundation
import RegistryCore
import TrackerSinks
import TrainingLog

/// How a logger reaches another tracker, from the parameters that AutoTimm's configurations have. Nothing is made on the disk, and no server
/// is asked.
struct TrackerPlan: Sendable {
    /// What brings the run there.
    let sink: AddedSink
    /// What has to be told of it; `nil` for nothing.
    let remark: String?
    private let experiment: String
    private let runName: String

    /// - Parameters:
    ///   - backend: The tracker; `nil` is given for one that is none.
    ///   - params: Its parameters, whose kinds were checked.
    ///   - folder: Where what lies on the disk goes, when no parameter says so.
    ///   - environment: The process's variables.
    /// - Throws: ``RegistryError`` with `unsupported` for places that this build does not write to, `invalidArgument` for an address that is
    ///   none.
    init?(
        _ backend: LoggerBackend, params: [String: Value], folder: String, environment: [String: String]
    ) throws(RegistryError) {
        func text(_ name: String) -> String { params[name]?.stringValue ?? "" }
        switch backend {
        case .tensorboard, .csv: return nil
        case .wandb:
            let place = "\(params["save_dir"]?.stringValue ?? folder)/wandb"
            experiment = text("project")
            runName = text("name")
            sink = .wandb(
                in: place,
                WandBSettings(
                    project: experiment, name: runName, notes: text("notes"), group: text("group"),
                    jobType: text("job_type"), tags: params["tags"]?.arrayValue?.compactMap(\.stringValue) ?? []))
            remark =
                params["offline"] == true
                ? nil : "W&B's runs are written as offline ones: wandb sync \(place)/offline-run-* sends them."
        case .mlflow:
            experiment = text("experiment_name")
            runName = text("run_name")
            sink = try Self.mlflow(params, environment, experiment: experiment, runName: runName)
            remark = nil
        }
    }

    /// Has a logger that is configured so reach the tracker as well.
    func apply(to configuration: inout LoggerConfiguration) {
        configuration.addedSinks.append(sink)
        if !experiment.isEmpty { configuration.experiment = experiment }
        if !runName.isEmpty { configuration.runName = runName }
    }

    private static func mlflow(
        _ params: [String: Value], _ environment: [String: String], experiment: String, runName: String
    ) throws(RegistryError) -> AddedSink {
        let address = params["tracking_uri"]?.stringValue
        guard var server = MLflowConfiguration(environment: environment, trackingURL: address) else {
            throw RegistryError(
                .unsupported,
                "The backend mlflow needs tracking_uri, or MLFLOW_TRACKING_URI in the environment: the address of a tracking server. "
                    + "MLflow's own folders are not written.")
        }
        let scheme = server.trackingURL.lowercased()
        guard scheme.hasPrefix("http:") || scheme.hasPrefix("https:") else {
            throw RegistryError(
                .unsupported,
                "The tracking_uri of the backend mlflow is the address of a tracking server, http:// or https://. Start one with mlflow "
                    + "server; MLflow's own folders and databases are not written.")
        }
        server.experiment = experiment
        server.runName = runName
        for (name, value) in params["tags"]?.documentValue ?? [:] {
            server.tags[FieldName.unescaped(name)] = value.stringValue ?? value.json()
        }
        return try .mlflow(server)
    }
}
