import Foundation

/// A file's place with every link followed. Foundation's own resolving stops at parts that do not exist and shortens some system
/// paths; whether a path is inside a folder must not depend on that, so this asks the system, which hands out a C string.
enum RealPath {
    /// The real path; `nil` when nothing is there or it may not be seen.
    static func of(_ path: String) -> String? {
        guard !path.utf8.contains(0), let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
