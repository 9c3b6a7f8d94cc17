import RegistryCore

/// A patch as a page shows it: its first lines, each with what it is.
struct CodeChanges {
    struct Line {
        /// `added`, `removed`, `place` or `same`.
        let lineKind: String
        let lineText: String
    }

    /// The most lines in a page.
    static let mostLines = 2_000

    let lines: [Line]
    let summary: String
    /// Whether there are more lines.
    let isCut: Bool
    /// Where the patch is as a file.
    let address: String

    init(_ patch: String, address: String) {
        let all = patch.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { String($0) }
        var counts = (added: 0, removed: 0)
        var lines: [Line] = []
        var isHeading = true
        for text in all {
            let kind = Self.kind(of: text, isHeading: isHeading)
            if text.hasPrefix("diff ") { isHeading = true }
            if text.hasPrefix("@@") { isHeading = false }
            if kind == "added" { counts.added += 1 }
            if kind == "removed" { counts.removed += 1 }
            guard lines.count < Self.mostLines else { continue }
            lines.append(
                Line(lineKind: kind, lineText: VisibleText.short(text.replacing("\t", with: "    ")) + "\n"))
        }
        if lines.last?.lineText == "\n" { lines.removeLast() }
        self.lines = lines
        self.address = address
        isCut = all.count > Self.mostLines
        summary =
            "\(CellText.grouped(Int64(counts.added))) lines added, \(CellText.grouped(Int64(counts.removed))) removed"
    }

    /// - Parameter isHeading: Whether it stands between a file's `diff` and its first `@@`: behind that, `--- x` is a line `-- x` that was
    ///   removed.
    private static func kind(of line: some StringProtocol, isHeading: Bool) -> String {
        if line.hasPrefix("@@") || line.hasPrefix("diff ") { return "place" }
        if isHeading, line.hasPrefix("+++ ") || line.hasPrefix("--- ") { return "place" }
        return line.hasPrefix("+") ? "added" : line.hasPrefix("-") ? "removed" : "same"
    }
}
