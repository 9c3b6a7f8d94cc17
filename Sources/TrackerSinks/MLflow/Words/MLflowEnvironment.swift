import RegistryCore

/// What a run is made with, as the tags that MLflow has for it.
enum MLflowEnvironment {
    /// The tags.
    static func tags(of environment: Document) -> [(key: String, value: String)] {
        let process = environment["process"]?.documentValue
        let git = environment["git"]?.documentValue
        let found: [(String, Value?)] = [
            ("mlflow.user", process?["user"]), ("mlflow.source.name", process?["executable"]),
            ("mlflow.source.git.commit", git?["commit"]), ("mlflow.source.git.branch", git?["branch"]),
            ("mlflow.source.git.repoURL", git?["remoteURL"]), ("host", environment["host"]),
        ]
        var tags = found.compactMap { key, value in value?.stringValue.map { (key: key, value: $0) } }
        if process != nil { tags.append(("mlflow.source.type", "LOCAL")) }
        return tags
    }
}
