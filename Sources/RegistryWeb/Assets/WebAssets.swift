import Foundation
import RegistryCore

/// Where the pages' templates and the browser's files lie: a folder that holds `Templates` and `Public`.
///
/// It is looked for, in this order: the folder that was named; the environment variable `LOGGERANDVIEWER_ASSETS`; the
/// program's own folder, its `share/loggerandviewer` neighbour and the folders above it, which finds the source tree
/// of a program built in it; in debug builds the source tree this file was compiled from.
public struct WebAssets: Sendable {
    /// The name of the environment variable that names the folder.
    public static let environmentVariable = "LOGGERANDVIEWER_ASSETS"

    /// The templates.
    let templates: URL

    /// The files for browsers.
    let publicFiles: URL

    /// Finds the folder.
    ///
    /// - Throws: ``RegistryError`` with `notFound`, which says where it was looked for.
    init(folder: String?, environment: [String: String], executable: URL?) throws(RegistryError) {
        let candidates = Self.candidates(folder: folder, environment: environment, executable: executable)
        guard let found = candidates.first(where: Self.isAssetFolder) else {
            let places = candidates.prefix(4).map { $0.path(percentEncoded: false) }.joined(separator: ", ")
            throw RegistryError(
                .notFound,
                "The server's pages were not found: no folder with Templates and Public at \(places). "
                    + "Name it with --assets FOLDER or the environment variable \(Self.environmentVariable).")
        }
        templates = found.appending(path: "Templates", directoryHint: .isDirectory)
        publicFiles = found.appending(path: "Public", directoryHint: .isDirectory)
    }

    private static func candidates(folder: String?, environment: [String: String], executable: URL?) -> [URL] {
        // A place that somebody named is the only one: another one in its stead would hide a misspelling.
        if let named = folder ?? environment[environmentVariable] {
            return [URL(filePath: named, directoryHint: .isDirectory)]
        }
        var found: [URL] = []
        if let executable {
            var above = executable.resolvingSymlinksInPath().deletingLastPathComponent()
            found.append(above)
            found.append(above.deletingLastPathComponent().appending(path: "share/loggerandviewer"))
            for _ in 0..<5 where above.path(percentEncoded: false) != "/" {
                above.deleteLastPathComponent()
                found.append(above)
            }
        }
        #if DEBUG
            // …/Sources/RegistryWeb/Assets/WebAssets.swift
            let sourceTree = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
            found.append(sourceTree)
        #endif
        return found
    }

    private static func isAssetFolder(_ folder: URL) -> Bool {
        ["Templates", "Public"].allSatisfy { name in
            var isFolder: ObjCBool = false
            let path = folder.appending(path: name).path(percentEncoded: false)
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        }
    }
}
