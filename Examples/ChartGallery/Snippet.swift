import Foundation

/// The lines of Swift that make a plate, taken from this program's own source, so that they are what is run.
///
/// They stand between the lines `// snippet: NAME` and `// end of snippet`.
enum Snippet {
    /// The lines of a plate, without the indentation they have in common.
    ///
    /// - Throws: ``GalleryError`` when the source file has no such snippet.
    static func lines(named name: String, in source: String) throws -> [String] {
        let all = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let begin = all.firstIndex { $0.trimmingCharacters(in: .whitespaces) == "// snippet: \(name)" }
        guard let begin else { throw GalleryError("the sources have no line '// snippet: \(name)'") }
        let lines = all[(begin + 1)...].prefix { $0.trimmingCharacters(in: .whitespaces) != "// end of snippet" }
        guard !lines.isEmpty, lines.endIndex < all.endIndex else {
            throw GalleryError("the snippet '\(name)' is empty or has no line '// end of snippet'")
        }
        let indent = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return lines.map { String($0.dropFirst(indent)) }
    }
}
