import RegistryCore

/// What a folder of MLflow's file store is.
enum MLflowFolderKind: Hashable {
    /// `mlruns`: it holds experiments.
    case store
    /// An experiment's: it holds runs.
    case experiment
    /// A run's.
    case run

    /// How many names of a folder are looked at.
    private static let mostNames = 100

    /// The kind of a folder; `nil` for one that is none of MLflow's.
    init?(of path: String, in folder: SourceFolder) {
        // MLflow's other folders, such as those of models, have such a file as well.
        if let kind = Self(metaIn: path, in: folder) {
            self = kind
            return
        }
        for name in folder.names(in: path).prefix(Self.mostNames) {
            switch Self(metaIn: "\(path)/\(name)", in: folder) {
            case .experiment?: self = .store
            case .run?: self = .experiment
            case .store?, nil: continue
            }
            return
        }
        return nil
    }

    /// What a folder's `meta.yaml` says.
    private init?(metaIn path: String, in folder: SourceFolder) {
        guard folder.isFile("\(path)/meta.yaml"), let meta = try? MLflowFolderSource.meta(path, in: folder) else {
            return nil
        }
        if meta["run_id"] != nil || meta["run_uuid"] != nil {
            self = .run
        } else if meta["experiment_id"] != nil, meta["model_id"] == nil {
            self = .experiment
        } else {
            return nil
        }
    }
}
