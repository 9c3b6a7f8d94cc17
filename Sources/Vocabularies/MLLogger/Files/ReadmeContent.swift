import FileFaults
import Foundation
import RegistryCore
import Synchronization
import TrainingLog

/// The text of a readme, and when it becomes the file.
///
/// Every change is a whole file for the journal, and another one among the run's media. So it is written at once when nothing was written for a
/// while, and else when the while is over. What stands behind text that only a bucket has waits until that is known.
final class ReadmeContent: Sendable {
    /// Calls something after a while.
    typealias Delay = @Sendable (Duration, @escaping @Sendable () -> Void) -> Void

    private struct State {
        /// What the file holds, or is about to; `nil` before anybody knows what was there.
        var text: String?
        /// Paragraphs for behind what was there, before that is known.
        var waiting: [String] = []
        /// Asks the bucket.
        var reading: Task<Void, Never>?
        /// That it could not be read was told.
        var isFailureTold = false
        /// The file does not have the text yet.
        var isChanged = false
        /// The file was written a moment ago.
        var isResting = false
    }

    /// How long the file rests after it was written.
    static let rest = Duration.seconds(1)
    /// How long flushing waits for the bucket.
    static let patience = Duration.seconds(10)

    private let files: MLFiles
    private let earlier: EarlierReadme
    private let delay: Delay
    private let state = Mutex(State())
    /// Held while the text is changed and written: the journal has the texts in the order of the changes. It may be taken again by the thread that
    /// has it: what the logger tells of a file may be answered with a paragraph.
    private let order = NSRecursiveLock()

    /// Not on one of Swift's threads: the training may occupy all of them.
    static let system: Delay = { pause, call in
        let seconds = Double(pause.components.seconds) + Double(pause.components.attoseconds) * 1e-18
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { call() }
    }

    init(files: MLFiles, delay: @escaping Delay) {
        self.files = files
        earlier = EarlierReadme(files: files)
        self.delay = delay
    }

    deinit {
        let (text, rest) = state.withLock { ($0.isChanged ? $0.text : nil, $0.waiting) }
        if let text { keep(text) }
        if !rest.isEmpty { keepAside(rest) }
    }

    /// What the file holds, or is about to, as far as is known.
    var text: String { state.withLock { Self.joined($0.text ?? "", $0.waiting) } }

    /// Puts a text in the place of what was there.
    func write(_ markdown: String) {
        guard files.logger.isEnabled else { return }
        order.withLock {
            change(to: markdown)
        }
    }

    /// Puts a paragraph behind what was there.
    func append(_ markdown: String) {
        guard files.logger.isEnabled else { return }
        order.withLock {
            do throws(RegistryError) {
                if let before = try before() { return change(to: Self.joined(before, [markdown])) }
            } catch {
                return files.logger.refuse(error)
            }
            state.withLock { $0.waiting.append(markdown) }
            _ = read()
        }
    }

    /// Takes up what a run has that is continued, of which only the file is known.
    func takeUp() async throws { noteFound(try await earlier.found() ?? "") }

    /// Takes up what a run has that is continued. The file may be another run's: all runs of a folder share it.
    ///
    /// - Parameters:
    ///   - own: The newest record of this run's readme; `nil` when there is none.
    ///   - isKnown: Whether the registry has a file of a content's SHA-256.
    /// - Throws: ``RegistryError`` with `notFound` when there is a record, and its text is nowhere.
    func takeUp(own: FileRecord?, isKnown: @Sendable (String) async throws -> Bool) async throws {
        switch try await earlier.continued(own: own, isKnown: isKnown) {
        case .text(let text): noteFound(text)
        case .anothers: break
        case .lost(let error):
            // Nothing of another run's is put before what this one writes.
            noteFound("")
            throw error
        }
    }

    /// Has the text written now, and waits for that of the bucket where it stands behind it.
    func flush(atMost limit: Duration = patience) async {
        if let reading = needed() { await Self.wait(for: reading, atMost: limit) }
        writeNow()
    }

    /// As ``flush(atMost:)``, for the last time: what has no place in the file is saved beside it.
    func finish(atMost limit: Duration) async {
        await flush(atMost: limit)
        order.withLock {
            let rest = state.withLock { state in
                defer { state.waiting = [] }
                return state.waiting
            }
            guard !rest.isEmpty else { return }
            files.logger.report(
                "\(MLReadme.fileName) cannot be read, and keeps what it has. What was to stand behind that is saved as "
                    + "\(MLReadme.appendedFileName).")
            keepAside(rest)
        }
    }

    /// Has the text written now, as far as it is known.
    func writeNow() {
        order.withLock {
            guard files.logger.isEnabled else { return }
            let (text, isResting): (String?, Bool) = state.withLock { state in
                guard state.isChanged, let text = state.text else { return (nil, true) }
                defer { state.isResting = true }
                state.isChanged = false
                return (text, state.isResting)
            }
            guard let text else { return }
            keep(text)
            if !isResting { delay(Self.rest) { [weak self] in self?.wake() } }
        }
    }

    // MARK: When it is written

    private func change(to text: String) {
        let isResting = state.withLock { state in
            state.text = text
            state.waiting = []
            state.isChanged = true
            return state.isResting
        }
        if !isResting { writeNow() }
    }

    private func wake() {
        order.withLock {
            state.withLock { $0.isResting = false }
            writeNow()
        }
    }

    private func keep(_ text: String) {
        files.keep(Array(text.utf8), MLReadme.fileName, fileType: "text", contentType: "text/markdown")
    }

    private func keepAside(_ paragraphs: [String]) {
        files.keep(
            Array(Self.joined("", paragraphs).utf8), MLReadme.appendedFileName, fileType: "text",
            contentType: "text/markdown")
    }

    private static func joined(_ text: String, _ paragraphs: [String]) -> String {
        let parts = text.isEmpty ? paragraphs : [text] + paragraphs
        return parts.joined(separator: "\n\n")
    }

    // MARK: What was there

    /// What a paragraph stands behind; `nil` when only the bucket knows.
    private func before() throws(RegistryError) -> String? {
        let (text, isWaiting) = state.withLock { ($0.text, !$0.waiting.isEmpty) }
        if text != nil || isWaiting { return text }
        if let text = try earlier.onDisk() { return text }
        return files.stored == nil ? "" : nil
    }

    private func noteFound(_ found: String) {
        order.withLock {
            let paragraphs: [String]? = state.withLock { state in
                state.reading = nil
                // Somebody has written it meanwhile.
                guard state.text == nil else { return nil }
                state.text = found
                return state.waiting
            }
            if let paragraphs, !paragraphs.isEmpty { change(to: Self.joined(found, paragraphs)) }
        }
    }

    /// The task that reads what paragraphs wait for; `nil` when none do.
    private func needed() -> Task<Void, Never>? {
        order.withLock {
            let isNeeded = state.withLock { $0.text == nil && !$0.waiting.isEmpty }
            return isNeeded ? read() : nil
        }
    }

    /// Has the bucket read, unless that is being done.
    private func read() -> Task<Void, Never> {
        order.withLock {
            if let reading = state.withLock({ $0.reading }) { return reading }
            let reading = Task {
                do {
                    noteFound(try await earlier.found() ?? "")
                } catch {
                    noteFailure(error)
                }
            }
            state.withLock { $0.reading = reading }
            return reading
        }
    }

    private func noteFailure(_ error: any Error) {
        let isFirst = order.withLock {
            state.withLock { state in
                defer { state.isFailureTold = true }
                state.reading = nil
                return !state.isFailureTold
            }
        }
        guard isFirst else { return }
        let cause = (error as? RegistryError)?.message ?? FileFault.text(of: error)
        files.logger.report(
            "\(MLReadme.fileName) cannot be read, and nothing is written behind what it holds before it can be: \(cause)"
        )
    }

    private static func wait(for reading: Task<Void, Never>, atMost limit: Duration) async {
        let (ends, end) = AsyncStream<Void>.makeStream()
        let waiting = Task {
            await reading.value
            end.finish()
        }
        let timer = Task {
            try await Task.sleep(for: limit)
            end.finish()
        }
        for await _ in ends {}
        waiting.cancel()
        timer.cancel()
    }
}
