public import RegistryCore

/// One place to log to, as AutoTimm configures it.
///
/// ```swift
/// let config = try LoggerConfig(backend: "csv", params: ["save_dir": "logs", "name": "metrics"])
/// ```
///
/// | backend | parameters; the first is required |
/// |---|---|
/// | `tensorboard` | `save_dir`, `name`, `version`, `log_graph`, `default_hp_metric` |
/// | `csv` | `save_dir`, `name`, `version`, `flush_logs_every_n_steps` |
/// | `wandb` | `project`, `name`, `tags`, `notes`, `group`, `job_type`, `save_dir`, `offline` |
/// | `mlflow` | `experiment_name`, `tracking_uri`, `run_name`, `tags`, `save_dir` |
/// | `comet` | `project`, `workspace`, `name`, `tags`, `offline_directory`, `save_dir`, `offline` |
/// | `neptune` | `project`, `name`, `tags`, `mode`, `save_dir` |
/// | `aim` | `repo`, `experiment`, `run_name`, `tags`, `save_dir` |
///
/// Loggers with the same `save_dir`, `name` and `version` write into the same folder, also in several processes at a time, as Lightning's do.
/// Each is a run of its own with a journal of its own; `metrics.csv` is the table of the run that began last, and the others' tables stay in
/// the folder's `data`.
public struct LoggerConfig: Hashable, Sendable {
    /// The place.
    public let backend: LoggerBackend
    /// Its parameters.
    public let params: [String: Value]

    /// A configuration.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a backend or a parameter that there is not (with the nearest one), a
    ///   parameter of another kind, and a required one that is missing.
    public init(backend: String, params: [String: Value]) throws(RegistryError) {
        try self.init(backend: LoggerBackend(named: backend), params: params)
    }

    /// A configuration; see the other initialiser.
    public init(backend: LoggerBackend, params: [String: Value]) throws(RegistryError) {
        for (name, value) in params.sorted(by: { $0.key < $1.key }) { try Self.check(name, value, of: backend) }
        guard params[backend.required] != nil else {
            throw RegistryError(.invalidArgument, "The backend \(backend.rawValue) needs \(backend.required).")
        }
        self.backend = backend
        self.params = params
    }

    /// Reads `backend` and `params`.
    init(_ node: ConfigurationNode) throws(RegistryError) {
        let fields = try node.fields(of: "a logger", known: ["backend", "params"])
        guard let name = fields["backend"] else { throw node.fault("a logger needs its backend.") }
        let backend: LoggerBackend
        do {
            backend = try LoggerBackend(named: name.text("backend"))
        } catch {
            throw error.message.hasPrefix("Line") ? error : name.fault(error.message)
        }
        guard let params = fields["params"] else { throw node.fault("The backend \(backend.rawValue) needs params.") }
        let values = try Self.params(params, of: backend)
        do {
            try self.init(backend: backend, params: values)
        } catch {
            throw params.fault(error.message)
        }
    }

    /// Reads parameters; the one that is required may be missing.
    static func params(_ node: ConfigurationNode, of backend: LoggerBackend) throws(RegistryError) -> [String: Value] {
        let values = try node.fields(of: "\(backend.rawValue)", known: backend.parameters.keys.sorted())
        for (name, value) in values {
            do {
                try check(name, value.value, of: backend)
            } catch {
                throw value.fault(error.message)
            }
        }
        return values.mapValues(\.value)
    }

    static func check(_ name: String, _ value: Value, of backend: LoggerBackend) throws(RegistryError) {
        guard let kind = backend.parameters[name] else {
            let known = backend.parameters.keys.sorted()
            let nearest = NearestName.of(name, among: known).map { " Do you mean \($0)?" } ?? ""
            throw RegistryError(
                .invalidArgument,
                "The backend \(backend.rawValue) has no parameter \(String(name.debugDescription.prefix(80))).\(nearest)"
            )
        }
        guard kind.accepts(value) else {
            throw RegistryError(
                .invalidArgument,
                "\(name) of \(backend.rawValue) is \(kind.rawValue), not \(String(value.json().prefix(80))).")
        }
    }
}
