public import RegistryCore

/// A place that AutoTimm logs to. `comet`, `neptune` and `aim` are beside AutoTimm's own, with parameters as Lightning's loggers and the
/// trackers' own clients have them.
public enum LoggerBackend: String, Hashable, Sendable, CaseIterable {
    case tensorboard, csv, wandb, mlflow, comet, neptune, aim

    /// A backend by its name.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for another name, with the nearest one.
    public init(named name: String) throws(RegistryError) {
        guard let backend = LoggerBackend(rawValue: name) else {
            let known = Self.allCases.map(\.rawValue)
            let nearest = NearestName.of(name, among: known).map { " Do you mean \($0)?" } ?? ""
            throw RegistryError(
                .invalidArgument,
                "There is no backend \(String(name.debugDescription.prefix(80))), but \(known.joined(separator: ", ")).\(nearest)"
            )
        }
        self = backend
    }

    /// What kind of value a parameter takes.
    enum Kind: String {
        case text = "a text"
        case flag = "true or false"
        case texts = "a list of texts"
        case mapping = "names with values"
        /// Nothing counts up.
        case version = "a text, a whole number or nothing"
        case count = "a whole number above 0"

        func accepts(_ value: Value) -> Bool {
            switch (self, value) {
            case (.text, .string(let text)): !text.isEmpty
            case (.flag, .bool), (.mapping, .document), (.version, .null): true
            case (.version, .string(let text)): !text.isEmpty
            case (.version, .int(let number)): number >= 0
            case (.count, .int(let number)): number > 0
            case (.texts, .array(let items)): items.allSatisfy { $0.stringValue != nil }
            default: false
            }
        }
    }

    /// The parameters that there are.
    var parameters: [String: Kind] {
        switch self {
        case .tensorboard:
            ["save_dir": .text, "name": .text, "version": .version, "log_graph": .flag, "default_hp_metric": .flag]
        case .csv: ["save_dir": .text, "name": .text, "version": .version, "flush_logs_every_n_steps": .count]
        case .wandb:
            [
                "project": .text, "name": .text, "tags": .texts, "notes": .text, "group": .text, "job_type": .text,
                "save_dir": .text, "offline": .flag,
            ]
        case .mlflow:
            [
                "experiment_name": .text, "tracking_uri": .text, "run_name": .text, "tags": .mapping, "save_dir": .text,
            ]
        case .comet:
            [
                "project": .text, "workspace": .text, "name": .text, "tags": .texts, "offline_directory": .text,
                "save_dir": .text, "offline": .flag,
            ]
        case .neptune: ["project": .text, "name": .text, "tags": .texts, "mode": .text, "save_dir": .text]
        case .aim: ["repo": .text, "experiment": .text, "run_name": .text, "tags": .texts, "save_dir": .text]
        }
    }

    /// The one that has to be there.
    var required: String {
        switch self {
        case .tensorboard, .csv: "save_dir"
        case .wandb, .comet, .neptune: "project"
        case .mlflow: "experiment_name"
        case .aim: "repo"
        }
    }

    /// Whether it is another tracker.
    var isTracker: Bool {
        switch self {
        case .tensorboard, .csv: false
        case .wandb, .mlflow, .comet, .neptune, .aim: true
        }
    }
}
