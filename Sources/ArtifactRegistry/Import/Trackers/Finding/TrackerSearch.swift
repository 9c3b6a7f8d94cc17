import EventFiles
public import Foundation
public import RegistryCore
import SQLiteStorage
import TrackerFiles

/// Finds out what a path holds.
public enum TrackerSearch {
    /// What was found at a path.
    public struct Answer: Sendable {
        /// The runs, tracker by tracker.
        public var sources: [FoundSource] = []
        /// What is there that cannot be imported, and what to do about it. The text holds no control characters.
        public var remarks: [String] = []
    }

    /// The runs of other trackers in a file or a folder and the folders in it.
    ///
    /// - Parameter tracker: only runs of this one; `nil` for all. CSV files in folders are looked for only when they are asked for,
    ///   or when nothing else is there.
    /// - Throws: ``RegistryError`` with `notFound` when nothing is there, or nothing that can be imported; the message then says
    ///   what was expected. `accessDenied` when the system does not let anybody look at the path.
    public static func sources(at url: URL, tracker: Tracker? = nil) throws(RegistryError) -> Answer {
        let path = SourceFolder.absolute(url)
        let status: PosixFile.Status?
        do {
            status = try PosixFile.status(of: path)
        } catch {
            throw RegistryError(.accessDenied, "\(PlainText.of(error.message)).", underlying: error)
        }
        let isFolder = status?.isFolder ?? false
        var finds = TrackerFinds(
            only: tracker, in: SourceFolder(isFolder ? path : SourceFolder.parent(of: path), now: .now))
        if isFolder {
            finds.look(into: path)
        } else if status?.isRegular ?? false {
            finds.look(at: path, isAskedFor: true)
        } else {
            throw RegistryError(.notFound, "There is no file or folder \(PlainText.of(path)). Check the path.")
        }
        let answer = finds.answer
        guard !answer.sources.isEmpty else {
            let wanted = tracker.map { "nothing of \($0.name)" } ?? "nothing of a known tracker"
            let remarks = answer.remarks.isEmpty ? "" : " " + answer.remarks.joined(separator: " ")
            throw RegistryError(
                .notFound,
                "There is \(wanted) at \(PlainText.of(path)). Known are: W&B's .wandb, MLflow's mlruns and mlflow.db, CSV, trackio's "
                    + ".db, Sacred's run.json, SwanLab's .swanlab, Comet's zip, Neptune's data-1.log and ml-dash's "
                    + "experiment.json; TensorBoard's event files by import tensorboard, lavd's folders by import lavd.\(remarks)"
            )
        }
        return answer
    }
}

/// What was found so far.
private struct TrackerFinds {
    let only: Tracker?
    private let folder: SourceFolder
    private var files: [Tracker: [String]] = [:]
    /// MLflow's and trackio's databases and folders, each a source of its own.
    private var databases: [(Tracker, String)] = []
    private var pickles: [String] = []
    private var eventFiles = 0
    /// Databases and zip files that could not be opened, with their paths and the reasons.
    private var unread: [String] = []
    private var isCut = false

    /// The most files that are looked at.
    private static let mostFiles = 200_000

    init(only: Tracker?, in folder: SourceFolder) {
        self.only = only
        self.folder = folder
    }

    var answer: TrackerSearch.Answer {
        var answer = TrackerSearch.Answer()
        func add(_ tracker: Tracker, _ paths: [String]) {
            answer.sources.append(FoundSource(tracker, paths, in: folder.path))
        }
        for (tracker, path) in databases { add(tracker, [path]) }
        for tracker in Tracker.allCases where tracker != .csv {
            if let paths = files[tracker] { add(tracker, paths) }
        }
        if let paths = files[.csv], only == .csv || answer.sources.isEmpty { add(.csv, paths) }
        if let pickle = pickles.first {
            answer.remarks.append(
                "\(pickles.count) pickles, such as \(PlainText.of(pickle)), are not read: a pickle is a program, and loading it "
                    + "runs it. Load it where you trust it, and write what it holds as CSV: "
                    + "python -c \"import pandas as p; p.read_pickle('FILE').to_csv('FILE.csv')\".")
        }
        if eventFiles > 0 {
            answer.remarks.append(
                "\(eventFiles) TensorBoard event files are there: bring them in with import tensorboard.")
        }
        if let first = unread.first {
            answer.remarks.append(
                "\(unread.count) databases and zip files could not be looked into. The first: \(PlainText.of(first))")
        }
        if let link = folder.refusedLinks.min() {
            answer.remarks.append(
                "\(folder.refusedLinks.count) links lead out of the folder and are not followed, such as \(PlainText.of(link)). "
                    + "Import what they lead to by its own path.")
        }
        if let fault = folder.firstFault {
            answer.remarks.append(
                "\(folder.unread.count) files and folders could not be read, or not all of them. The first: \(PlainText.of(fault))"
            )
        }
        if isCut { answer.remarks.append("Only the first \(Self.mostFiles) files were looked at.") }
        return answer
    }

    mutating func look(into root: String) {
        var mlflow = MLflowFolders(root: root, in: folder)
        // A run's own folder, or one of Sacred's and Neptune's, is found by the files in it.
        if isWanted(.mlflow), let found = mlflow.look(at: "") {
            databases.append((.mlflow, root))
            if found == .whole { return }
        }
        var count = 0
        var passedOver: String?
        var finds = self
        folder.walk(root) { path, isFolder in
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
        // Neptune's folder is hidden.
        if isWanted(.neptune), folder.isFolder("\(root)/.neptune") {
            folder.walk("\(root)/.neptune") { path, isFolder in
                count += 1
                if !isFolder { finds.look(at: "\(root)/.neptune/\(path)", isAskedFor: false) }
                return count < Self.mostFiles
            }
        }
        finds.isCut = count >= Self.mostFiles
        self = finds
    }

    mutating func look(at path: String, isAskedFor: Bool) {
        let root = self.folder
        let name = SourceFolder.name(of: path)
        let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
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
            // The message names the path.
            unread.append(error.message)
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
            unread.append("\(path): \(error.message)")
        }
    }

    private mutating func add(_ tracker: Tracker, _ path: String) {
        if isWanted(tracker) { files[tracker, default: []].append(path) }
    }

    private func isWanted(_ tracker: Tracker) -> Bool { only == nil || only == tracker }
}
