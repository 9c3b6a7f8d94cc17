/// What `logger_peer.py` knows.
enum Peer: String, CaseIterable {
    case csv
    case sqlite3
    case tensorboardX = "tensorboardx"
    case tensorboard
    case trackio
    case wandb
    case aim
    case mlflow
    case original
    case originalUnjournaled = "original-w1"

    /// The peers that log points; the others log records.
    static let ofPoints: [Peer] = [.csv, .sqlite3, .tensorboardX, .tensorboard, .trackio, .wandb, .aim, .mlflow]

    var title: String {
        switch self {
        case .csv: "csv, one row a step, the file kept open"
        case .sqlite3: "sqlite3, 1,000 rows a transaction"
        case .tensorboardX: "tensorboardX add_scalar"
        case .tensorboard: "tensorboard EventFileWriter"
        case .trackio: "trackio log of ten metrics"
        case .wandb: "wandb offline log of ten metrics"
        case .aim: "aim track of ten metrics"
        case .mlflow: "mlflow log_batch of 1,000 into SQLite"
        case .original: "the original's way in Python"
        case .originalUnjournaled: "the original's way, MongoDB's journal not waited for"
        }
    }

    /// How many points at most: the slow ones would take an hour for all.
    var mostPoints: Int {
        switch self {
        case .csv, .sqlite3: 200_000
        case .tensorboardX, .tensorboard, .trackio, .wandb: 50_000
        case .aim, .mlflow: 10_000
        case .original: 2_000
        case .originalUnjournaled: 5_000
        }
    }
}
