public import RegistryCore

/// Where a registry lies, read from a URL.
public enum StorageLocation: Hashable, Sendable {
    /// A file of the embedded store: `sqlite:PATH`.
    case sqlite(path: String)
    /// A MongoDB server: `mongodb://…` or `mongodb+srv://…`, as MongoDB writes it. It may hold a password.
    case mongoDB(url: String)
    /// In memory, gone with the program: `memory:`.
    case memory

    /// Reads a URL.
    ///
    /// `sqlite:runs.sqlite` is relative to the working folder, `sqlite:/data/runs.sqlite` and
    /// `sqlite:///data/runs.sqlite` are absolute.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for anything else. The message does not repeat the URL, which
    ///   may hold a password.
    public init(url: String) throws(RegistryError) {
        let scheme = url.prefix { $0 != ":" }.lowercased()
        let rest = url.dropFirst(scheme.count + 1)
        switch scheme {
        case "sqlite":
            let path = rest.hasPrefix("//") ? rest.dropFirst(2) : rest
            guard !path.isEmpty, !path.utf8.contains(0) else {
                throw RegistryError(
                    .invalidArgument, "sqlite: needs the path of a file, for example sqlite:registry.sqlite.")
            }
            self = .sqlite(path: String(path))
        case "mongodb" where rest.hasPrefix("//"), "mongodb+srv" where rest.hasPrefix("//"): self = .mongoDB(url: url)
        case "memory" where rest.isEmpty && url.hasSuffix(":"): self = .memory
        default:
            throw RegistryError(
                .invalidArgument,
                "This is not the URL of a store. It begins with sqlite:, mongodb:// or mongodb+srv://, or is memory:.")
        }
    }
}
