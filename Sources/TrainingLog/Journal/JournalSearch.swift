import Foundation
import RegistryCore

/// Finds the run folders that have journals.
enum JournalSearch {
    /// How deep below the given folder is looked.
    private static let deepest = 32

    /// The run folders at and below a folder, in order. A folder of journals, or one journal, stands for its run folder.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is no such folder.
    static func runFolders(below folder: String) throws(RegistryError) -> [RunFolder] {
        var folder = folder
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        guard isFolder(folder) else {
            throw RegistryError(.notFound, "There is no folder \(folder). Give the folder of a run, or of all logs.")
        }
        if JournalFolder(path: folder) != nil { folder = (folder as NSString).deletingLastPathComponent }
        if (folder as NSString).lastPathComponent == "journal" {
            folder = (folder as NSString).deletingLastPathComponent
        }
        var found: [RunFolder] = []
        search(folder.isEmpty ? "." : folder, depth: 0, &found)
        return found
    }

    private static func search(_ folder: String, depth: Int, _ found: inout [RunFolder]) {
        let run = RunFolder(path: folder)
        if JournalRoots(run).all.contains(where: { !JournalFolder.all(in: $0).isEmpty }) { found.append(run) }
        guard depth < deepest else { return }
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() {
            let path = folder + "/" + name
            // Links are not followed: they may lead anywhere, also back.
            if name != "journal", isFolder(path) { search(path, depth: depth + 1, &found) }
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }
}
