public import RegistryCore
import TrackerFiles

#if MongoDB
    import MongoStorage
#endif

/// Runs of another tracker that were found, and how to read them.
public struct FoundSource: Sendable {
    /// Whose they are.
    public let tracker: Tracker
    /// The files or folders: of W&B, SwanLab, Comet and CSV files, of Sacred, Neptune and ml-dash folders of runs, of MLflow and
    /// trackio one database or folder, `mlruns` or one in it. Of a MongoDB database its address without user name and password, and the collection.
    public let paths: [String]
    #if MongoDB
        /// Where they are when they are in no file.
        var database: SacredDatabase?
    #endif

    /// The folder that was looked into: links that lead out of it are not followed.
    var folder = ""

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
        #if MongoDB
            if let database { return try SacredDatabaseSource(database, now: now) }
        #endif
        let folder = SourceFolder(self.folder, now: now)
        switch tracker {
        case .wandb: return PathsSource(tracker, paths, in: folder) { try WandBRunReader($0, in: $1) }
        case .swanlab: return PathsSource(tracker, paths, in: folder) { try SwanLabRun($0, in: $1) }
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

    /// Whether a store would be in the very database that the runs are read from: its collections have the same names, and it would
    /// change what is to be read. Other names of the same host are not known as such.
    public func isDatabase(of store: StorageLocation) -> Bool {
        #if MongoDB
            guard let database, case .mongoDB(let url) = store, let other = try? MongoConfiguration(url: url) else {
                return false
            }
            let name = database.configuration.namedDatabase ?? SacredDatabase.defaultName
            let hosts = Set(database.configuration.sortedHosts)
            return other.database == name && !hosts.isDisjoint(with: other.sortedHosts)
        #else
            return false
        #endif
    }
}
