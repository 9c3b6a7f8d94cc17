import RegistryCore

extension LocalFileStore {
    /// A page of the files, in the order of their keys' bytes. The names of one folder at a time are in memory.
    public func list(_ listing: FileListing) async throws -> FilePage {
        let limit = try listing.checkedLimit()
        return try await work { root in
            var folder = root
            for name in listing.folder?.components ?? [] {
                guard let below = try folder.folderIfThere(name) else { return FilePage() }
                folder = below
            }
            var walk = Walk(
                limit: limit, isRecursive: listing.isRecursive, after: listing.cursor.map { Array($0.utf8) })
            try walk.visit(folder, prefix: listing.prefix)
            return walk.page
        }
    }

    /// Goes through folders until a page is full.
    private struct Walk {
        let limit: Int
        let isRecursive: Bool
        /// The bytes of the last entry of the page before.
        let after: [UInt8]?
        var page = FilePage()
        private var last = ""

        init(limit: Int, isRecursive: Bool, after: [UInt8]?) {
            self.limit = limit
            self.isRecursive = isRecursive
            self.after = after
        }

        /// - Returns: whether there is room for more.
        @discardableResult
        mutating func visit(_ folder: DiskFolder, prefix: String) throws -> Bool {
            var entries: [(sortName: String, name: String, status: DiskStatus)] = []
            for name in try folder.names() where !(prefix.isEmpty && name == workFolder) {
                // What is deleted meanwhile is not there.
                guard let status = try folder.status(of: name) else { continue }
                if status.isFolder { entries.append(("\(name)/", name, status)) }
                if status.isFile { entries.append((name, name, status)) }
            }
            // A folder's files sort as if its name ended with the slash that follows it.
            entries.sort { $0.sortName.utf8.lexicographicallyPrecedes($1.sortName.utf8) }
            for entry in entries {
                let path = prefix + entry.sortName
                let isFolder = entry.status.isFolder
                if let after {
                    let isInside = isFolder && isRecursive && after.starts(with: path.utf8)
                    guard isInside || after.lexicographicallyPrecedes(path.utf8) else { continue }
                }
                guard let key = FileKey(ifKey: prefix + entry.name) else {
                    page.unusableNames += 1
                    continue
                }
                if isFolder, isRecursive {
                    guard let below = try folder.folderIfThere(entry.name) else { continue }
                    guard try visit(below, prefix: path) else { return false }
                    continue
                }
                guard page.files.count + page.folders.count < limit else {
                    page.next = last
                    return false
                }
                if isFolder { page.folders.append(key) } else { page.files.append(FileInfo(key, entry.status)) }
                last = path
            }
            return true
        }
    }
}
