import RegistryCore
import TrackerFiles

/// Runs of another tracker that were found, and how to read them.
public struct FoundSource: Sendable {
    /// Whose they are.
    public let tracker: Tracker
    /// The files or folders: of W&B, SwanLab, Comet and CSV files, of Sacred, Neptune and ml-dash folders of runs, of MLflow and
    /// trackio one database or folder `mlruns`.
    public let paths: [String]

    /// What was found, in words.
    public var description: String {
        let what =
            switch tracker {
            case .wandb, .swanlab: "offline runs"
            case .comet: "offline zip files"
            case .sacred, .neptune, .mldash: "folders of runs"
            case .csv: "files"
            case .mlflow, .trackio: ""
            }
        if what.isEmpty || paths.count == 1 { return "\(tracker.name): \(PlainText.of(paths.first ?? "nothing"))" }
        return "\(tracker.name): \(paths.count) \(what)"
    }

    /// Opens them.
    ///
    /// - Throws: ``RegistryError`` when they cannot be read; a fault in one run is told of when it is read.
    public func open() throws -> any RunSource {
        switch tracker {
        case .wandb: return PathsSource(tracker, paths) { WandBRunReader($0, try WandBFileReader($0)) }
        case .swanlab: return PathsSource(tracker, paths) { SwanLabRun($0, try BlockReader($0, format: .swanLab)) }
        case .comet: return PathsSource(tracker, paths) { try CometRun($0) }
        case .csv: return PathsSource(tracker, paths) { try CSVRunReader($0) }
        case .sacred: return PathsSource(tracker, paths) { try SacredRun($0) }
        case .neptune: return PathsSource(tracker, paths) { NeptuneRun($0) }
        case .mldash: return PathsSource(tracker, paths) { try MLDashRun($0) }
        case .mlflow, .trackio:
            guard let path = paths.first else { throw RegistryError(.notFound, "There is nothing to read.") }
            if tracker == .trackio { return try TrackioSource(path: path) }
            return SourceFolder.isFolder(path) ? MLflowFolderSource(root: path) : try MLflowDatabaseSource(path: path)
        }
    }
}
