import RegistryCore
import Synchronization
import TrainingLog

/// What people should read first of a run, as Markdown: its file `README.md`.
///
/// What an earlier logger of the same folder wrote is there until ``write(_:)`` takes its place.
public struct MLReadme: Sendable {
    private let files: MLFiles
    private let content = Content()

    private final class Content: Sendable {
        /// `nil` before this logger wrote anything.
        let text = Mutex<String?>(nil)
    }

    /// The file's name.
    public static let fileName = "README.md"

    init(files: MLFiles) { self.files = files }

    /// What the file holds since this logger wrote it; empty before.
    public var text: String { content.text.withLock { $0 ?? "" } }

    /// Writes the text, in place of what was there.
    public func write(_ markdown: String) { change { (_: String?) throws(RegistryError) in markdown } }

    /// Writes a paragraph behind what is there, also behind what an earlier logger of the folder wrote, as far as this machine has it.
    ///
    /// Where the file cannot be read, or is no text, nothing is written, which `LoggerConfiguration.onProblem` is told.
    public func append(_ markdown: String) {
        change { (text: String?) throws(RegistryError) in
            let before: String
            if let text { before = text } else { before = try stored() }
            return before.isEmpty ? markdown : "\(before)\n\n\(markdown)"
        }
    }

    private func change(_ work: (String?) throws(RegistryError) -> String) {
        guard files.logger.isEnabled else { return }
        content.text.withLock { text in
            do throws(RegistryError) {
                let new = try work(text)
                let isKept = files.keep(
                    Array(new.utf8), Self.fileName, fileType: "text", contentType: "text/markdown")
                if isKept { text = new }
            } catch {
                files.logger.refuse(error)
            }
        }
    }

    /// What an earlier logger left; empty for nothing.
    private func stored() throws(RegistryError) -> String {
        guard let path = files.logger.filePath(of: files.prefix + Self.fileName) else { return "" }
        let bytes: [UInt8]
        do {
            bytes = try Logger.contents(of: path)
        } catch {
            guard error.code == .notFound else { throw error }
            return ""
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RegistryError(.corruptData, "Nothing can be written behind \(path): it is no text.")
        }
        return text
    }
}
