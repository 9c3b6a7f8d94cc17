import Foundation
import RegistryCore

/// A folder that a user names for an import.
enum ImportedFolder {
    /// The folder, which has to be there: a typing error must not make a store.
    static func existing(_ path: String) throws(RegistryError) -> URL {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw RegistryError(.notFound, "There is no folder \(path). Check the path of the log directory.")
        }
        return URL(filePath: path, directoryHint: .isDirectory)
    }
}
