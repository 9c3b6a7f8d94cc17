import ArgumentParser
import ArtifactRegistry

/// `import wandb`.
enum WandBWord: ImportWord {
    static let tracker: Tracker? = .wandb
    static let path = "A .wandb file, a run's folder, or a folder of them."
}

/// `import mlflow`.
enum MLflowWord: ImportWord {
    static let tracker: Tracker? = .mlflow
    static let path =
        "A folder mlruns, an experiment's or a run's folder in one, an SQLite database such as mlflow.db, or a folder that holds one of them."
}

/// `import csv`.
enum CSVWord: ImportWord {
    static let tracker: Tracker? = .csv
    static let path =
        "A file of comma-, semicolon- or tab-separated values with names in its first row, or a folder of them."
}

/// `import trackio`.
enum TrackioWord: ImportWord {
    static let tracker: Tracker? = .trackio
    static let path = "A project's database, or a folder of them."
}

/// `import sacred`.
enum SacredWord: ImportWord {
    static let tracker: Tracker? = .sacred
    static let path =
        "A folder of Sacred's FileStorage, or one run's; or the URL of a database: mongodb://USER:PASSWORD@HOST:PORT/DATABASE."
    static let prefix = ArgumentHelp(
        "Only the collections of a database that have this prefix (default: all that hold runs).", valueName: "name")
}

/// `import swanlab`.
enum SwanLabWord: ImportWord {
    static let tracker: Tracker? = .swanlab
    static let path = "A .swanlab file, or the folder swanlog."
}

/// `import comet`.
enum CometWord: ImportWord {
    static let tracker: Tracker? = .comet
    static let path = "An offline experiment's zip file, or a folder of them."
}

/// `import neptune`.
enum NeptuneWord: ImportWord {
    static let tracker: Tracker? = .neptune
    static let path = "The folder .neptune, or one above it."
}

/// `import ml-dash`.
enum MLDashWord: ImportWord {
    static let tracker: Tracker? = .mldash
    static let path = "ml-dash's local folder."
}

/// `import auto`, when it is a tracker's: see ``ImportAutoCommand``.
enum AnyWord: ImportWord {
    static let tracker: Tracker? = nil
    static let path = "A file or a folder of any known tracker, or the URL of a MongoDB database of Sacred's."
}
