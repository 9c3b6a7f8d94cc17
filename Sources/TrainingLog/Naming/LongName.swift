import RegistryCore

/// Names that are too long for a file's: the file is called by a digest (``SafeFileName``), and a small file beside it has the name itself, so that
/// whoever lists the folder knows it.
enum LongName {
    /// What the small file is called behind the other's name. No file is called so otherwise: `~` is written as %7E everywhere else.
    private static let ending = ".name"
    /// The longest name that is read.
    private static let longest = 4_096

    /// Writes the small files for all levels of a name that are too long. It is done before a file is put there: what a crash leaves says too much
    /// rather than too little.
    ///
    /// - Parameters:
    ///   - folder: Where the first level lies.
    ///   - owner: As of `PosixFile.replace`.
    static func note(_ name: String, below folder: String, owner: String) throws(SystemError) {
        var folder = folder
        for level in PathLevels.of(name, omittingEmpty: true).map(String.init) {
            let entry = SafeFileName.encode(level)
            let path = "\(folder)/\(entry)\(ending)"
            if !SafeFileName.isTold(entry), PosixFile.length(of: path) != level.utf8.count {
                try PosixFile.replace(path, with: Array(level.utf8), owner: owner, permissions: 0o644)
            }
            folder += "/\(entry)"
        }
    }

    /// The name that a file or folder was given; `nil` when it was given none by a logger, or nothing says which.
    static func of(_ entry: String, in folder: String) -> String? {
        guard !SafeFileName.isTold(entry) else { return SafeFileName.decode(entry) }
        let bytes = try? PosixFile.contents(of: "\(folder)/\(entry)\(ending)", atMost: longest)
        guard let bytes, let name = String(validating: bytes, as: UTF8.self), SafeFileName.encode(name) == entry else {
            return nil
        }
        return name
    }
}
