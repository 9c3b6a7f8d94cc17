import EventFiles
import Foundation
public import RegistryCore
public import TrainingLog

/// Neptune 1.x's offline runs: what was logged as a folder that its package reads.
///
/// The service ended in March 2026, so that nothing takes these folders any more but programs of their own; the format was checked
/// with version 1.14 of the package. Metrics keep their names, parameters are below `parameters`, images, videos and files below
/// `images`, `videos` and `files`. A run that is taken up again after its end gets another folder with the same identifier.
public final class NeptuneSink: LogSink {
    package static let sinkName = "Neptune"

    /// What people call it.
    public let name = NeptuneSink.sinkName
    /// The folder that holds the run's folders.
    public let logType: LogType

    private let parent: String
    private let startTime: WallTime
    private let id: String
    private var folder: NeptuneRunFolder?
    /// The run has ended; what comes is of one that was taken up again.
    private var isFinished = false
    /// What the folder has, in memory too.
    private var taken = TakenEntries()

    /// A sink.
    ///
    /// - Parameters:
    ///   - folder: Where the run's folder goes; Neptune's own package calls it `.neptune/offline`.
    ///   - run: The run. Neptune's identifier is made of it, so that the same run is the same one there.
    ///   - startTime: When it began.
    public init(in folder: String, run: RunID, startTime: WallTime) {
        parent = folder
        self.startTime = startTime
        id = NeptuneIdentifier.text(of: run)
        logType = LogType(kind: "neptune", place: folder)
    }

    /// Goes on behind the last checkpoint, and cuts what is behind it: that comes again. A folder that is gone, or is not what it was,
    /// is left as it is, and a new one begins.
    public func restore(_ state: Document) async throws {
        guard let name = state["folder"]?.stringValue, name.hasPrefix("run__"), !name.contains("/"),
            let byteCount = state["offset"]?.intValue.flatMap({ Int(exactly: $0) }), byteCount >= 0
        else { return }
        do {
            folder = try NeptuneRunFolder.goOn("\(parent)/\(name)", at: byteCount)
            isFinished = state["isFinished"]?.boolValue ?? false
        } catch let error as EventFileError {
            guard [.truncated, .removed].contains(error.code) else { throw error }
        }
    }

    /// Numbers, lines, parameters, images, videos, files, and what the run is.
    public func takes(_ content: LogEntry.Content) -> Bool {
        switch content {
        case .start, .scalar, .scalars, .image, .labelledPicture, .video, .file, .labelledFile, .line, .message,
            .parameters:
            true
        case .record(let record, _): !RecordFields.numbers(of: record).isEmpty
        case .event, .environment, .labelledText, .command, .end: false
        }
    }

    /// Begins the folder.
    public func prepare(for entries: [LogEntry]) async throws -> Bool {
        guard folder == nil || isFinished, taken.firstNew(of: entries) != nil else { return false }
        try begin(at: isFinished ? entries.first?.time ?? startTime : startTime)
        return true
    }

    /// Writes entries.
    public func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        if folder == nil { try begin(at: startTime) }
        guard let folder else { return [] }
        try taken.take(entries) { try take($0, folder) }
        try folder.flush()
        return taken.tellRejected()
    }

    /// Has the disk keep the folder.
    public func checkpoint() async throws -> Document {
        guard let folder else { return [:] }
        try folder.synchronize()
        return [
            "folder": .string(URL(filePath: folder.path).lastPathComponent),
            "offset": .int(Int64(folder.writtenByteCount)), "isFinished": .bool(isFinished),
        ]
    }

    /// Writes how the run ended.
    public func finish(_ ending: RunEnding?) async throws {
        guard let folder else { return }
        // A process that died did not say that it ended.
        if let ending, !isFinished {
            if let message = ending.message { add(message, isError: true, ending.time, folder) }
            folder.append(
                "AssignBool", ["sys", "failed"], ["value": .bool(ending.status != .finished)], at: ending.time)
            isFinished = true
        }
        try folder.flush()
    }

    private func begin(at time: WallTime) throws {
        folder = try NeptuneRunFolder.create(in: parent, id: id, time: time)
        isFinished = false
    }

    private func take(_ entry: LogEntry, _ folder: NeptuneRunFolder) throws {
        switch entry.content {
        case .start(let document, _): write(document, at: entry.time, folder)
        case .scalar(let number, let step): add([number], step, entry.time, folder)
        case .scalars(let numbers, let step): add(numbers, step, entry.time, folder)
        case .record(let record, let place):
            let numbers = RecordFields.namedNumbers(of: record)
            add(numbers, RecordFields.step(of: record, place: place), entry.time, folder)
        case .line(let text, let level): add(text, isError: level >= .error, entry.time, folder)
        case .message(let message):
            add(message.line.text, isError: message.line.level >= .error, entry.time, folder)
        case .parameters(let change): write(change, at: entry.time, folder)
        case .image, .labelledPicture, .video, .file, .labelledFile:
            if let media = try RunMedia(entry.content) { try add(media, entry, folder) }
        case .event, .environment, .labelledText, .command, .end: break
        }
    }
}

@available(*, unavailable)
extension NeptuneSink: Sendable {}
