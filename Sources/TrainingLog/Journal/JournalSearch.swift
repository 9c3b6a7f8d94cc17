import Foundation
import RegistryCore

/// Finds the run folders that have journals, at and below a folder.
///
/// Links to folders are followed; each folder is looked into once. What cannot be looked into is said: journals that
/// nobody sees would be taken for delivered.
struct JournalSearch {
    /// The run folders. Those whose journals cannot be listed are among them.
    private(set) var runFolders: [RunFolder] = []
    /// Folders in which journals may be, because they cannot be looked into, and why.
    private(set) var faults: [(path: String, error: any Error)] = []

    private var visited: Set<FolderIdentity> = []
    /// Links come last, so that a folder has the name of its own way.
    private var links: [String] = []

    /// Looks at a folder and all below. A folder of journals, or one journal, stands for its run folder.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is no such folder, `unavailable` when nobody can say.
    init(below folder: String) throws(RegistryError) {
        search(try Self.beginning(of: folder))
        // More are found while they are followed.
        var next = 0
        while next < links.count {
            search(links[next])
            next += 1
        }
    }

    private mutating func search(_ beginning: String) {
        // Not by recursion: nobody knows how deep it goes.
        var waiting = [beginning]
        while let folder = waiting.popLast() {
            do {
                guard let (identity, _) = try FolderIdentity.at(folder), visited.insert(identity).inserted else {
                    continue
                }
                waiting += try look(into: folder).reversed()
            } catch {
                faults.append((folder, error))
            }
        }
    }

    /// Looks whether a folder has journals.
    ///
    /// - Returns: The folders in it, in order.
    private mutating func look(into folder: String) throws -> [String] {
        let run = RunFolder(path: folder)
        var unlistable: Set<String> = []
        var hasJournals = false
        for root in JournalRoots(run).all {
            do {
                if try !JournalFolder.all(in: root).isEmpty { hasJournals = true }
            } catch {
                // Whoever looks at the run folder's journals hears of it.
                unlistable.insert(root)
            }
        }
        if hasJournals || !unlistable.isEmpty { runFolders.append(run) }
        let areJournals = (folder as NSString).lastPathComponent == Self.root
        var found: [String] = []
        for name in try (PosixFile.names(inFolder: folder) ?? []).sorted() {
            let path = folder + "/" + name
            if unlistable.contains(path) || areJournals && JournalFolder(path: path) != nil { continue }
            do {
                guard let (_, isLink) = try FolderIdentity.at(path) else { continue }
                if isLink { links.append(path) } else { found.append(path) }
            } catch {
                faults.append((path, error))
            }
        }
        return found
    }

    // MARK: Where to begin

    /// What folders of journals are called.
    private static let root = "journal"

    private static func beginning(of given: String) throws(RegistryError) -> String {
        var folder = given
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        let isThere: Bool
        do throws(SystemError) {
            isThere = try FolderIdentity.at(folder) != nil
        } catch {
            throw RegistryError(.unavailable, LogProblem.text(of: error), underlying: error)
        }
        guard isThere else {
            throw RegistryError(.notFound, "There is no folder \(folder). Give the folder of a run, or of all logs.")
        }
        let whole = URL(filePath: folder).standardizedFileURL.path as NSString
        let parent = whole.deletingLastPathComponent as NSString
        if JournalFolder(path: whole as String) != nil, parent.lastPathComponent == root {
            return parent.deletingLastPathComponent
        }
        return whole.lastPathComponent == root && holdsJournals(whole as String) ? parent as String : folder
    }

    /// Whether a folder of the name is one of journals; a run's folder may be called so as well.
    private static func holdsJournals(_ path: String) -> Bool {
        do {
            let names = try PosixFile.names(inFolder: path) ?? []
            return names.isEmpty || names.contains { JournalFolder(path: path + "/" + $0) != nil }
        } catch {
            // Then its run's folder says so.
            return true
        }
    }
}
