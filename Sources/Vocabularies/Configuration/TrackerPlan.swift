import Foundation
import RegistryCore
import TrackerSinks
import TrainingLog

/// How a logger reaches another tracker, from the parameters that configurations have. Nothing is made on the disk, and no server
/// is asked.
struct TrackerPlan: Sendable {
    /// What brings the run there.
    let sink: AddedSink
    /// What has to be told of it; `nil` for nothing.
    let remark: String?
    private let experiment: String
    private let runName: String
    /// Tags that the run itself gets; those of other trackers go to their sinks.
    private var tags: [String] = []

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
        func texts(_ name: String) -> [String] { params[name]?.arrayValue?.compactMap(\.stringValue) ?? [] }
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
                    jobType: text("job_type"), tags: texts("tags")))
            remark =
                params["offline"] == true
                ? nil : "W&B's runs are written as offline ones: wandb sync \(place)/offline-run-* sends them."
        case .mlflow:
            experiment = text("experiment_name")
            runName = text("run_name")
            sink = try Self.mlflow(params, environment, experiment: experiment, runName: runName)
            remark = nil
        case .comet:
            let place =
                params["offline_directory"]?.stringValue ?? "\(params["save_dir"]?.stringValue ?? folder)/comet"
            experiment = text("project")
            runName = text("name")
            tags = texts("tags")
            sink = .comet(in: place, project: experiment, workspace: text("workspace"))
            remark =
                params["offline"] == true
                ? nil : "Comet's experiments are written as offline ones: comet upload \(place)/*.zip sends them."
        case .neptune:
            let place = "\(params["save_dir"]?.stringValue ?? folder)/.neptune/offline"
            experiment = text("project")
            runName = text("name")
            tags = texts("tags")
            sink = .neptune(in: place)
            remark = try Self.remark(neptuneMode: params["mode"]?.stringValue, place)
        case .aim:
            experiment = text("experiment")
            runName = text("run_name")
            sink = try Self.aim(params["repo"]?.stringValue, experiment, runName, texts("tags"))
            remark = nil
        }
    }

    /// The name of the sink that reaches a backend; `nil` for one that is no tracker.
    static func sinkName(of backend: LoggerBackend) -> String? {
        switch backend {
        case .tensorboard, .csv: nil
        case .wandb: WandBSink.sinkName
        case .mlflow: MLflowSink.sinkName
        case .comet: CometSink.sinkName
        case .neptune: NeptuneSink.sinkName
        case .aim: AimSink.sinkName
        }
    }

    /// Has a logger that is configured so reach the tracker as well.
    func apply(to configuration: inout LoggerConfiguration) {
        configuration.addedSinks.append(sink)
        if !experiment.isEmpty { configuration.experiment = experiment }
        if !runName.isEmpty { configuration.runName = runName }
        for tag in tags { configuration.tags[tag] = "true" }
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

    /// What has to be told of a run that Neptune's own client would have sent.
    private static func remark(neptuneMode mode: String?, _ place: String) throws(RegistryError) -> String? {
        switch mode {
        case "offline": return nil
        case nil, "async", "sync":
            return
                "Neptune's hosted service has ended: its runs are written as offline ones into \(place), and nothing sends them."
        default:
            throw RegistryError(
                .unsupported,
                "The mode of the backend neptune is offline, async or sync, not \(String((mode ?? "").debugDescription.prefix(80)))."
            )
        }
    }

    private static func aim(
        _ repo: String?, _ experiment: String, _ runName: String, _ tags: [String]
    ) throws(RegistryError) -> AddedSink {
        let address = repo ?? ""
        guard ["aim:", "http:", "https:"].contains(where: address.lowercased().hasPrefix) else {
            throw RegistryError(
                .unsupported,
                "The backend aim needs repo, the address of a server: aim://127.0.0.1:53800. Start one with aim server; Aim's own folders are "
                    + "not written.")
        }
        return try .aim(AimConfiguration(repo: address, experiment: experiment, runName: runName, tags: tags))
    }
}
