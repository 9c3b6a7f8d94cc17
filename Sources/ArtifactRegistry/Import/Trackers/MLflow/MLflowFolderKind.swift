import RegistryCore

/// What a folder of MLflow's file store is.
enum MLflowFolderKind: Hashable {
    /// `mlruns`: it holds experiments.
    case store
    /// An experiment's: it holds runs.
    case experiment
    /// A run's.
    case run

    /// What the folders in one of this kind are that are read with it; `nil` for none.
    var content: Self? {
        switch self {
        case .store: .experiment
        case .experiment: .run
        case .run: nil
        }
    }

    /// How many names of a folder are looked at.
    private static let mostNames = 100

    /// The kind of a folder; `nil` for one that is none of MLflow's.
    init?(of path: String, in folder: SourceFolder) {
        guard let kind = Self(metaIn: path, in: folder) ?? Self(childrenOf: path, in: folder) else { return nil }
        self = kind
    }

    /// What the folders in a folder make it, which says nothing itself; there may be anything else beside them.
    init?(childrenOf path: String, in folder: SourceFolder) {
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

    /// What a folder's `meta.yaml` says. MLflow's other folders, such as those of models, have such a file as well.
    init?(metaIn path: String, in folder: SourceFolder) {
        guard folder.isFile("\(path)/meta.yaml") else { return nil }
        let meta: Document
        do {
            meta = try MLflowFolderSource.meta(path, in: folder)
        } catch {
            folder.passOver("\(path)/meta.yaml", error.message)
            return nil
        }
        // A version of a model names the run that it is from, and where it is stored.
        let isModel = meta["current_stage"] != nil || meta["storage_location"] != nil
        // A run says its experiment and where its artifacts are before it says which one it is: the file may be cut in between.
        let names = ["run_id", "run_uuid", "artifact_uri"]
        if names.contains(where: { meta[$0] != nil }), !isModel {
            self = .run
        } else if meta["experiment_id"] != nil, meta["model_id"] == nil, !isModel {
            self = .experiment
        } else {
            return nil
        }
    }
}
