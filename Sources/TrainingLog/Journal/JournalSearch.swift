import Foundation
import RegistryCore

/// Finds the run folders that have journals, at and below a folder.
///
/// Each folder is looked into once. What cannot be looked into is said: journals that nobody sees would be taken for
/// delivered. Links are followed within the folder only: what lies elsewhere belongs to others, who may want their
/// journals somewhere else. Only a run's own folder of journals may be a link to anywhere, as its loggers write there.
struct JournalSearch {
    /// The run folders. Those whose journals cannot be listed are among them.
    private(set) var runFolders: [RunFolder] = []
    /// Folders in which journals may be, because they cannot be looked into, and why.
    private(set) var faults: [(path: String, error: any Error)] = []
    /// What was not looked into because it is no concern of who asks, and why, in a sentence each.
    private(set) var passedOver: [(path: String, message: String)] = []

    private var visited: Set<FolderIdentity> = []
    /// Links come last, so that a folder has the name of its own way.
    private var links: [String] = []

    /// Looks at a folder and all below. A folder of journals, or one journal, stands for its run folder.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is no such folder, `unavailable` when nobody can say.
    init(below folder: String) throws(RegistryError) {
        let beginning = try Self.beginning(of: folder)
        search(beginning, isGiven: true)
        addSubstituted(below: beginning)
        guard !links.isEmpty else { return }
        let whole: String
        do throws(SystemError) {
            whole = try RealPath.of(beginning)
        } catch {
            throw Self.unavailable(error)
        }
        // More are found while they are followed.
        var next = 0
        while next < links.count {
            follow(links[next], within: whole)
            next += 1
        }
    }

    /// Adds the run folders that could not be written to, so that there may be nothing of them below the folder.
    private mutating func addSubstituted(below folder: String) {
        do throws(SystemError) {
            let known = Set(runFolders.map { URL(filePath: $0.path).standardizedFileURL.path })
            runFolders += try JournalRoots.substituted(below: folder).filter { !known.contains($0.path) }
        } catch {
            faults.append((error.path, error))
        }
    }

    private mutating func search(_ beginning: String, isGiven: Bool = false) {
        // Not by recursion: nobody knows how deep it goes.
        var waiting = [beginning]
        while let folder = waiting.popLast() {
            do {
                guard let (identity, _) = try FolderIdentity.at(folder), visited.insert(identity).inserted else {
                    continue
                }
                waiting += try look(into: folder, isGiven: isGiven && folder == beginning).reversed()
            } catch {
                faults.append((folder, error))
            }
        }
    }

    private mutating func follow(_ link: String, within whole: String) {
        do throws(SystemError) {
            let destination = try RealPath.of(link)
            let inside = whole.hasSuffix("/") ? whole : whole + "/"
            if destination == whole || destination.hasPrefix(inside) { return search(link) }
            passedOver.append((link, "\(link) leads out of the folder, to \(destination), and is not followed."))
        } catch {
            // Gone since it was found.
            guard !error.isMissing else { return }
            faults.append((link, error))
        }
    }

    // MARK: One folder

    /// Looks whether a folder has journals.
    ///
    /// - Parameter isGiven: It is the one that somebody asks about.
    /// - Returns: The folders in it, in order.
    private mutating func look(into folder: String, isGiven: Bool) throws -> [String] {
        let run = RunFolder(path: folder)
        let names: [String]
        do throws(SystemError) {
            names = try PosixFile.names(inFolder: folder) ?? []
        } catch {
            guard !isGiven, error.isForbidden, Self.isOthers(folder), !Self.isOfLogs(run) else {
                noteJournals(of: run)
                throw error
            }
            passOver(folder, error)
            return []
        }
        let hasRoot = names.contains(Self.root)
        let (unlistable, hasJournals) = noteJournals(of: run, mayHaveOwn: hasRoot)
        let areJournals = PathText.name(of: folder) == Self.root
        let isOfLogs = isGiven || areJournals || hasRoot || hasJournals
        var found: [String] = []
        for name in names.sorted() {
            let path = folder + "/" + name
            if unlistable.contains(path) || areJournals && JournalFolder(path: path) != nil { continue }
            do throws(SystemError) {
                guard let (_, isLink) = try FolderIdentity.at(path) else { continue }
                if !isLink {
                    found.append(path)
                } else if path != run.journalPath || !Self.holdsJournals(path) {
                    links.append(path)
                }
            } catch {
                if error.isForbidden, Self.isLink(path), name != Self.root {
                    // Whatever of it is within the folder has its own way there.
                    passedOver.append(
                        (path, "\(path) leads where this user may not look, and is not followed."))
                } else if error.isForbidden, !isOfLogs, Self.isOthers(folder) {
                    // Its names can be read, and nothing else: so it is with all of them.
                    passOver(folder, error)
                    return []
                } else {
                    faults.append((path, error))
                }
            }
        }
        return found
    }

    /// Notes a run folder, if it has journals or nobody can say.
    ///
    /// - Parameter mayHaveOwn: Nothing says that there is no folder of journals in it. Default: yes.
    /// - Returns: The folders of journals that cannot be listed, of which whoever looks at the run folder's journals
    ///   hears, and whether there are journals.
    @discardableResult
    private mutating func noteJournals(
        of run: RunFolder, mayHaveOwn: Bool = true
    ) -> (unlistable: Set<String>, hasJournals: Bool) {
        var unlistable: Set<String> = []
        var hasJournals = false
        for root in JournalRoots(run).all {
            do throws(SystemError) {
                if try !JournalFolder.all(in: root).isEmpty { hasJournals = true }
            } catch {
                // Its names say that there is none, also when one could not be named: its path may be too long for that.
                guard mayHaveOwn || root != run.journalPath else { continue }
                unlistable.insert(root)
            }
        }
        if hasJournals || !unlistable.isEmpty { runFolders.append(run) }
        return (unlistable, hasJournals)
    }

    private mutating func passOver(_ path: String, _ error: SystemError) {
        passedOver.append(
            (
                path,
                "\(path) belongs to somebody else, and nothing says that there are journals: it is not looked into. "
                    + LogProblem.text(of: error)
            ))
    }

    // MARK: Whose it is

    /// Whether a folder belongs to another user than the one who asks. What nobody can say is not taken for it.
    private static func isOthers(_ folder: String) -> Bool {
        guard let path = try? RealPath.of(folder),
            let owner = try? FileManager.default.attributesOfItem(atPath: path)[.ownerAccountID] as? Int
        else { return false }
        return owner != Int(UserNumber.current)
    }

    /// Whether something says that a folder that cannot be listed is a run's, or one of journals.
    private static func isOfLogs(_ run: RunFolder) -> Bool {
        if PathText.name(of: run.path) == root { return true }
        do throws(SystemError) {
            if try FolderIdentity.at(run.journalPath) != nil { return true }
        } catch {
            // It lets nobody in who is not its owner: so it says nothing.
            if !error.isForbidden { return true }
        }
        let others = JournalRoots(run).all.filter { $0 != run.journalPath }
        do throws(SystemError) {
            for other in others { if try !JournalFolder.all(in: other).isEmpty { return true } }
            return false
        } catch {
            return true
        }
    }

    private static func isLink(_ path: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
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
            throw unavailable(error)
        }
        guard isThere else {
            throw RegistryError(.notFound, "There is no folder \(folder). Give the folder of a run, or of all logs.")
        }
        let whole = URL(filePath: folder).standardizedFileURL.path
        let parent = PathText.parent(of: whole)
        if JournalFolder(path: whole) != nil, PathText.name(of: parent) == root {
            return PathText.parent(of: parent)
        }
        return PathText.name(of: whole) == root && holdsJournals(whole) ? parent : folder
    }

    private static func unavailable(_ error: SystemError) -> RegistryError {
        RegistryError(.unavailable, LogProblem.text(of: error), underlying: error)
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
