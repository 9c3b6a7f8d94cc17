import RegistryCore
import TrainingLog

/// What people should read first of a run, as Markdown: its file `README.md`.
///
/// What an earlier logger of the same folder wrote is there until ``write(_:)`` takes its place. A run that is continued has its own in ``text``.
///
/// Runs of one name share a folder, and the file in it: the last of them to write has it. Each run's own text stays among its media and in the
/// registry, and is what the run has when it is continued.
///
/// A change is written at once, and further ones together a second later, so that a paragraph for each epoch costs no file each. ``flush()``, the end
/// of the run and whoever loads the file have it written at once; a process that dies loses the last second.
public struct MLReadme: Sendable {
    private let content: ReadmeContent

    /// The file's name.
    public static let fileName = "README.md"
    /// The name of the file that has what could not be written behind a readme that nobody could read; see ``append(_:)``.
    public static let appendedFileName = "README.appended.md"

    /// - Parameter delay: Calls something after a while.
    init(files: MLFiles, delay: @escaping ReadmeContent.Delay = ReadmeContent.system) {
        let content = ReadmeContent(files: files, delay: delay)
        self.content = content
        let name = files.prefix + Self.fileName
        files.saved.beforeLoading { [weak content] asked in if asked == name { content?.writeNow() } }
    }

    /// What the file holds, or is about to, since this logger wrote it. Before, what the run had written when it was continued; empty for a run that begins.
    /// Where a bucket is still asked for what was there, what is to stand behind that.
    public var text: String { content.text }

    /// Writes the text, in place of what was there.
    public func write(_ markdown: String) { content.write(markdown) }

    /// Writes a paragraph behind what is there, also behind what an earlier logger of the folder wrote.
    ///
    /// What this machine has not is read from the logger's bucket first, which the call does not wait for. While the bucket cannot be read, nothing is
    /// written, so that nothing there is lost; `LoggerConfiguration.onProblem` is told once, and it is tried again with the next paragraph, by
    /// ``flush()`` and at the end of the run. If it cannot be read then either, the paragraphs become a file of their own, ``appendedFileName``.
    ///
    /// Where the file on this machine cannot be read, or is no text, nothing is written, which `LoggerConfiguration.onProblem` is told.
    public func append(_ markdown: String) { content.append(markdown) }

    /// Has the text written now. Where it stands behind what only a bucket has, that is waited for, ten seconds at most.
    public func flush() async { await content.flush() }

    /// As ``flush()``, for the last time.
    ///
    /// - Parameter limit: How long to wait for a bucket, and no longer than flushing does. Default: as long.
    func finish(atMost limit: Duration = ReadmeContent.patience) async {
        // In a task of its own, because this one may be cancelled.
        await Task { [content] in await content.finish(atMost: min(limit, ReadmeContent.patience)) }.value
    }

    /// Takes up what a run has that is continued, of which only the file is known.
    func takeUp() async throws { try await content.takeUp() }

    /// Takes up what a run has that is continued; see ``ReadmeContent/takeUp(own:isKnown:)``.
    func takeUp(own: FileRecord?, isKnown: @Sendable (String) async throws -> Bool) async throws {
        try await content.takeUp(own: own, isKnown: isKnown)
    }
}
