import RegistryCore

extension LocalFileStore {
    /// A page of the files, in the order of their keys' bytes. In memory are the names of the folder that the page
    /// ends in, and of those around it.
    public func list(_ listing: FileListing) async throws -> FilePage {
        let limit = try listing.checkedLimit()
        return try await work { root in
            var folder = root
            for name in listing.folder?.components ?? [] {
                guard let below = try folder.folderIfThere(name) else { return FilePage() }
                folder = below
            }
            var walk = FolderWalk(limit: limit, isRecursive: listing.isRecursive, after: listing.cursor)
            try walk.visit(folder, prefix: listing.prefix)
            return walk.page
        }
    }
}
