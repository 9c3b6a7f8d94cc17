import EventFiles
import Foundation
public import RegistryCore
import TrackerFiles
public import TrainingLog

/// Comet's offline experiments: what was logged as a zip file that `comet upload` takes. Checked with version 3.58 of the package.
///
/// While the run goes on there is a folder of the zip file's name, to which messages are added; at the end, or when the next process
/// sees that it died, it becomes the zip file. A run that is taken up again after that gets another zip file with the same identifier.
public final class CometSink: LogSink {
    package static let sinkName = "Comet"

    /// What people call it.
    public let name = CometSink.sinkName
    /// The folder that holds the zip files.
    public let logType: LogType

    /// The experiment's identifier: 32 hexadecimal digits, made of the run's.
    let key: String
    private let parent: String
    private let startTime: WallTime
    private let project: String
    private let workspace: String
    private var folder: CometExperimentFolder?
    /// The zip file is made; what comes is of a run that was taken up again.
    private var isFinished = false
    /// The experiment is one that an earlier zip file may have begun.
    private var isContinued = false
    /// What the folder has, in memory too.
    private var taken = TakenEntries()
    private var times: (start: WallTime, last: WallTime)
    private var experiment = ""
    private var tags: [String] = []

    /// A sink.
    ///
    /// - Parameters:
    ///   - folder: Where the zip file goes.
    ///   - run: The run. Comet's identifier is made of it, so that the same run is the same one there.
    ///   - startTime: When it began.
    ///   - project: Comet's project. Default: the run's experiment.
    ///   - workspace: Comet's workspace; empty for the one that the key of whoever uploads belongs to.
    public init(in folder: String, run: RunID, startTime: WallTime, project: String = "", workspace: String = "") {
        parent = folder
        self.startTime = startTime
        self.project = project
        self.workspace = workspace
        times = (startTime, startTime)
        key = String(SHA256.hexadecimalDigest(of: Array("comet \(run)".utf8)).prefix(32))
        logType = LogType(kind: "comet", place: folder)
    }

    /// Goes on behind the last checkpoint, and cuts what is behind it: that comes again. A folder that is gone, or is not what it was,
    /// is left as it is, and a new one begins.
    public func restore(_ state: Document) async throws {
        guard let name = state["folder"]?.stringValue, name.hasPrefix(key), !name.contains("/"),
            let byteCount = state["offset"]?.intValue.flatMap({ Int(exactly: $0) }), byteCount >= 0,
            let messageCount = state["messages"]?.intValue
        else { return }
        experiment = state["experiment"]?.stringValue ?? ""
        tags = state["tags"]?.arrayValue?.compactMap(\.stringValue) ?? []
        isContinued = state["isContinued"]?.boolValue ?? false
        times.start = state["start"]?.intValue.map { WallTime(millisecondsSince1970: $0) } ?? startTime
        times.last = state["last"]?.intValue.map { WallTime(millisecondsSince1970: $0) } ?? times.start
        if state["isFinished"]?.boolValue == true {
            isFinished = true
            return
        }
        do {
            folder = try CometExperimentFolder.goOn(
                "\(parent)/\(name)", at: byteCount, messageCount: messageCount)
        } catch let error as EventFileError {
            guard [.truncated, .removed, .damaged].contains(error.code) else { throw error }
        } catch let error as TrackerFileError {
            guard error.code != .unreadable else { throw error }
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
        guard folder == nil, let first = taken.firstNew(of: entries) else { return false }
        try begin(at: isFinished ? first.time : startTime)
        return true
    }

    /// Writes entries.
    public func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        guard let first = taken.firstNew(of: entries) else {
            try folder?.flush()
            return taken.tellRejected()
        }
        if folder == nil { try begin(at: isFinished ? first.time : startTime) }
        guard let folder else { return [] }
        try taken.take(entries) { entry in
            times.last = max(times.last, entry.time)
            try take(entry, folder)
        }
        try folder.flush()
        return taken.tellRejected()
    }

    /// Has the disk keep the folder.
    public func checkpoint() async throws -> Document {
        guard folder != nil || isFinished else { return [:] }
        try folder?.synchronize()
        return [
            "folder": .string(folder.map { URL(filePath: $0.path).lastPathComponent } ?? key),
            "offset": .int(Int64(folder?.writtenByteCount ?? 0)), "messages": .int(folder?.messageCount ?? 0),
            "isFinished": .bool(isFinished), "isContinued": .bool(isContinued), "experiment": .string(experiment),
            "tags": .array(tags.map { .string($0) }), "start": .int(times.start.millisecondsSince1970),
            "last": .int(times.last.millisecondsSince1970),
        ]
    }

    /// Makes the zip file, also for a run whose process died without saying how it ended.
    public func finish(_ ending: RunEnding?) async throws {
        guard let folder else { return }
        let end = ending?.time ?? times.last
        // Comet has no other word for a run that did not end well.
        let hasFailed = ending?.status != .finished
        let project = !project.isEmpty ? project : experiment.isEmpty ? "general" : experiment
        try folder.pack([
            "offline_id": .string(key), "project_name": .string(project),
            "workspace": workspace.isEmpty ? .null : .string(workspace),
            "start_time": .int(times.start.millisecondsSince1970),
            "stop_time": .int(max(end, times.start).millisecondsSince1970),
            "tags": .array(tags.map { .string(CometText.name($0)) }),
            "resume_strategy": isContinued ? "get_or_create" : "create", "customer_error_reported": .bool(hasFailed),
            "customer_error_message": ending?.message.map { .string($0) } ?? .null,
            "user_provided_experiment_key": .bool(isContinued), "comet_start_sourced": false,
        ])
        self.folder = nil
        isFinished = true
    }

    private func begin(at time: WallTime) throws {
        let new = try CometExperimentFolder.create(in: parent, key: key)
        folder = new
        isContinued = URL(filePath: new.path).lastPathComponent != key
        isFinished = false
        times = (time, time)
    }

    private func take(_ entry: LogEntry, _ folder: CometExperimentFolder) throws {
        switch entry.content {
        case .start(let document, let isResumed):
            if isResumed { isContinued = true }
            experiment = document["experiment"]?.stringValue ?? experiment
            tags = (document["tags"]?.documentValue ?? [:]).map { name, value in
                let text = value.stringValue ?? ""
                let name = FieldName.unescaped(name)
                return text.isEmpty || text == "true" ? name : "\(name):\(text)"
            }
            write(document, at: entry.time, folder)
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
extension CometSink: Sendable {}
