import Foundation
import RegistryCore

/// The folders in which the journals of one run folder may lie.
///
/// They lie in the run folder. When nothing can be written there (it is read-only, a file is in its place, or its file system knows no locks), the registry
/// shall have what is logged all the same: then they lie in a folder of the user's own under the system's temporary folder.
struct JournalRoots {
    let usual: String
    /// Under ``ownFolder``, which has to be looked at before it is trusted.
    let substitute: String
    private let ownFolder: String
    /// The run folder's whole path.
    private let whole: String

    init(_ folder: RunFolder, temporaryFolder: String = FileManager.default.temporaryDirectory.path) {
        usual = folder.journalPath
        let whole = URL(filePath: folder.path).standardizedFileURL.path
        let own = "\(temporaryFolder)/LoggerAndViewer-\(UserNumber.current)"
        substitute = "\(own)/\(SHA256.hexadecimalDigest(of: Array(whole.utf8)).prefix(32))/journal"
        ownFolder = own
        self.whole = whole
    }

    /// Where journals may lie.
    var all: [String] { isSafe(ownFolder) ? [usual, substitute] : [usual] }

    /// Whether a new journal cannot lie in the run's folder, which cannot be written to then, as far as can be said without doing it.
    var isUsualClosed: Bool { !isWritable(usual) }

    /// Where a new journal is to lie.
    func choose() -> String {
        guard isUsualClosed else { return usual }
        do {
            try FileManager.default.createDirectory(
                atPath: ownFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            return usual
        }
        guard isSafe(ownFolder) else { return usual }
        note()
        return substitute
    }

    /// Notes beside the substitute which folder it stands for, so that it is found from there. Without the note it still serves every
    /// logger of the folder.
    private func note() {
        let folder = PathText.parent(of: substitute)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try PosixFile.replace("\(folder)/\(Self.noteName)", with: Array(whole.utf8))
        } catch {
            // Whoever makes the journal says what is wrong there.
        }
    }

    /// The run folders at and below a folder that journals under the temporary folder stand for.
    ///
    /// - Throws: ``SystemError`` when the user's own folder there cannot be listed.
    static func substituted(
        below folder: String, temporaryFolder: String = FileManager.default.temporaryDirectory.path
    ) throws(SystemError) -> [RunFolder] {
        let roots = JournalRoots(RunFolder(path: folder), temporaryFolder: temporaryFolder)
        guard roots.isSafe(roots.ownFolder) else { return [] }
        var found: [RunFolder] = []
        for name in try PosixFile.names(inFolder: roots.ownFolder)?.sorted() ?? [] where !name.hasPrefix(".") {
            guard let bytes = try PosixFile.contents(of: "\(roots.ownFolder)/\(name)/\(noteName)", atMost: 8_192) else {
                continue
            }
            let place = String(decoding: bytes, as: UTF8.self)
            if place == roots.whole || place.hasPrefix(roots.whole + "/") { found.append(RunFolder(path: place)) }
        }
        return found
    }

    private static let noteName = "folder"

    /// Whether a folder can be made at a path, as far as can be said without making it.
    private func isWritable(_ path: String) -> Bool {
        var place = path
        while true {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) {
                return isFolder.boolValue && FileManager.default.isWritableFile(atPath: place)
                    && PosixFile.canLock(place)
            }
            let parent = PathText.parent(of: place)
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
