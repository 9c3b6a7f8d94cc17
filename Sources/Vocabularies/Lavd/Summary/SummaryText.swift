import RegistryCore
import TrainingLog

/// The summary of an experiment, as Markdown.
///
/// Secrets are taken out of infos and sections as far as they are known; the code's description has none that are.
struct SummaryText {
    let name: String
    let startTime: WallTime
    let code: CodeDescription
    let infos: Document
    let sections: [(title: String, content: SummarySection)]

    /// The document.
    var text: String {
        var lines = ["# \(TextWidth.plain(name))", "", "- **Start**: \(FolderTime.seconds(of: startTime))"]
        if code.commit != nil || code.branch != nil {
            lines.append("- **Git**:")
            if let branch = code.branch { lines.append("    - **Branch**: \(TextWidth.plain(branch))") }
            if let commit = code.commit { lines.append("    - **Commit**: \(TextWidth.plain(commit))") }
        }
        for note in code.notes { lines.append("- **Note**: \(TextWidth.plain(note))") }
        lines += Self.list(SecretRedaction.redact(infos), level: 0)
        let command = code.commandLine.map(ShellWord.quoted).joined(separator: " ")
        lines += ["", "## Command", ""] + Self.fenced(command, as: "sh")
        if let commit = code.commit, !code.diff.isEmpty {
            lines += ["", "## Restore Working Tree", ""]
            lines += ["The working tree at the time of the experiment can be restored with:", ""]
            lines += Self.fenced("git checkout \(TextWidth.plain(commit))\ngit apply changes.patch", as: "sh")
        }
        if !code.diff.isEmpty {
            lines += ["", "## Git Changes", "", "There were uncommitted changes when running the experiment", ""]
            lines += Self.fenced(code.diff, as: "diff")
        }
        for (title, content) in sections {
            lines += ["", "## \(TextWidth.plain(SecretRedaction.redact(title)))", "", content.redacted(under: title)]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A list with lists in it, four spaces for each level.
    private static func list(_ infos: Document, level: Int) -> [String] {
        let indent = String(repeating: "    ", count: level)
        return infos.flatMap { name, value -> [String] in
            let label = "\(indent)- **\(TextWidth.plain(name))**"
            // Deeper than a parser of Markdown goes it is one line.
            guard case .document(let inner) = value, level < 32 else { return ["\(label): \(shown(value))"] }
            return [label] + list(inner, level: level + 1)
        }
    }

    private static func shown(_ value: Value) -> String {
        switch value {
        case .string(let text): TextWidth.plain(text)
        default: TextWidth.plain(PythonJSON.text(value))
        }
    }

    /// A block of code with a fence that is longer than any within.
    private static func fenced(_ text: String, as language: String) -> [String] {
        var (longest, run) = (2, 0)
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let content = text.hasSuffix("\n") ? String(text.dropLast()) : text
        return [fence + language, content, fence]
    }
}
