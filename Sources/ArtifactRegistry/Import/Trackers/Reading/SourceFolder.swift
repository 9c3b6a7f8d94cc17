import EventFiles
import Foundation
import RegistryCore

/// Looks into folders of which nothing is believed.
enum SourceFolder {
    /// The most files and folders that are looked at below one folder.
    static let mostEntries = 200_000
    /// The deepest folder below one.
    static let deepestFolder = 16

    /// The names in a folder, in order; none when there is no such folder. Hidden ones are left out.
    static func names(in folder: String) -> [String] {
        let contents = try? FolderListing.contents(of: folder, limit: mostEntries)
        return (contents?.entries ?? []).map(\.name).filter { !$0.hasPrefix(".") }
    }

    /// Whether there is a file, or a link to one.
    static func isFile(_ path: String) -> Bool { (try? PosixFile.status(of: path))?.isRegular ?? false }

    /// Whether there is a folder, or a link to one.
    static func isFolder(_ path: String) -> Bool { (try? PosixFile.status(of: path))?.isFolder ?? false }

    /// The size of a file; `nil` when there is none.
    static func size(of path: String) -> Int64? {
        guard let status = try? PosixFile.status(of: path), status.isRegular else { return nil }
        return Int64(status.size)
    }

    /// The files below a folder, as paths relative to it, in order; the first of them when there are too many. Links to
    /// folders are not followed.
    static func files(below folder: String, limit: Int = mostEntries) -> [String] {
        var found: [String] = []
        walk(folder, "", depth: 0) { path, isFolder in
            if !isFolder { found.append(path) }
            return found.count < limit
        }
        return found
    }

    /// Goes through everything below a folder; `visit` is told the relative path, and says whether to go on.
    static func walk(_ folder: String, visit: (_ path: String, _ isFolder: Bool) -> Bool) {
        walk(folder, "", depth: 0, visit)
    }

    @discardableResult
    private static func walk(
        _ root: String, _ path: String, depth: Int, _ visit: (String, Bool) -> Bool
    ) -> Bool {
        for name in names(in: path.isEmpty ? root : "\(root)/\(path)") {
            let below = path.isEmpty ? name : "\(path)/\(name)"
            let full = "\(root)/\(below)"
            let isFolder = isFolder(full)
            guard visit(below, isFolder) else { return false }
            let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: full)) != nil
            if isFolder, !isLink, depth < deepestFolder, !walk(root, below, depth: depth + 1, visit) { return false }
        }
        return true
    }

    /// Whether a path from a file stays below the folder it is put behind.
    static func staysBelow(_ path: String) -> Bool {
        // By bytes, as the system takes it: a slash with an accent is one character, and no slash.
        let bytes = path.utf8
        guard let first = bytes.first, first != slash, !bytes.contains(0), !bytes.contains(UInt8(ascii: "\\")) else {
            return false
        }
        return !bytes.split(separator: slash).contains { $0.elementsEqual("..".utf8) }
    }

    private static let slash = UInt8(ascii: "/")

    /// A path without links, absolute.
    static func absolute(_ url: URL) -> String {
        let path = url.absoluteURL.standardizedFileURL.resolvingSymlinksInPath().path
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// The folder that a path lies in; `.` when it names none.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last name in a path.
    static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
