import Foundation
import RegistryCore

/// Where the files of one run lie: `<logs root>/<log dir>`.
struct RunFolder: Hashable, Sendable {
    /// The folder of the run's event files. Where a logger writes, it is the same folder after the process has changed its
    /// working folder.
    let path: String
    /// The folder as the configuration names it. Records name their files by it: whoever reads them, perhaps on another
    /// machine, has the logs at the same place below a folder of its own.
    let givenPath: String

    /// What the folder is called below the root, where its path does not say it: a level is too long for a file's name.
    let longName: String?

    /// The folder of its CSV files.
    var dataPath: String { path + "/data" }

    /// The folder at a path; taken as it is.
    init(path: String) {
        self.path = path
        givenPath = path
        longName = nil
    }

    /// The folder of its images.
    var imagePath: String { path + "/image" }

    /// The folder of what the registry has records of: images, sounds, videos, meshes and files, each under a name of its own
    /// that says what it holds.
    var mediaPath: String { path + "/media" }

    /// The same folder as the configuration names it.
    var givenMediaPath: String { givenPath + "/media" }

    /// The folder of the files that were logged, under their names.
    var filesPath: String { path + "/files" }

    /// Where a logged file lies under its own name. Levels that are no plain names are encoded as ``SafeFileName`` says.
    func filePath(of name: String) -> String {
        ([filesPath] + PathLevels.of(name, omittingEmpty: true).map { SafeFileName.encode(String($0)) }).joined(
            separator: "/")
    }

    /// The name of an image's file. Different tags and steps have different ones.
    static func imageName(tag: String, step: Step) -> String { "\(SafeFileName.encode(tag))_\(step).png" }

    /// The folder of its journals.
    var journalPath: String { path + "/journal" }

    /// - Parameters:
    ///   - logsRoot: The folder of all logs. A relative one is in the folder that is the process's working folder now.
    ///   - logDir: The run's folder in it, `/` between levels. It cannot lead out of the root: `..` and whatever else is
    ///     no plain name is encoded as ``SafeFileName`` says.
    ///   - isOneName: The run's folder has one level: `/` is encoded as well. Default: no.
    init(logsRoot: String, logDir: String, isOneName: Bool = false) {
        let root = logsRoot.isEmpty ? "." : logsRoot
        let names = isOneName ? [Substring(logDir)] : PathLevels.of(logDir, omittingEmpty: true).filter { $0 != "." }
        let levels = names.map { SafeFileName.encode(String($0)) }
        longName = levels.allSatisfy(SafeFileName.isTold) ? nil : logDir
        givenPath = ([root == "/" ? "" : trimmed(root)] + levels).joined(separator: "/")
        path = root.hasPrefix("/") ? givenPath : Self.absolute(givenPath)

        func trimmed(_ root: String) -> String {
            var root = Substring(root)
            while root.count > 1, root.hasSuffix("/") { root.removeLast() }
            return String(root)
        }
    }

    /// What a relative path means now.
    private static func absolute(_ path: String) -> String {
        let working = FileManager.default.currentDirectoryPath
        // A working folder that was removed has no path.
        guard !working.isEmpty else { return path }
        let levels = path.split(separator: "/").filter { $0 != "." }.map(String.init)
        guard working != "/" || levels.isEmpty else { return "/" + levels.joined(separator: "/") }
        return ([working] + levels).joined(separator: "/")
    }

    /// The CSV file of a record as the record names it, below ``givenPath``.
    func csvPath(for record: Document) -> String { "\(givenPath)/data/\(csvName(for: record))" }

    /// The name of a record's CSV file: `<ExperimentName or "default">_<last 5 characters of ArtifactID>.csv`.
    func csvName(for record: Document) -> String {
        let experiment = SafeFileName.encode(RecordFields.experiment(of: record))
        let artifact = (record["ArtifactID"].map(CSVFormat.text) ?? "").suffix(5)
        // The last underscore is the separator: one in the identifier is encoded, so that no two pairs share a name.
        let suffix = SafeFileName.encode(String(artifact)).split(separator: "_", omittingEmptySubsequences: false)
            .joined(separator: "%5F")
        return "\(experiment)_\(suffix).csv"
    }
}
