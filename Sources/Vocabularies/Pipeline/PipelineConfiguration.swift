import Foundation
public import RegistryCore
public import TrainingLog

/// Which quantities a pipeline logs, from an experiment's file in YAML.
///
/// ```yaml
/// defaults:
///   - override /logger: tensorboard
/// logger:
///   tensorboard:
///     config:
///       loggers: [metric, image]
///       tracked_variables:
///         metric: [reconstruction_loss]
///         image: [render]
///   mlflow:
///     params: {experiment_name: digits, tracking_uri: "http://127.0.0.1:5000"}
///     config: …
/// ```
///
/// `params` of `wandb`, `mlflow`, `comet`, `neptune` and `aim` are those that ``LoggerConfig`` has for them; all but `repo` of `aim` may be
/// left out. Other interfaces take none. Without `loggers`, those are meant that have tracked variables.
///
/// The file may have more; what does not belong to logging is passed over.
public struct PipelineConfiguration: Hashable, Sendable {
    /// The interface that `override /logger` names, or else the only one there is.
    public let interface: String
    /// The keys of routines, in the order of the file.
    public let loggers: [String]
    /// For each key the quantities, each once. A routine without any takes what it knows by itself, as `hparams` does.
    public let trackedVariables: [String: [String]]
    /// What the interface is told, where it is another tracker.
    public let params: [String: Value]

    /// A configuration.
    public init(
        interface: String = "tensorboard", trackedVariables: [String: [String]], params: [String: Value] = [:]
    ) {
        self.interface = interface
        self.params = params
        loggers = trackedVariables.keys.sorted()
        self.trackedVariables = trackedVariables.mapValues(Self.unique)
    }

    /// Reads the text of a file.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` and the line.
    public init(yaml text: String, routines: RoutineRegistry = RoutineRegistry()) throws(RegistryError) {
        let node = try ConfigurationFile.read(text)
        let fields = try node.fields(of: "the file")
        guard let section = fields["logger"] else { throw node.fault("the file needs logger.") }
        let interfaces = try section.fields(of: "logger")
        var chosen: (name: String, line: Int)?
        if let defaults = fields["defaults"] {
            for item in try defaults.items(of: "defaults") {
                // Items may be names of other files as well.
                guard case .mapping(let entries) = item.content else { continue }
                for entry in entries
                where entry.name == "override /logger" || entry.name == "/logger" || entry.name == "logger" {
                    chosen = (try entry.value.text(entry.name), entry.line)
                }
            }
        }
        if chosen == nil, interfaces.count == 1, let only = interfaces.keys.first { chosen = (only, section.line) }
        guard let chosen else {
            throw section.fault(
                "defaults has to say which of \(interfaces.keys.sorted().joined(separator: ", ")) is meant, by override /logger."
            )
        }
        guard let interface = interfaces[chosen.name] else {
            throw ConfigurationNode.fault(
                "logger has no \(String(chosen.name.debugDescription.prefix(80))).", line: chosen.line)
        }
        self.interface = chosen.name
        let parts = try interface.fields(of: chosen.name, known: ["config", "params"])
        if let node = parts["params"] {
            guard let backend = Self.tracker(chosen.name) else { throw node.fault("\(chosen.name) takes no params.") }
            params = try LoggerConfig.params(node, of: backend)
        } else {
            params = [:]
        }
        guard let config = parts["config"] else {
            throw interface.fault("\(chosen.name) needs config.")
        }
        let settings = try config.fields(of: "config", known: ["loggers", "tracked_variables"])
        var loggers: [String] = []
        for item in try settings["loggers"]?.items(of: "loggers") ?? Self.names(in: settings["tracked_variables"]) {
            let key = try item.text("a logger")
            guard routines.keys.contains(key) else {
                let nearest = NearestName.of(key, among: routines.keys).map { " Do you mean \($0)?" } ?? ""
                throw item.fault(
                    "there is no logger \(String(key.debugDescription.prefix(80))), but \(routines.keys.joined(separator: ", ")).\(nearest)"
                )
            }
            if !loggers.contains(key) { loggers.append(key) }
        }
        var tracked: [String: [String]] = [:]
        if let variables = settings["tracked_variables"] {
            if let stray = Self.names(in: variables).first(where: { Self.isStray($0, loggers, routines) }) {
                let name = try stray.text("a key")
                throw stray.fault(
                    "\(name) is tracked and is not among loggers: add it there, or take it out of tracked_variables.")
            }
            for (key, list) in try variables.fields(of: "tracked_variables", known: loggers) {
                for item in try list.items(of: key) { tracked[key, default: []].append(try item.text("a quantity")) }
            }
        }
        self.loggers = loggers
        trackedVariables = tracked.mapValues(Self.unique)
    }

    /// Whether the key of tracked variables is that of a routine which is none of the loggers: it is written as it should be, and the list is not.
    private static func isStray(_ key: ConfigurationNode, _ loggers: [String], _ routines: RoutineRegistry) -> Bool {
        guard case .value(.string(let name)) = key.content else { return false }
        return routines.keys.contains(name) && !loggers.contains(name)
    }

    /// Each once, in their order: what is there twice would be logged twice.
    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// The names of a mapping, in its order, as values in their lines.
    private static func names(in node: ConfigurationNode?) -> [ConfigurationNode] {
        guard case .mapping(let entries)? = node?.content else { return [] }
        return entries.map { ConfigurationNode(content: .value(.string($0.name)), line: $0.line) }
    }

    /// The tracker that an interface is; `nil` for one that needs nothing or is not in this build.
    static func tracker(_ interface: String) -> LoggerBackend? {
        LoggerBackend(rawValue: interface).flatMap { $0.isTracker ? $0 : nil }
    }

    /// How a logger has to work so that what it logs reaches the interface.
    ///
    /// - Parameter base: How it works else. Default: as loggers do.
    /// - Returns: `base`, with a sink for the tracker that the interface is.
    /// - Throws: ``RegistryError`` with `unsupported` for a place that this build does not write to, such as MLflow's or Aim's own folders,
    ///   `invalidArgument` for an address that is none and parameters of another kind.
    public func loggerConfiguration(
        _ base: LoggerConfiguration = LoggerConfiguration()
    ) throws(RegistryError) -> LoggerConfiguration {
        try loggerConfiguration(base, environment: ProcessInfo.processInfo.environment)
    }

    func loggerConfiguration(
        _ base: LoggerConfiguration, environment: [String: String]
    ) throws(RegistryError) -> LoggerConfiguration {
        guard let backend = Self.tracker(interface) else { return base }
        for (name, value) in params.sorted(by: { $0.key < $1.key }) {
            try LoggerConfig.check(name, value, of: backend)
        }
        var configuration = base
        let plan = try TrackerPlan(backend, params: params, folder: base.logsRoot, environment: environment)
        plan?.apply(to: &configuration)
        return configuration
    }
}
