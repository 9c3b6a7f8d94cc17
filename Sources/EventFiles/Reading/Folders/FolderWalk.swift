/// Finds the event files below a log directory. Links are followed; a folder that is reached in several ways is entered
/// once, so that circles end.
struct FolderWalk {
    /// An event file.
    struct Found {
        /// The file's folder relative to the log directory, `.` for that itself.
        let run: String
        /// The file, relative to the log directory.
        let path: String
        let status: PosixFile.Status
    }

    private let root: String
    private let limits: ReadingLimits
    private var entered: Set<FileIdentity> = []
    private var remainingEntries: Int
    private var isCut = false
    /// Folders still to be entered, the next one last.
    private var waiting: [(path: String, depth: Int)] = [("", 0)]

    /// What was found: by run, then by name.
    private(set) var files: [Found] = []
    /// What was not looked at.
    private(set) var reports: [LogReport] = []

    /// Walks through everything.
    ///
    /// - Throws: `EventFileError` with `unreadable` when the log directory itself cannot be read.
    init(root: String, limits: ReadingLimits) throws(EventFileError) {
        self.root = root
        self.limits = limits
        remainingEntries = limits.entryCount
        guard let status = try PosixFile.status(of: root), status.isFolder else {
            throw EventFileError(.unreadable, "there is no folder \(root)")
        }
        entered.insert(status.identity)
        while let (path, depth) = waiting.popLast() { enter(path, depth: depth) }
    }

    private mutating func enter(_ folder: String, depth: Int) {
        let contents: FolderListing.Contents
        do throws(EventFileError) {
            guard let found = try FolderListing.contents(of: absolute(folder), limit: limits.entryCount) else {
                return
            }
            contents = found
        } catch {
            report(.unreadable, folder, error.message)
            return
        }
        if contents.isCut { reportCut(folder) }
        if contents.unnamableCount > 0 {
            report(.unreadable, folder, "\(contents.unnamableCount) names are not UTF-8")
        }
        var folders: [(path: String, depth: Int)] = []
        for (name, mayBeFolder) in contents.entries {
            let isEventFile = name.contains("tfevents")
            guard isEventFile || mayBeFolder else { continue }
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            guard remainingEntries > 0 else {
                reportCut(folder)
                break
            }
            remainingEntries -= 1
            do throws(EventFileError) {
                guard let status = try PosixFile.status(of: absolute(path)) else { continue }
                if status.isFolder {
                    guard depth < limits.folderDepth else {
                        reportCut(path)
                        continue
                    }
                    if entered.insert(status.identity).inserted { folders.append((path, depth + 1)) }
                } else if isEventFile, status.isRegular {
                    files.append(Found(run: folder.isEmpty ? "." : folder, path: path, status: status))
                }
            } catch {
                report(.unreadable, path, error.message)
            }
        }
        waiting += folders.reversed()
    }

    private func absolute(_ path: String) -> String {
        path.isEmpty ? root : "\(root)/\(path)"
    }

    private mutating func reportCut(_ path: String) {
        guard !isCut else { return }
        isCut = true
        report(
            .tooManyFolders, path, "not everything here is looked at: there are more or deeper folders than accepted")
    }

    private mutating func report(_ kind: LogReport.Kind, _ path: String, _ message: String) {
        guard reports.count < limits.batchReportCount else { return }
        reports.append(LogReport(kind: kind, path: path.isEmpty ? "." : path, byteOffset: nil, message: message))
    }
}
