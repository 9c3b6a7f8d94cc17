import EventFiles
import Foundation
import RegistryCore
import TrackerFiles

/// The folder that is imported, of which nothing is believed. What is read of it is asked for here: a link that leads out of it is not
/// followed, but told. Whoever made the folder could otherwise have any file of this machine read into the registry.
final class SourceFolder {
    /// The most files and folders that are looked at in one folder, and below it.
    static let mostEntries = 200_000
    /// The deepest folder below one.
    static let deepestFolder = 16
    /// The most reports that are kept.
    private static let mostReports = 10_000
    /// A file that has not been changed for so long is not being written: what is written seldom comes in pieces as well.
    private static let restSeconds = 86_400.0

    /// Where it is, absolute and without links.
    let path: String
    /// What is to be said of it: links that are not followed, and what others add.
    private(set) var reports: [String] = []
    /// The links that are not followed.
    private(set) var refusedLinks: Set<String> = []
    /// Why the first of what is there could not be read, and the paths of all that could not.
    private(set) var firstFault: String?
    private(set) var unread: Set<String> = []
    private let now: WallTime
    private let mostEntries: Int

    /// - Parameters:
    ///   - path: The folder.
    ///   - now: What time it is.
    ///   - mostEntries: The most files and folders that are looked at in one folder, and below it.
    init(_ path: String, now: WallTime, mostEntries: Int = SourceFolder.mostEntries) {
        self.path = PosixFile.realPath(of: path) ?? path
        self.now = now
        self.mostEntries = mostEntries
    }

    /// The folder above, of which nothing else is imported.
    var parent: SourceFolder { SourceFolder(Self.parent(of: path), now: now, mostEntries: mostEntries) }

    /// Says something of the source as a whole.
    func report(_ sentence: String) {
        if reports.count < Self.mostReports { reports.append(sentence) }
    }

    /// Says what another folder has to say, in which was read what belongs to this one.
    func adopt(_ other: SourceFolder) {
        other.reports.forEach(report)
        refusedLinks.formUnion(other.refusedLinks)
        unread.formUnion(other.unread)
        firstFault = firstFault ?? other.firstFault
    }

    /// Says that something that is there is not read, or not all of it, and why; it is told once.
    ///
    /// - Parameter sentence: It names the path.
    func passOver(_ path: String, _ sentence: String) {
        guard unread.count < Self.mostReports, unread.insert(path).inserted else { return }
        firstFault = firstFault ?? sentence
        report(sentence)
    }

    /// Whether all that was asked for at a path and below it was there to be read, or was not there at all.
    func isWhole(_ path: String) -> Bool {
        // What is beyond the most that are kept could be anywhere.
        guard unread.count < Self.mostReports else { return false }
        let inner = "\(path)/".utf8
        return !unread.contains { $0.utf8.elementsEqual(path.utf8) || $0.utf8.starts(with: inner) }
    }

    /// The names in a folder, in order; none when there is no such folder, or, as is told, it cannot be listed. Hidden ones are left out.
    func names(in folder: String) -> [String] { entries(of: folder).map(\.name) }

    /// Whether there is a file, or a link to one in the folder.
    func isFile(_ path: String) -> Bool { status(of: path)?.isRegular ?? false }

    /// Whether there is a folder, or a link to one in the folder.
    func isFolder(_ path: String) -> Bool { status(of: path)?.isFolder ?? false }

    /// The size of a file; `nil` when there is none.
    func size(of path: String) -> Int64? {
        guard let status = status(of: path), status.isRegular else { return nil }
        return Int64(status.size)
    }

    /// When a file was changed last; `nil` when there is none, and for what no clock shows.
    func changeTime(of path: String) -> WallTime? {
        guard isFile(path), let real = PosixFile.realPath(of: path),
            let attributes = try? FileManager.default.attributesOfItem(atPath: real),
            let date = attributes[.modificationDate] as? Date
        else { return nil }
        return EventTime.plausible(date.timeIntervalSince1970)
    }

    /// Whether a file has not been changed for a day.
    func isAtRest(_ path: String) -> Bool {
        guard let changed = changeTime(of: path) else { return false }
        return now.secondsSince1970 - changed.secondsSince1970 >= Self.restSeconds
    }

    /// The path of a file that is to be opened.
    ///
    /// - Throws: `unreadable` for a link that leads out of the folder.
    func opening(_ path: String) throws(TrackerFileError) -> String {
        guard leadsOut(path) else { return path }
        throw TrackerFileError(.unreadable, Self.refusal(of: path))
    }

    /// The lines of a file.
    ///
    /// - Throws: `unreadable`.
    func lines(of path: String) throws(TrackerFileError) -> LineReader { try LineReader(try opening(path)) }

    /// The bytes of a file.
    ///
    /// - Throws: `unreadable`; `tooLarge` for more than `limit` bytes.
    func bytes(of path: String, limit: Int) throws(TrackerFileError) -> [UInt8] {
        try SmallFile.bytes(of: try opening(path), limit: limit)
    }

    /// The files below a folder, as paths relative to it, in order; the first of them, as is told, when there are too many. Links to
    /// folders are not followed.
    ///
    /// - Parameter limit: The most that are asked for; `nil` for all, up to the most that are looked at.
    func files(below folder: String, limit: Int? = nil) -> [String] {
        let most = limit ?? mostEntries
        var found: [String] = []
        var isCut = false
        walk(folder) { path, isFolder in
            if isFolder { return true }
            isCut = found.count >= most
            if !isCut { found.append(path) }
            return !isCut
        }
        if isCut {
            let sentence = "\(folder): only the first \(most) files in it are taken"
            if limit == nil { passOver(folder, sentence) } else { report(sentence) }
        }
        return found
    }

    /// Goes through everything below a folder; `visit` is told the relative path, and says whether to go on.
    func walk(_ folder: String, visit: (_ path: String, _ isFolder: Bool) -> Bool) {
        walk(folder, hidden: nil, isOfUse: { _ in true }, visit: visit)
    }

    /// Goes through everything below a folder; `visit` is told the relative path, and says whether to go on.
    ///
    /// - Parameters:
    ///   - hidden: The name of hidden folders that are looked into as well.
    ///   - isOfUse: Whether a file of a name could be read. A link that leads out of the folder to another file is not worth a word.
    func walk(
        _ folder: String, hidden: String?, isOfUse: (_ name: String) -> Bool,
        visit: (_ path: String, _ isFolder: Bool) -> Bool
    ) {
        walk(folder, "", depth: 0, hidden: hidden, isOfUse: isOfUse, visit: visit)
    }

    @discardableResult
    private func walk(
        _ root: String, _ path: String, depth: Int, hidden: String?, isOfUse: (String) -> Bool,
        visit: (String, Bool) -> Bool
    ) -> Bool {
        for (name, mayBeFolder) in entries(of: path.isEmpty ? root : "\(root)/\(path)", hidden: hidden) {
            let below = path.isEmpty ? name : "\(path)/\(name)"
            let full = "\(root)/\(below)"
            // What is certainly a file is no link, and needs no look.
            let isLink = mayBeFolder && (try? FileManager.default.destinationOfSymbolicLink(atPath: full)) != nil
            if isLink, leadsOut(full) {
                if isOfUse(name) || leadsToFolder(full) { _ = refuses(full) }
                continue
            }
            let isFolder = mayBeFolder && isFolder(full)
            guard visit(below, isFolder) else { return false }
            guard isFolder, !isLink else { continue }
            guard depth < Self.deepestFolder else {
                passOver(full, "\(full): the folder lies more than \(Self.deepestFolder) deep; it is not looked into")
                continue
            }
            if !walk(root, below, depth: depth + 1, hidden: hidden, isOfUse: isOfUse, visit: visit) { return false }
        }
        return true
    }

    private func entries(of folder: String, hidden: String? = nil) -> [(name: String, mayBeFolder: Bool)] {
        guard !refuses(folder) else { return [] }
        do {
            guard let contents = try FolderListing.contents(of: folder, limit: mostEntries) else { return [] }
            if contents.isCut {
                passOver(
                    folder, "\(folder): there are more than \(mostEntries) names in it; the others are not looked at")
            } else if contents.unnamableCount > 0 {
                passOver(
                    folder, "\(folder): \(contents.unnamableCount) names in it are not UTF-8; they are passed over")
            }
            return contents.entries.filter { !$0.name.hasPrefix(".") || $0.name == hidden && $0.mayBeFolder }
        } catch {
            passOver(folder, error.message)
            return []
        }
    }

    private func status(of path: String) -> PosixFile.Status? {
        do {
            // Most of what is asked for is not there.
            guard let status = try PosixFile.status(of: path), !refuses(path) else { return nil }
            return status
        } catch {
            passOver(path, error.message)
            return nil
        }
    }

    /// Whether something is not looked at; it is told once.
    private func refuses(_ path: String) -> Bool {
        guard leadsOut(path) else { return false }
        if refusedLinks.count < Self.mostReports, refusedLinks.insert(path).inserted {
            report(Self.refusal(of: path))
        }
        return true
    }

    /// Whether a link that is not followed leads to a folder; nothing in that is looked at.
    private func leadsToFolder(_ path: String) -> Bool {
        do {
            return try PosixFile.status(of: path)?.isFolder ?? false
        } catch {
            return false
        }
    }

    private static func refusal(of path: String) -> String {
        "\(path): a link leads out of the folder that is imported; it is not followed"
    }

    /// Whether there is something that lies elsewhere, on the way to it or itself a link.
    private func leadsOut(_ path: String) -> Bool {
        guard let real = PosixFile.realPath(of: path) else { return false }
        // By bytes, as the system takes it.
        let (inner, outer) = (real.utf8, self.path.utf8)
        guard inner.starts(with: outer) else { return true }
        return inner.count > outer.count && outer.last != Self.slash && inner.dropFirst(outer.count).first != Self.slash
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

    /// What stands behind the last dot of a file's name, in lower case; empty without one.
    static func ending(of name: String) -> String {
        name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    }

    /// The last name in a path.
    static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
