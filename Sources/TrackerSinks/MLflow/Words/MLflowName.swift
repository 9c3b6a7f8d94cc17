import RegistryCore

/// Names of metrics, parameters and tags as MLflow takes them: letters, digits, `_`, `-`, `.`, `:`, spaces and `/`, as a path has it, in at
/// most 250 characters.
enum MLflowName {
    /// The most characters.
    static let most = 250

    /// A name that MLflow takes. One that it would not take as it is has `_` in the place of what is wrong, and a part of its SHA-256 at
    /// the end, so that different names stay different.
    static func of(_ name: String) -> String {
        let scalars = name.unicodeScalars
        var plain = String(String.UnicodeScalarView(scalars.prefix(most + 1).map { isTaken($0) ? $0 : "_" }))
        if isPath(plain), scalars.count <= most, plain == name { return name }
        plain = plain.split(separator: "/").map { $0 == "." || $0 == ".." ? "_" : String($0) }.joined(separator: "/")
        plain = String(String.UnicodeScalarView(plain.unicodeScalars.prefix(most - 9)))
        return "\(plain)_\(SHA256.hexadecimalDigest(of: Array(name.utf8)).prefix(8))"
    }

    /// The path of a file, each of its levels short enough to be a file's name. One that is too long has a part of its SHA-256 behind its
    /// beginning, and its extension.
    static func path(_ path: String) -> String {
        path.split(separator: "/").map { level -> String in
            guard level.utf8.count > mostOfLevel else { return String(level) }
            let end =
                level.lastIndex(of: ".").map { level[$0...] }.flatMap { $0.utf8.count <= 20 ? String($0) : nil } ?? ""
            var start = String(level.prefix(mostOfLevel))
            while start.utf8.count > mostOfLevel - 40 { start.unicodeScalars.removeLast() }
            return "\(start)_\(SHA256.hexadecimalDigest(of: Array(level.utf8)).prefix(8))\(end)"
        }.joined(separator: "/")
    }

    /// The most bytes of a level; file systems take 255, and servers put something behind them.
    private static let mostOfLevel = 200

    /// What Python's `\w` takes, and what MLflow adds.
    private static func isTaken(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "_-.:/ ".unicodeScalars.contains(scalar)
        }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }

    /// Whether it is a path that leads nowhere else: MLflow has made files of names.
    private static func isPath(_ name: String) -> Bool {
        name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && $0 != "." && $0 != ".."
        }
    }
}
