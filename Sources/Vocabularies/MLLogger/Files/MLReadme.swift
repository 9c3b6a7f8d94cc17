import RegistryCore
import Synchronization

/// What people should read first of a run, as Markdown: its file `README.md`.
public struct MLReadme: Sendable {
    private let files: MLFiles
    private let content = Content()

    private final class Content: Sendable {
        let text = Mutex("")
    }

    /// The file's name.
    public static let fileName = "README.md"

    init(files: MLFiles) { self.files = files }

    /// What was written so far by this logger.
    public var text: String { content.text.withLock { $0 } }

    /// Writes the text, in place of what was there.
    public func write(_ markdown: String) { change { $0 = markdown } }

    /// Writes a paragraph behind what is there.
    public func append(_ markdown: String) { change { $0 += $0.isEmpty ? markdown : "\n\n\(markdown)" } }

    private func change(_ work: (inout String) -> Void) {
        content.text.withLock { text in
            work(&text)
            files.keep(Array(text.utf8), Self.fileName, fileType: "text", contentType: "text/markdown")
        }
    }
}
