import EventFiles
public import Foundation
public import RegistryCore

/// Finds out what a path holds.
public enum TrackerSearch {
    /// What was found at a path.
    public struct Answer: Sendable {
        /// The runs, tracker by tracker.
        public var sources: [FoundSource] = []
        /// What is there that cannot be imported, or is passed over, and what to do about it. The text holds no control characters.
        public var remarks: [String] = []
        /// Whose folder it is when it is to be imported as TensorBoard's or lavd's; there are no ``sources`` then. Default: `nil`.
        public var folderKind: LogFolderKind?
    }

    /// The runs of other trackers in a file or a folder and the folders in it.
    ///
    /// - Parameter tracker: only runs of this one; `nil` for all. CSV files in folders are looked for only when they are asked for,
    ///   or when nothing else is there; otherwise they are remarked on.
    /// - Throws: ``RegistryError`` with `notFound` when nothing is there, or nothing that can be imported; the message then says
    ///   what was expected. `corruptData`, or what else was wrong with it, when there is only a database or a zip file that cannot be
    ///   read. `accessDenied` when the system does not let anybody look at the path, `invalidArgument` when it is a pipe, a socket or a device.
    public static func sources(at url: URL, tracker: Tracker? = nil) throws(RegistryError) -> Answer {
        let (path, finds) = try look(at: url, tracker)
        return try runs(among: finds, at: path)
    }

    /// What a path holds, and which of it is to be imported when nobody says which.
    ///
    /// Files of trackers' own go first: Sacred has numbered folders as lavd has, and some trackers' folders have event files as well.
    /// CSV files alone say little: a logger of ours has them beside everything. All that is passed over is in the remarks, with the
    /// command that brings it in.
    ///
    /// - Throws: as ``sources(at:tracker:)``.
    public static func contents(at url: URL) throws(RegistryError) -> Answer {
        let (path, finds) = try look(at: url, nil)
        if !finds.hasRuns, let kind = LogFolderKind(of: URL(filePath: path)) { return finds.answer(for: kind) }
        return try runs(among: finds, at: path)
    }

    private static func look(
        at url: URL, _ tracker: Tracker?
    ) throws(RegistryError) -> (path: String, finds: TrackerFinds) {
        let path = SourceFolder.absolute(url)
        let special: String?
        let status: PosixFile.Status?
        do throws(EventFileError) {
            // What a pipe's link leads to has no path.
            special = try PosixFile.status(of: url.absoluteURL.path)?.special
            status = try PosixFile.status(of: path)
        } catch {
            throw RegistryError(.accessDenied, "\(PlainText.of(error.message)).", underlying: error)
        }
        if let special {
            throw RegistryError(
                .invalidArgument,
                "\(PlainText.of(url.path)) is \(special): only files and folders are imported. Write what comes out of it into "
                    + "a file, and import that.")
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
        return (path, finds)
    }

    private static func runs(among finds: TrackerFinds, at path: String) throws(RegistryError) -> Answer {
        let answer = finds.answer
        guard answer.sources.isEmpty else { return answer }
        let place = PlainText.of(path)
        let remarks = answer.remarks.map { " \($0)" }.joined()
        let known =
            " Known are: W&B's .wandb, MLflow's mlruns and mlflow.db, CSV, trackio's .db, Sacred's run.json, SwanLab's .swanlab, "
            + "Comet's zip, Neptune's data-1.log and ml-dash's experiment.json; TensorBoard's event files by import tensorboard, "
            + "lavd's folders by import lavd."
        // That what was asked for is damaged is more than that it is not there.
        if let fault = finds.unread.first {
            let what = finds.only.map { " of \($0.name)'s" } ?? " that can be imported"
            let isMeant = finds.only != nil || finds.unread.count == 1 && path == fault.path
            throw RegistryError(
                fault.error.code,
                "\(PlainText.of(fault.sentence)) There is nothing else\(what) at \(place).\(isMeant ? "" : known)\(remarks)",
                underlying: fault.error)
        }
        let wanted = finds.only.map { "nothing of \($0.name)" } ?? "nothing of a known tracker"
        throw RegistryError(.notFound, "There is \(wanted) at \(place).\(known)\(remarks)")
    }
}
