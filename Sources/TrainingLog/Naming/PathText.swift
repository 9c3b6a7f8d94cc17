/// Paths taken apart as text, without asking the disk.
///
/// `NSString.deletingLastPathComponent` of Foundation on Linux traps on a relative path of one character, such as `.`.
enum PathText {
    /// The folder that a file or folder is in: empty for a relative path of one part, `/` for what is in the root, and for the root.
    static func parent(of path: String) -> String {
        let whole = trimmed(path)
        guard let slash = whole.lastIndex(of: "/") else { return "" }
        let parent = trimmed(String(whole[..<slash]))
        return parent.isEmpty ? "/" : parent
    }

    /// The last part of a path; of the root `/`.
    static func name(of path: String) -> String {
        let whole = trimmed(path)
        guard let slash = whole.lastIndex(of: "/"), whole.count > 1 else { return whole }
        return String(whole[whole.index(after: slash)...])
    }

    private static func trimmed(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
