package import RegistryCore

/// What was logged in a run's folder after what a process that died left there: its files come late, and take the place of nothing newer.
///
/// A file under its own name is dated when it was logged. So the times are those of the machines that log into this folder, and nothing is
/// known of machines with other folders.
package struct LateFiles: Sendable {
    private let folder: RunFolder

    init(_ folder: RunFolder) { self.folder = folder }

    /// Where the newest file of a name lies.
    package func path(ofFile name: String) -> String { folder.filePath(of: name) }

    /// Whether a later file of a name was logged than one of a time.
    package func isLate(_ time: WallTime, forFile name: String) -> Bool {
        Self.isLate(time, for: folder.filePath(of: name))
    }

    /// Whether the file at a path was logged after a time.
    static func isLate(_ time: WallTime, for path: String) -> Bool {
        guard let there = PosixFile.changeTime(of: path) else { return false }
        return there > time
    }
}
