import EventFiles
import RegistryCore
import SQLiteStorage
import TrackerFiles

/// What was found so far.
struct TrackerFinds {
    let only: Tracker?
    let folder: SourceFolder
    /// The folder that was looked into; `nil` when it was a file.
    private(set) var root: String?
    private(set) var files: [Tracker: [String]] = [:]
    /// MLflow's and trackio's databases and folders, each a source of its own.
    private(set) var databases: [(Tracker, String)] = []
    private(set) var pickles: [String] = []
    private(set) var eventFiles = 0
    /// Databases and zip files that could not be looked into.
    private(set) var unread: [UnreadFile] = []
    private(set) var isCut = false

    /// The most files that are looked at.
    static let mostFiles = 200_000

    init(only: Tracker?, in folder: SourceFolder) {
        self.only = only
        self.folder = folder
    }

    /// Looks into a folder and those in it.
    mutating func look(into root: String) {
        self.root = root
        var mlflow = MLflowFolders(root: root, in: folder)
        // A run's own folder, or one of Sacred's and Neptune's, is found by the files in it.
        if isWanted(.mlflow), let found = mlflow.look(at: "") {
            databases.append((.mlflow, root))
            if found == .whole { return }
        }
        var count = 0
        var passedOver: String?
        var finds = self
        // Neptune's folder is hidden, wherever it lies.
        let hidden = isWanted(.neptune) ? ".neptune" : nil
        folder.walk(root, hidden: hidden, isOfUse: isOfUse) { path, isFolder in
            count += 1
            // By bytes, as the system takes it.
            if let folder = passedOver, path.utf8.starts(with: "\(folder)/".utf8) { return count < Self.mostFiles }
            let full = "\(root)/\(path)"
            if !isFolder {
                finds.look(at: full, isAskedFor: false)
            } else if finds.isWanted(.mlflow), let found = mlflow.look(at: path) {
                if found != .known { finds.databases.append((.mlflow, full)) }
                if found != .amongOthers { passedOver = path }
            }
            return count < Self.mostFiles
        }
        finds.isCut = count >= Self.mostFiles
        self = finds
    }

    /// Looks at a file.
    ///
    /// - Parameter isAskedFor: Whether it is what the user named.
    mutating func look(at path: String, isAskedFor: Bool) {
        let root = self.folder
        let name = SourceFolder.name(of: path)
        let ending = SourceFolder.ending(of: name)
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        switch (ending, name) {
        case ("wandb", _): add(.wandb, path)
        case ("swanlab", _): add(.swanlab, path)
        case ("zip", _): look(atZip: path)
        case ("db", _), ("sqlite", _), ("sqlite3", _): look(atDatabase: path)
        case (_, "run.json"): if root.isFile("\(folder)/config.json") || isAskedFor { add(.sacred, folder) }
        case (_, "experiment.json"):
            if root.isFolder("\(folder)/metrics") || root.isFolder("\(folder)/logs") {
                add(.mldash, folder)
            }
        case ("log", _):
            if isNeptune(name, in: folder) || isAskedFor && only == .neptune, files[.neptune]?.last != folder {
                add(.neptune, folder)
            }
        case ("csv", _), ("tsv", _): add(.csv, path)
        case ("pkl", _), ("pickle", _): pickles.append(path)
        default:
            if name.contains("tfevents") { eventFiles += 1 }
            if isAskedFor, only == .csv { add(.csv, path) }
        }
    }

    /// Whether a file is the queue of a run of Neptune's: `data-1.log` in the folder of a run. Other programs have such names as well.
    private func isNeptune(_ name: String, in folder: String) -> Bool {
        let number = name.dropFirst("data-".count).dropLast(".log".count)
        guard name.hasPrefix("data-"), !number.isEmpty, number.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return false
        }
        let kinds = ["run__", "project__", "model__", "model_version__"]
        return self.folder.isFile("\(folder)/metadata.json")
            || folder.split(separator: "/").suffix(3).contains { part in kinds.contains { part.hasPrefix($0) } }
    }

    private mutating func look(atDatabase path: String) {
        guard isWanted(.mlflow) || isWanted(.trackio) else { return }
        let database: ForeignDatabase
        do {
            database = try ForeignDatabase(path: path)
        } catch {
            unread.append(UnreadFile(path: path, error: error))
            return
        }
        if isWanted(.mlflow), MLflowDatabaseSource.fits(database) {
            databases.append((.mlflow, path))
        } else if isWanted(.trackio), TrackioSource.fits(database) {
            databases.append((.trackio, path))
        }
    }

    private mutating func look(atZip path: String) {
        guard isWanted(.comet) else { return }
        do {
            if try CometRun.fits(path) { add(.comet, path) }
        } catch {
            unread.append(UnreadFile(path: path, error: RegistryError(error)))
        }
    }

    private mutating func add(_ tracker: Tracker, _ path: String) {
        if isWanted(tracker) { files[tracker, default: []].append(path) }
    }

    /// Whether a file of a name could be looked into, when it is no link that leads elsewhere.
    private func isOfUse(_ name: String) -> Bool {
        switch SourceFolder.ending(of: name) {
        case "wandb": isWanted(.wandb)
        case "swanlab": isWanted(.swanlab)
        case "zip": isWanted(.comet)
        case "db", "sqlite", "sqlite3": isWanted(.mlflow) || isWanted(.trackio)
        case "csv", "tsv": isWanted(.csv)
        case "log": isWanted(.neptune) && name.hasPrefix("data-")
        default:
            name == "run.json" && isWanted(.sacred) || name == "experiment.json" && isWanted(.mldash)
                || name.contains("tfevents")
        }
    }

    func isWanted(_ tracker: Tracker) -> Bool { only == nil || only == tracker }
}
