/// The artifacts of MLflow's runs: files in a folder of the run.
enum MLflowArtifacts {
    /// The most that are taken of a run.
    private static let most = 10_000

    /// Tags that MLflow's client sets when it has logged artifacts of some kinds.
    private static let signs = ["mlflow.loggedArtifacts", "mlflow.loggedImages", "mlflow.log-model.history"]

    /// Adds the files below a folder.
    static func add(below artifacts: String, in folder: SourceFolder, to batch: inout SourceBatch) {
        for name in folder.files(below: artifacts, limit: most) {
            let location = "\(artifacts)/\(name)"
            batch.addFile(
                SourceFile(name: name, type: "artifact", location: location, size: folder.size(of: location)))
        }
    }

    /// The folder that MLflow keeps a run's artifacts in when nobody names another: beside its database, `mlruns` without a server
    /// and `mlartifacts` with one. The address in the database is not looked into: it may name any place of this machine.
    static func place(beside database: String, experiment: String, run: String, in folder: SourceFolder) -> String? {
        guard [experiment, run].allSatisfy(isIdentifier) else { return nil }
        let place = SourceFolder.parent(of: database)
        return ["mlruns", "mlartifacts"].map { "\(place)/\($0)/\(experiment)/\(run)/artifacts" }
            .first(where: folder.isFolder)
    }

    /// Whether a run says that it has artifacts.
    static func areTold(by tags: [String]) -> Bool { tags.contains(where: signs.contains) }

    private static func isIdentifier(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
            }
    }
}
