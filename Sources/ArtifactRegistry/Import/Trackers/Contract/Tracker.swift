/// A program whose runs can be imported.
public enum Tracker: String, Hashable, Sendable, CaseIterable {
    /// Weights & Biases: offline runs.
    case wandb
    /// MLflow: `mlruns` folders and SQLite databases.
    case mlflow
    /// Comma- or tab-separated values.
    case csv
    /// trackio's SQLite databases.
    case trackio
    /// Sacred's FileStorage folders, and MongoDB databases of its MongoObserver.
    case sacred
    /// SwanLab's offline runs.
    case swanlab
    /// Comet's offline zip files.
    case comet
    /// Neptune 1.x's offline folders.
    case neptune
    /// ml-dash's local folders.
    case mldash = "ml-dash"

    /// The name as its makers write it.
    public var name: String {
        switch self {
        case .wandb: "W&B"
        case .mlflow: "MLflow"
        case .csv: "CSV"
        case .trackio: "trackio"
        case .sacred: "Sacred"
        case .swanlab: "SwanLab"
        case .comet: "Comet"
        case .neptune: "Neptune"
        case .mldash: "ml-dash"
        }
    }
}
