import Foundation
package import RegistryCore

/// Finds the folder of a run by what the run left there.
package enum RunSearch {
    /// The folder, as `logDir`, in which a journal of a run lies; `nil` when there is none, or it cannot be found. A run whose journal was
    /// delivered to its end, and is not kept, has none.
    ///
    /// It looks into all folders below that of all logs, which may take a while.
    package static func logDir(ofJournalOf run: RunID, logsRoot: String) -> String? {
        let root = RunFolder(logsRoot: logsRoot, logDir: "").path
        guard let search = try? JournalSearch(below: root) else { return nil }
        for folder in search.runFolders {
            let journals = JournalRoots(folder).all.flatMap { (try? JournalFolder.all(in: $0)) ?? [] }
            guard let journal = journals.first(where: { $0.run == run }) else { continue }
            // A name that was noted is of this folder, or of one that was moved.
            if let name = journal.runName, RunFolder(logsRoot: logsRoot, logDir: name).path == folder.path {
                return name
            }
            if let logDir = logDir(of: folder, below: root) { return logDir }
        }
        return nil
    }

    private static func logDir(of folder: RunFolder, below root: String) -> String? {
        if folder.path == root { return "" }
        let beginning = root.hasSuffix("/") ? root : root + "/"
        guard folder.path.hasPrefix(beginning) else { return nil }
        var names: [String] = []
        for level in PathLevels.of(String(folder.path.dropFirst(beginning.count)), omittingEmpty: true) {
            // What no logger has called so is no folder of a run.
            guard let name = SafeFileName.decode(String(level)) else { return nil }
            names.append(name)
        }
        return names.joined(separator: "/")
    }
}
