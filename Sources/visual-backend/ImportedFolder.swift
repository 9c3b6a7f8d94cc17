import ArtifactRegistry
import Foundation
import RegistryCore

/// A folder that a user names for an import.
enum ImportedFolder {
    /// The folder, which has to be there: a typing error must not make a store.
    static func existing(_ path: String) throws(RegistryError) -> URL {
        // An address may hold a password, and is not repeated.
        guard !TrackerSearch.isURL(path) else {
            throw RegistryError(.invalidArgument, "What is imported here is a folder. Give its path, and no URL.")
        }
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard isFolder.boolValue || !isThere else {
            throw RegistryError(
                .invalidArgument, "\(path) is no folder. Give the folder that holds the runs, or import auto the file.")
        }
        guard isThere else {
            throw RegistryError(.notFound, "There is no folder \(path). Check the path of the log directory.")
        }
        return URL(filePath: path, directoryHint: .isDirectory)
    }
}
