import RegistryCore

/// Goes through folders until a page of files is full.
///
/// A page costs the names of the folders that it is in, and one question for each file that it says.
struct FolderWalk {
    private let limit: Int
    private let isRecursive: Bool
    /// The bytes of the last entry of the page before.
    private let after: [UInt8]?
    private(set) var page = FilePage()
    /// How often the disk was asked about a name.
    private(set) var questions = 0
    private var last = ""

    init(limit: Int, isRecursive: Bool, after: String?) {
        self.limit = limit
        self.isRecursive = isRecursive
        self.after = after.map { Array($0.utf8) }
    }

    /// - Parameter prefix: what the names in this folder begin with; it ends with a slash.
    /// - Returns: whether there is room for more.
    @discardableResult
    mutating func visit(_ folder: DiskFolder, prefix: String) throws -> Bool {
        for entry in try entries(of: folder, prefix) {
            guard let key = FileKey(ifKey: prefix + entry.name) else {
                page.unusableNames += 1
                continue
            }
            if entry.isFolder, isRecursive {
                guard let below = try folder.folderIfThere(entry.name) else { continue }
                guard try visit(below, prefix: prefix + entry.sortName) else { return false }
                continue
            }
            guard page.files.count + page.folders.count < limit else {
                page.next = last
                return false
            }
            if entry.isFolder {
                page.folders.append(key)
            } else {
                // What is deleted meanwhile, or something else by now, is not there.
                guard let status = try status(of: entry.name, in: folder), status.isFile else { continue }
                page.files.append(FileInfo(key, status))
            }
            last = prefix + entry.sortName
        }
        return true
    }

    /// The files and folders in a folder that come behind the page before, in their order.
    private mutating func entries(
        of folder: DiskFolder, _ prefix: String
    ) throws -> [(sortName: String, name: String, isFolder: Bool)] {
        var entries: [(sortName: String, name: String, isFolder: Bool)] = []
        for entry in try folder.entries() where !(prefix.isEmpty && entry.name == LocalFileStore.workFolder) {
            var kind = entry.kind
            if kind == .unknown, let status = try status(of: entry.name, in: folder) {
                kind = status.isFolder ? .folder : status.isFile ? .file : .other
            }
            guard kind == .folder || kind == .file else { continue }
            // A folder's files sort as if its name ended with the slash that follows it.
            let sortName = kind == .folder ? "\(entry.name)/" : entry.name
            if isBehind(prefix + sortName, isFolder: kind == .folder) {
                entries.append((sortName, entry.name, kind == .folder))
            }
        }
        entries.sort { $0.sortName.utf8.lexicographicallyPrecedes($1.sortName.utf8) }
        return entries
    }

    private func isBehind(_ path: String, isFolder: Bool) -> Bool {
        guard let after else { return true }
        let isInside = isFolder && isRecursive && after.starts(with: path.utf8)
        return isInside || after.lexicographicallyPrecedes(path.utf8)
    }

    private mutating func status(of name: String, in folder: DiskFolder) throws -> DiskStatus? {
        questions += 1
        return try folder.status(of: name)
    }
}
