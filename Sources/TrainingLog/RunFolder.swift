import RegistryCore

/// Where the files of one run lie: `<logs root>/<log dir>`.
struct RunFolder: Hashable, Sendable {
    /// The folder of the run's event files.
    let path: String

    /// The folder of its CSV files.
    var dataPath: String { path + "/data" }

    /// The folder at a path.
    init(path: String) { self.path = path }

    /// The folder of its images.
    var imagePath: String { path + "/image" }

    /// The name of an image's file. Different tags and steps have different ones.
    static func imageName(tag: String, step: Step) -> String { "\(SafeFileName.encode(tag))_\(step).png" }

    /// The folder of its journals.
    var journalPath: String { path + "/journal" }

    /// - Parameters:
    ///   - logsRoot: The folder of all logs; taken as it is.
    ///   - logDir: The run's folder in it, `/` between levels. It cannot lead out of the root: `..` and whatever else is
    ///     no plain name is encoded as ``SafeFileName`` says.
    init(logsRoot: String, logDir: String) {
        let root = logsRoot.isEmpty ? "." : logsRoot
        let levels = logDir.split(separator: "/").filter { $0 != "." }.map { SafeFileName.encode(String($0)) }
        path = ([root == "/" ? "" : trimmed(root)] + levels).joined(separator: "/")

        func trimmed(_ root: String) -> String {
            var root = Substring(root)
            while root.count > 1, root.hasSuffix("/") { root.removeLast() }
            return String(root)
        }
    }

    /// The CSV file of a record: `<ExperimentName or "default">_<last 5 characters of ArtifactID>.csv`.
    func csvPath(for record: Document) -> String {
        let experiment = SafeFileName.encode(RecordFields.experiment(of: record))
        let artifact = (record["ArtifactID"].map(CSVFormat.text) ?? "").suffix(5)
        // The last underscore is the separator: one in the identifier is encoded, so that no two pairs share a name.
        let suffix = SafeFileName.encode(String(artifact)).split(separator: "_", omittingEmptySubsequences: false)
            .joined(separator: "%5F")
        return "\(dataPath)/\(experiment)_\(suffix).csv"
    }
}
