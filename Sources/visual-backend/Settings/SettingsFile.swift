import FileFaults
import Foundation
import RegistryCore

/// The file of settings: a line `name = value` for each, and lines that begin with `#`.
struct SettingsFile {
    /// One value with its place.
    struct Entry {
        let value: String
        let line: Int
    }

    /// The largest file: 1 MB.
    private static let largest = 1_000_000

    let path: String
    private(set) var entries: [Setting: [Entry]] = [:]

    /// Reads a file.
    ///
    /// - Throws: ``RegistryError``: `notFound` when it is not there; `unavailable` when it cannot be read; `invalidArgument` for what is no
    ///   regular file, a line that is none, a name that is unknown (with the nearest that is known) or there twice; `timedOut` for a pipe
    ///   that did not end; `accessDenied` for one that may not be read, and for one that others may read though there is a password in it.
    init(path: String) throws(RegistryError) {
        let file: GivenFile
        do {
            file = try GivenFile(path, mostBytes: Self.largest)
        } catch {
            throw RegistryError(error, of: "The file of settings \(path)")
        }
        guard let text = String(bytes: file.bytes, encoding: .utf8) else {
            throw RegistryError(.invalidArgument, "\(path) is no file of settings: it is not UTF-8 text.")
        }
        try self.init(path: path, text: text)
        guard
            file.permissions & 0o044 == 0
                || entries[.store]?.contains(where: { StoreURLText(text: $0.value).hasSecret }) != true
        else {
            throw RegistryError(
                .accessDenied,
                "Other users of this machine may read \(path), which has the store's password in it. "
                    + file.closingAdvice)
        }
    }

    init(path: String, text: String) throws(RegistryError) {
        self.path = path
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let content = line.trimmingCharacters(in: .whitespaces)
            if content.isEmpty || content.hasPrefix("#") { continue }
            try add(content, line: index + 1)
        }
    }

    private mutating func add(_ content: String, line: Int) throws(RegistryError) {
        let parts = content.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == 2, let name = parts.first, let value = parts.last, !name.isEmpty else {
            throw failure(line, "is not of the form name = value.")
        }
        guard let setting = Setting(rawValue: name) else {
            let nearest = NearestName.of(name, among: Setting.allCases.map(\.rawValue))
            let known = Setting.allCases.map(\.rawValue).joined(separator: ", ")
            throw failure(
                line,
                "has the name \(TextTable.plain(String(name.prefix(80)))), which is no setting. "
                    + (nearest.map { "Is \($0) meant?" } ?? "There are: \(known)."))
        }
        guard setting.isRepeated || entries[setting] == nil else {
            throw failure(line, "sets \(name) for the second time.")
        }
        let isQuoted = value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
        let plain = isQuoted ? String(value.dropFirst().dropLast()) : value
        guard !plain.isEmpty else { throw failure(line, "gives \(name) no value. Leave the line out.") }
        entries[setting, default: []].append(Entry(value: plain, line: line))
    }

    private func failure(_ line: Int, _ what: String) -> RegistryError {
        RegistryError(.invalidArgument, "\(path), line \(line), \(what)")
    }
}
