public import RegistryCore
import TrackerFiles

/// Runs of another tracker that were found, and how to read them.
public struct FoundSource: Sendable {
    /// Whose they are.
    public let tracker: Tracker
    /// The files or folders: of W&B, SwanLab, Comet and CSV files, of Sacred, Neptune and ml-dash folders of runs, of MLflow and
    /// trackio one database or folder, `mlruns` or one in it. Of a MongoDB database its address without user name and password, and the collection.
    public let paths: [String]
    private let home: Home

    /// What they are read from.
    private enum Home {
        /// The folder that was looked into: links that lead out of it are not followed.
        case folder(String)
        #if MongoDB
            /// A database: they are in no file.
            case database(SacredDatabase)
        #endif
    }

    /// Runs in files.
    ///
    /// - Parameters:
    ///   - paths: See ``paths``.
    ///   - folder: The folder that was looked into: links that lead out of it are not followed.
    init(_ tracker: Tracker, _ paths: [String], in folder: String) {
        self.tracker = tracker
        self.paths = paths
        home = .folder(folder)
    }

    #if MongoDB
        /// Runs of Sacred's in a database.
        ///
        /// - Parameter place: its address and the collection, without anything secret.
        init(_ database: SacredDatabase, at place: String) {
            tracker = .sacred
            paths = [place]
            home = .database(database)
        }
    #endif

    /// Whether they are read from a database's server.
    var isInDatabase: Bool { if case .folder = home { false } else { true } }

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
    /// - Parameter now: What time it is: a file that has not been changed for a day is not being written. Default: the clock's.
    /// - Throws: ``RegistryError`` when they cannot be read; a fault in one run is told of when it is read.
    public func open(at now: WallTime = .now) throws -> any RunSource {
        let folder: SourceFolder
        switch home {
        case .folder(let path): folder = SourceFolder(path, now: now)
        #if MongoDB
            case .database(let database): return try SacredDatabaseSource(database, now: now)
        #endif
        }
        switch tracker {
        case .wandb:
            let siblings = OfflineSiblings(paths, ending: "wandb", key: WandBRunReader.key) {
                WandBRunReader.start(of: $0, in: folder)
            }
            return PathsSource(tracker, paths, in: folder) { try WandBRunReader($0, in: $1, sibling: siblings[$0]) }
        case .swanlab:
            let siblings = OfflineSiblings(paths, ending: "swanlab", key: SwanLabRun.key) {
                SwanLabRun.start(of: $0, in: folder)
            }
            return PathsSource(tracker, paths, in: folder) { try SwanLabRun($0, in: $1, sibling: siblings[$0]) }
        case .comet: return PathsSource(tracker, paths, in: folder) { try CometRun($0, in: $1) }
        case .csv: return PathsSource(tracker, paths, in: folder) { try CSVRunReader($0, in: $1) }
        case .sacred: return PathsSource(tracker, paths, in: folder) { try SacredRun($0, in: $1, now: now) }
        case .neptune: return PathsSource(tracker, paths, in: folder) { NeptuneRun($0, in: $1) }
        case .mldash: return PathsSource(tracker, paths, in: folder) { try MLDashRun($0, in: $1) }
        case .mlflow, .trackio:
            guard let path = paths.first else { throw RegistryError(.notFound, "There is nothing to read.") }
            if tracker == .trackio { return try TrackioSource(path: path, in: folder) }
            return folder.isFolder(path)
                ? MLflowFolderSource(root: path, in: folder) : try MLflowDatabaseSource(path: path, in: folder)
        }
    }
}
