/// What matters here of a repository's configuration: where it comes from, and which programs it would have git run.
struct GitConfiguration: Equatable, Sendable {
    /// The URLs of remote repositories, by name.
    var remoteURLs: [String: String] = [:]
    /// The names of filters, which are programs that git runs when it reads files of the working folder.
    var filterNames: [String] = []

    /// The settings to ask git for.
    static let pattern = #"^(filter\..*\.(clean|smudge|process|required)|remote\..*\.url)$"#

    /// Reads what `git config -z --get-regexp` says: names and values with a line feed between and a NUL after each.
    init(output: [UInt8]) {
        for entry in output.split(separator: 0) {
            let parts = String(decoding: entry, as: UTF8.self)
                .split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1]) : ""
            let levels = parts[0].split(separator: ".", omittingEmptySubsequences: false)
            guard levels.count >= 3 else { continue }
            let name = levels.dropFirst().dropLast().joined(separator: ".")
            if levels[0] == "remote", remoteURLs[name] == nil { remoteURLs[name] = value }
            if levels[0] == "filter", !filterNames.contains(name) { filterNames.append(name) }
        }
    }

    /// The remote repository: `origin`, or else the first by name.
    var remoteURL: String? {
        remoteURLs["origin"] ?? remoteURLs.min { $0.key < $1.key }?.value
    }

    /// Options that turn every filter off; `nil` when one has a name that cannot be written in an option.
    var optionsWithoutFilters: [String]? {
        var options: [String] = []
        for name in filterNames {
            guard !name.contains(where: { $0 == "=" || $0.isNewline || $0 == "\u{FFFD}" }) else { return nil }
            for setting in ["clean=", "smudge=", "process=", "required=false"] {
                options += ["-c", "filter.\(name).\(setting)"]
            }
        }
        return options
    }
}
