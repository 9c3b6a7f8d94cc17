import MediaFiles
import RegistryCore

/// A pattern of names of a run's files: between two `/` stands `*` for any number of characters, `?` for one, `[a-z]` for one of some, `[!a-z]` for one of
/// all others. None of them stands for a `/`.
struct NamePattern {
    private enum Level {
        case name(Substring)
        case pattern(GlobPattern)
    }

    private var levels: [Level]

    /// A pattern.
    ///
    /// - Parameter prefix: The namespace that it is of, with `/` at its end; empty for none. Default: none.
    /// - Returns: `nil` for one that begins with `/`, or leads out of the run's files.
    init?(_ pattern: String, in prefix: String = "") {
        guard !pattern.utf8.starts(with: "/".utf8) else { return nil }
        levels = PathLevels.of(prefix, omittingEmpty: true).map { .name($0) }
        for level in PathLevels.of(pattern, omittingEmpty: true) where level != "." {
            if level != ".." {
                levels.append(.pattern(GlobPattern(level)))
            } else if levels.popLast() == nil {
                return nil
            }
        }
    }

    /// Whether a file's whole name is meant.
    func matches(_ name: String) -> Bool {
        let names = PathLevels.of(name)
        guard names.count == levels.count else { return false }
        return zip(levels, names).allSatisfy { level, name in
            switch level {
            case .name(let wanted): wanted == name
            case .pattern(let pattern): pattern.matches(String(name))
            }
        }
    }
}
