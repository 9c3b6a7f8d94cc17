import FileStorage
import RegistryCore
import TrainingLog

/// The files of a run in a store of files, such as a bucket: each at `<folder>/files/<name>`, as it lies on the disk.
///
/// A file is written whole, under its own name. Writing it again gives the same bytes, so nothing has to be recognised. Of one that was saved
/// several times the last is written only, where they come together.
///
/// What a process that died left takes the place of nothing that was logged after it in the same folder of logs: the files there are dated
/// when they were logged. No more is known: a store says when something was put there, by its own clock, and not when it was logged. So of
/// machines with folders of their own that save one name in one store, the last to write has it.
final class StoredFilesSink: LogSink {
    /// The name under which the journal has its checkpoint.
    static let sinkName = "stored files"

    let name = sinkName
    let logType: LogType
    private let place: StoredFiles
    private let late: LateFiles?
    /// What was begun to be written, and may have come behind what was logged after it.
    private var underWay: Set<String> = []

    /// - Parameter late: What was logged meanwhile, when what is delivered is of a process that died. Default: nothing can have been.
    init(_ place: StoredFiles, late: LateFiles? = nil) {
        self.place = place
        self.late = late
        logType = LogType(kind: "files", place: place.description)
    }

    var takesNumbers: Bool { false }

    func takes(_ content: LogEntry.Content) -> Bool {
        if case .file = content { true } else { false }
    }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        var newest: [String: Int64] = [:]
        for entry in entries {
            if case .file(let file) = entry.content { newest[file.name] = entry.sequence }
        }
        var rejected: [RejectedEntry] = []
        let trouble = TroubleListener.current
        for entry in entries {
            guard case .file(let file) = entry.content, newest[file.name] == entry.sequence else { continue }
            do {
                // A store tries for seconds before it gives up.
                trouble.note(RegistryError(.timedOut, "No answer came from \(place) in time."))
                let listener = RetryListener { trouble.note($0) }
                try await RetryListener.$current.withValue(listener) { try await put(file, at: entry.time) }
            } catch let error as RegistryError where error.code == .invalidArgument {
                // A name that the store cannot have, now and later.
                rejected.append(RejectedEntry(sequence: entry.sequence, reason: error))
            }
        }
        return rejected
    }

    private func put(_ file: LoggedFile, at time: WallTime) async throws {
        let key = try place.key(of: file.name)
        let options = WriteOptions(contentType: file.contentType)
        guard let late else { return try await write(file, key, options) }
        if !late.isLate(time, forFile: file.name) {
            underWay.insert(file.name)
            try await write(file, key, options)
        }
        guard underWay.contains(file.name) else { return }
        // It was logged anew while this one was on its way, and nobody knows which of both came last.
        if late.isLate(time, forFile: file.name) {
            try await place.store.upload(fileAt: late.path(ofFile: file.name), to: key, options: options)
        }
        underWay.remove(file.name)
    }

    private func write(_ file: LoggedFile, _ key: FileKey, _ options: WriteOptions) async throws {
        try await place.store.write(file.bytes, to: key, options: options)
    }

    func finish(_ ending: RunEnding?) async throws {
        // Every file is in its place already.
    }
}

@available(*, unavailable)
extension StoredFilesSink: Sendable {}
