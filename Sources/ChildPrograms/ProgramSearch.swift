import Foundation

/// Finds programs by name.
package enum ProgramSearch {
    /// The first program of that name in the folders of `PATH`, and then in others; `nil` when there is none.
    ///
    /// Folders that are not given from the root are left out: what lies in the working folder is not run.
    package static func find(_ name: String, path: String?, alsoIn others: [String] = []) -> String? {
        let folders = (path ?? "").split(separator: ":").map(String.init) + others
        let candidate = folders.lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) && !isFolder($0) }
        #if canImport(Darwin)
            // Where the developer tools are missing, macOS has programs in their place that ask to install them.
            if let candidate, candidate.hasPrefix("/usr/bin/"), name == "git" {
                return [
                    "/Library/Developer/CommandLineTools/usr/bin/git",
                    "/Applications/Xcode.app/Contents/Developer/usr/bin/git",
                ].first { FileManager.default.isExecutableFile(atPath: $0) }
            }
        #endif
        return candidate
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
