import RegistryCore

/// The pages' templates and the browser's files, read: what a server holds in memory from its start.
struct PageAssets: Sendable {
    let renderer: PageRenderer
    let publicFiles: PublicFiles

    /// Reads everything.
    ///
    /// - Throws: what ``PageRenderer/init(folder:)`` and ``PublicFiles/init(folder:)`` throw.
    init(from places: WebAssets) throws(RegistryError) {
        renderer = try PageRenderer(folder: places.templates)
        publicFiles = try PublicFiles(folder: places.publicFiles)
    }
}
