import Foundation
import RegistryCore

/// The folder below which logs lie, and the only door to it: a name from outside becomes a file in it or an error.
struct LogFolder: Sendable {
    /// The folder itself, without symbolic links.
    let root: URL
    /// The folder as it was named; the first name of many relative paths.
    private let name: String
    private let namedPath: String

    init(path: String) {
        let named = URL(filePath: path, directoryHint: .isDirectory).absoluteURL.standardizedFileURL
        name = named.lastPathComponent
        namedPath = Self.path(of: named)
        root = named.resolvingSymlinksInPath()
    }

    /// The CSV file of a name: a path relative to the folder, or to the folder's parent (`logs/…`), or an absolute one
    /// below it.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for text that cannot be such a path and `notFound` for a file
    ///   that is not there; ``RequestRefusal`` (`forbidden`) for a path that leads out of the folder.
    func csvFile(named text: String) throws -> URL {
        guard try Self.components(of: text).last?.lowercased().hasSuffix(".csv") == true else {
            throw RegistryError(.invalidArgument, "\(Self.quoted(text)) is not the path of a CSV file.")
        }
        return try file(named: text)
    }

    /// The file of a name, of whatever kind; the name is as for ``csvFile(named:)``.
    ///
    /// - Throws: as ``csvFile(named:)`` does.
    func file(named text: String) throws -> URL {
        let components = try Self.components(of: text)
        for relative in try relativePaths(of: text, components: components) {
            let file = relative.reduce(root) { $0.appending(path: $1, directoryHint: .notDirectory) }
            let resolved = file.resolvingSymlinksInPath()
            guard isInside(resolved) else { throw Self.outside(text) }
            if Self.isRegularFile(resolved) { return resolved }
        }
        throw RegistryError(.notFound, "There is no file \(Self.quoted(text)) below the log folder \(name).")
    }

    /// Whether a path without symbolic links lies below the folder.
    func isInside(_ file: URL) -> Bool { Self.path(of: file).hasPrefix(Self.path(of: root) + "/") }

    /// The names of a path, checked.
    ///
    /// Percent codes are part of a name (the Logger writes them for what a file name cannot hold) and are never
    /// decoded to find a file; a name that would lead out of the folder once decoded is refused all the same.
    private static func components(of text: String) throws -> [String] {
        guard !text.isEmpty, text.utf8.count <= 4_096, !text.contains("://"), !text.contains("\\"),
            !isControl(text), !decoded(text).utf8.contains(0)
        else {
            throw RegistryError(
                .invalidArgument, "\(quoted(text)) is not the path of a file: write it plainly, with / between names.")
        }
        let levels = decoded(text).unicodeScalars.split { $0 == "/" || $0 == "\\" }.map(String.init)
        guard !levels.contains("..") else { throw outside(text) }
        return PathLevels.of(text, omittingEmpty: true).map(String.init).filter { $0 != "." }
    }

    /// The text without percent codes, however often they were applied.
    private static func decoded(_ text: String) -> String {
        var text = text
        for _ in 0..<4 {
            guard let once = text.removingPercentEncoding, once != text else { break }
            text = once
        }
        return text
    }

    private static func isControl(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    }

    private func relativePaths(of text: String, components: [String]) throws -> [[String]] {
        if text.hasPrefix("/") {
            let path = "/" + components.joined(separator: "/")
            for base in [namedPath, Self.path(of: root)] where path.hasPrefix(base + "/") {
                return [path.dropFirst(base.count).split(separator: "/").map(String.init)]
            }
            throw Self.outside(text)
        }
        return components.first == name ? [Array(components.dropFirst()), components] : [components]
    }

    private static func outside(_ text: String) -> RequestRefusal {
        RequestRefusal(.forbidden, "\(quoted(text)) leads out of the folder of logs. Only files below it are read.")
    }

    private static func path(of url: URL) -> String {
        let path = url.path(percentEncoded: false)
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private static func isRegularFile(_ file: URL) -> Bool {
        (try? file.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
    }

    private static func quoted(_ text: String) -> String { String(text.debugDescription.prefix(200)) }
}
