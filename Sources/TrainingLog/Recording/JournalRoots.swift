import Foundation

/// The folders in which the journals of one run folder may lie.
///
/// They lie in the run folder. When nothing can be written there (it is read-only, a file is in its place, or its file system knows no locks), the registry
/// shall have what is logged all the same: then they lie in a folder of the user's own under the system's temporary folder.
struct JournalRoots {
    let usual: String
    /// Under ``ownFolder``, which has to be looked at before it is trusted.
    let substitute: String
    private let ownFolder: String

    init(_ folder: RunFolder, temporaryFolder: String = FileManager.default.temporaryDirectory.path) {
        usual = folder.journalPath
        let whole = URL(filePath: folder.path).standardizedFileURL.path
        let own = "\(temporaryFolder)/LoggerAndViewer-\(UserNumber.current)"
        substitute = "\(own)/\(SHA256.hexadecimalDigest(of: Array(whole.utf8)).prefix(32))/journal"
        ownFolder = own
    }

    /// Where journals may lie.
    var all: [String] { isSafe(ownFolder) ? [usual, substitute] : [usual] }

    /// Where a new journal is to lie.
    func choose() -> String {
        guard !isWritable(usual) else { return usual }
        do {
            try FileManager.default.createDirectory(
                atPath: ownFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            return usual
        }
        return isSafe(ownFolder) ? substitute : usual
    }

    /// Whether a folder can be made at a path, as far as can be said without making it.
    private func isWritable(_ path: String) -> Bool {
        var place = path
        while true {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) {
                return isFolder.boolValue && FileManager.default.isWritableFile(atPath: place)
                    && PosixFile.canLock(place)
            }
            let parent = (place as NSString).deletingLastPathComponent
            if parent.isEmpty || parent == place { return FileManager.default.isWritableFile(atPath: ".") }
            place = parent
        }
    }

    /// Whether a folder is really one, this user's, and closed to others: the temporary folder is everybody's.
    private func isSafe(_ path: String) -> Bool {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            attributes[.type] as? FileAttributeType == .typeDirectory,
            attributes[.ownerAccountID] as? Int == Int(UserNumber.current),
            let permissions = attributes[.posixPermissions] as? Int
        else { return false }
        return permissions & 0o077 == 0
    }
}
