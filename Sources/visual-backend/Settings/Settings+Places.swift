import ArtifactRegistry
import Foundation
import RegistryCore

extension Settings {
    /// The store's URL.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a password on the command line.
    func storeURL() throws(RegistryError) -> String {
        let (values, origin) = self[.store]
        let url = values.first ?? ""
        if case .flag = origin, StoreURLText(text: url).hasSecret {
            throw RegistryError(
                .invalidArgument,
                "Other users of this machine can read a command line. Put the store's URL with its password into the "
                    + "variable \(Setting.store.variable), or into a file for --config.")
        }
        return url
    }

    /// What to tell somebody who named a store that is not there yet, and may have mistyped it; `nil` when it is there, is
    /// the default, or lies elsewhere.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a URL that is none.
    func newStoreNotice() throws(RegistryError) -> String? {
        let (values, origin) = self[.store]
        guard origin != .standard, case .sqlite(let path) = try StorageLocation(url: values.first ?? ""),
            !FileManager.default.fileExists(atPath: path)
        else { return nil }
        return "There was no registry at \(path) (\(origin)): it is a new one, without runs."
    }

    /// The folder of logs.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when one that was named is not there.
    func logFolder() throws(RegistryError) -> String {
        let (values, origin) = self[.logRoot]
        let path = values.first ?? ""
        guard origin == .standard || Self.isFolder(path) else {
            throw RegistryError(
                .notFound,
                "There is no folder \(path) (\(origin)), which is to be the folder of logs. Correct the name, or make it with: "
                    + "mkdir -p \(path)")
        }
        return path
    }

    /// The folders, beside that of logs, below which the media of runs lie: those that were named, and that of a SQLite store, whose runs'
    /// folders often lie beside it.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when one that was named is not there, `invalidArgument` for a store's URL that is none.
    func mediaFolders() throws(RegistryError) -> [String] {
        let (named, origin) = self[.mediaRoot]
        for path in named where !Self.isFolder(path) {
            throw RegistryError(
                .notFound,
                "There is no folder \(path) (\(origin)), which is to be one of the media of runs. Correct the name.")
        }
        guard case .sqlite(let path) = try StorageLocation(url: try storeURL()) else { return named }
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        return named + [folder]
    }

    /// Makes the default folder of logs when it is meant and not there.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` when it cannot be made.
    func makeLogFolder() throws(RegistryError) {
        let (values, origin) = self[.logRoot]
        guard origin == .standard, let path = values.first, !Self.isFolder(path) else { return }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw RegistryError(
                .unavailable, "The folder of logs, \(path), cannot be made here. Name another with --log-root.",
                underlying: error)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
