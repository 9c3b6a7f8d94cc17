import RegistryCore

/// Finds the folders of MLflow's file store while a folder is gone through, each before what is in it.
///
/// A folder in which experiments or runs lie without a word of MLflow's may be anything: a project with a run in it, and with other
/// trackers' runs beside that.
struct MLflowFolders {
    /// What is to be done with a folder.
    enum Find: Hashable {
        /// It is read as a whole.
        case whole
        /// Some of the folders in it are read, and the others are to be looked at.
        case amongOthers
        /// It is read with the folder that it lies in.
        case known
    }

    private let root: String
    private let folder: SourceFolder
    /// What the folders are, by their paths, that are read with one.
    private var contents: [String: MLflowFolderKind] = [:]

    /// - Parameters:
    ///   - root: The folder that is gone through.
    ///   - folder: The folder that is imported.
    init(root: String, in folder: SourceFolder) {
        self.root = root
        self.folder = folder
    }

    /// Looks at a folder, by its path in the root; `nil` for none of MLflow's.
    mutating func look(at path: String) -> Find? {
        let full = path.isEmpty ? root : "\(root)/\(path)"
        let kind = MLflowFolderKind(metaIn: full, in: folder)
        if !path.isEmpty, let content = contents[path.contains("/") ? SourceFolder.parent(of: path) : ""],
            // One that cannot be read is told by who reads the others.
            kind == content || kind == nil && folder.isFile("\(full)/meta.yaml")
        {
            return .known
        }
        if kind != nil { return .whole }
        guard let kind = MLflowFolderKind(childrenOf: full, in: folder) else { return nil }
        contents[path] = kind.content
        return .amongOthers
    }
}
