import FileFaults
public import Foundation

/// Files that are the frames of a video, by a pattern of their names: `frames/*.png`.
public struct FramePattern: Hashable, Sendable {
    /// In which order files follow each other.
    public enum Order: Hashable, Sendable {
        /// As people count: `frame_2` before `frame_10`.
        case natural
        /// By the characters' codes.
        case name
        /// By when files were last changed, then as people count.
        case modificationTime
    }

    /// The most files that are taken.
    public static let mostFiles = 100_000

    /// The pattern: a path in which `*` stands for any number of characters of a name, `?` for one, `[a-z]` for one of some.
    public let pattern: String
    /// From where a pattern that does not begin with a slash is meant.
    public let folder: URL

    /// A pattern.
    ///
    /// - Parameters:
    ///   - pattern: See ``pattern``.
    ///   - folder: See ``folder``; the working folder by default.
    public init(_ pattern: String, in folder: URL? = nil) {
        self.pattern = pattern
        self.folder = folder ?? URL(filePath: FileManager.default.currentDirectoryPath)
    }

    /// The files, without folders.
    ///
    /// - Throws: `MediaError` with `unreadableFile` when there is none, or a folder on the way may not be listed, `tooLarge` when there are more than ``mostFiles``.
    public func files(order: Order = .natural) throws(MediaError) -> [URL] {
        let root = pattern.hasPrefix("/") ? URL(filePath: "/") : folder
        var found = [root]
        for part in pattern.split(separator: "/") {
            let glob = GlobPattern(part)
            guard glob.hasWildcards else {
                found = found.map { $0.appending(path: part) }
                continue
            }
            var next: [URL] = []
            for place in found {
                next += try FramePattern.names(in: place).filter(glob.matches).map { place.appending(path: $0) }
                guard next.count <= Self.mostFiles else {
                    throw MediaError(.tooLarge, "more than \(Self.mostFiles) files are meant by \(pattern)")
                }
            }
            found = next
        }
        found = found.filter(FramePattern.isFile)
        guard !found.isEmpty else {
            throw MediaError(.unreadableFile, "no file is meant by \(pattern) in \(folder.path)")
        }
        return FramePattern.ordered(found.map { ($0.path, $0) }, order)
    }

    /// Puts files in order by names of theirs, which may be others than those on the disk.
    package static func ordered(_ files: [(name: String, url: URL)], _ order: Order) -> [URL] {
        switch order {
        case .natural: return files.sorted { NaturalOrder.isLess($0.name, $1.name) }.map(\.url)
        case .name: return files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map(\.url)
        case .modificationTime:
            let times = files.map { file in
                let attributes = try? FileManager.default.attributesOfItem(atPath: file.url.path)
                return (attributes?[.modificationDate] as? Date ?? .distantPast, file)
            }
            return times.sorted { $0.0 != $1.0 ? $0.0 < $1.0 : NaturalOrder.isLess($0.1.name, $1.1.name) }.map(\.1.url)
        }
    }

    /// Whether a file at a path would be one of them; nothing is looked at.
    package func means(_ path: String) -> Bool {
        let root = pattern.hasPrefix("/") ? [] : FramePattern.levels(folder.path)
        var parts = root.map { (text: $0, isGiven: true) }
        for part in pattern.split(separator: "/") where part != "." {
            // A level up from what wildcards mean is the level before it, whatever they mean.
            if part == ".." { _ = parts.popLast() } else { parts.append((String(part), false)) }
        }
        let levels = FramePattern.levels(path)
        guard levels.count == parts.count else { return false }
        return zip(parts, levels).allSatisfy { part, level in
            guard !part.isGiven else { return part.text == level }
            let glob = GlobPattern(part.text)
            return glob.hasWildcards ? glob.matches(level) : part.text == level
        }
    }

    /// The names in a path, without `.` and `..`.
    private static func levels(_ path: String) -> [String] {
        var levels: [String] = []
        for name in path.split(separator: "/") where name != "." {
            if name == ".." { _ = levels.popLast() } else { levels.append(String(name)) }
        }
        return levels
    }

    /// What a folder holds; nothing when there is none of this name.
    ///
    /// - Throws: `MediaError` with `unreadableFile` for one that may not be read: its frames would be missing without a word.
    private static func names(in folder: URL) throws(MediaError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        } catch {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
                return []
            }
            throw MediaError(
                .unreadableFile, at: .files([folder.path]),
                "\(folder.path) cannot be listed: \(FileFault.reason(of: error))")
        }
    }

    private static func isFile(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && !isFolder.boolValue
    }
}
