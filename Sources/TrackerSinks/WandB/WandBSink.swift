import EventFiles
import Foundation
public import RegistryCore
import TrackerFiles
public import TrainingLog

/// W&B's offline runs: what was logged as a folder that `wandb sync` takes.
///
/// A run that is taken up again after its end gets another folder with the same identifier, as W&B does it.
public final class WandBSink: LogSink {
    package static let sinkName = "W&B"
    /// What people call it.
    public let name = WandBSink.sinkName
    /// The folder that holds the run's folders.
    public let logType: LogType

    private let parent: String
    private let startTime: WallTime
    private let settings: WandBSettings
    private let id: String
    private var file: WandBRunFile?
    /// The run's record is on the file.
    private var hasRun = false
    /// The run has ended; what comes is of one that was taken up again.
    private var isFinished = false
    /// What the file has, in memory too.
    private var taken = TakenEntries()
    private var summary = WandBSummary()
    private var history = WandBHistory()

    /// A sink.
    ///
    /// - Parameters:
    ///   - folder: Where the run's folder goes; W&B's own program calls it `wandb`.
    ///   - run: The run. W&B's identifier is made of it, so that the same run is the same one there.
    ///   - startTime: When it began.
    ///   - project: W&B's project. Default: the run's experiment.
    public convenience init(in folder: String, run: RunID, startTime: WallTime, project: String = "") {
        self.init(in: folder, run: run, startTime: startTime, settings: WandBSettings(project: project))
    }

    /// A sink.
    ///
    /// - Parameters:
    ///   - folder: Where the run's folder goes; W&B's own program calls it `wandb`.
    ///   - run: The run. W&B's identifier is made of it, so that the same run is the same one there.
    ///   - startTime: When it began.
    ///   - settings: What W&B calls the run and what it belongs to.
    public init(in folder: String, run: RunID, startTime: WallTime, settings: WandBSettings) {
        parent = folder
        self.startTime = startTime
        self.settings = settings
        id = WandBRunIdentifier.text(of: run)
        logType = LogType(kind: "wandb", place: folder)
    }

    /// Goes on behind the last checkpoint. A file that is gone, or is not what it was, is left as it is, and a new one begins.
    public func restore(_ state: Document) async throws {
        guard let name = state["folder"]?.stringValue, !name.contains("/"),
            let byteCount = state["offset"]?.intValue.flatMap({ Int(exactly: $0) }), byteCount >= 0,
            let recordCount = state["records"]?.intValue
        else { return }
        do {
            let opened = try WandBRunFile.goOn(
                folder: "\(parent)/\(name)", id: id, recordCount: recordCount, byteCount: byteCount)
            hasRun = state["hasRun"]?.boolValue ?? false
            isFinished = state["isFinished"]?.boolValue ?? false
            summary = WandBSummary(ofFileAt: "\(opened.folder)/run-\(id).wandb")
            file = opened
        } catch {
            guard [.truncated, .removed].contains(error.code) else { throw error }
        }
    }

    /// Numbers, images, lines, parameters, and what the run is.
    public func takes(_ content: LogEntry.Content) -> Bool {
        switch content {
        case .start, .scalar, .scalars, .image, .labelledPicture, .line, .message, .parameters: true
        case .record(let record, _): !RecordFields.numbers(of: record).isEmpty
        default: false
        }
    }

    /// Begins the file.
    public func prepare(for entries: [LogEntry]) async throws -> Bool {
        guard file == nil || isFinished, taken.firstNew(of: entries) != nil else { return false }
        try begin(at: isFinished ? entries.first?.time ?? startTime : startTime)
        return true
    }

    /// Writes entries.
    public func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        if file == nil { try begin(at: startTime) }
        guard let file else { return [] }
        try taken.take(entries) { try take($0, file) }
        endRow(file)
        try file.flush()
        return taken.tellRejected()
    }

    /// Has the disk keep the file.
    public func checkpoint() async throws -> Document {
        guard let file else { return [:] }
        try file.synchronize()
        return [
            "folder": .string(URL(filePath: file.folder).lastPathComponent),
            "offset": .int(Int64(file.writtenByteCount)),
            "records": .int(file.recordCount), "hasRun": .bool(hasRun), "isFinished": .bool(isFinished),
        ]
    }

    /// Writes the summary and how the run ended.
    public func finish(_ ending: RunEnding?) async throws {
        guard let file else { return }
        // A process that died did not say that it ended; W&B takes such a run as well.
        if let ending, !isFinished {
            writeRunIfMissing(file)
            if let message = ending.message {
                file.append(.output(isError: true, seconds: ending.time.secondsSince1970, text: message + "\n"))
            }
            file.append(.summary(update: summary.items, remove: []))
            let runtime = max(0, ending.time.secondsSince1970 - startTime.secondsSince1970)
            file.append(
                .exit(code: ending.status == .finished ? 0 : 1, runtime: Int64(min(runtime, 4_000_000_000))))
            isFinished = true
        }
        try file.flush()
    }

    private func begin(at time: WallTime) throws {
        let new = try WandBRunFile.create(in: parent, id: id, seconds: time.secondsSince1970)
        new.append(
            .header(producer: "LoggerAndViewer", minimumConsumer: WandBRecordEncoder.minimumConsumer))
        try new.flush()
        file = new
        hasRun = false
        isFinished = false
    }

    private func take(_ entry: LogEntry, _ file: WandBRunFile) throws {
        switch entry.content {
        case .start(let document, _):
            endRow(file)
            write(document, file)
        case .scalar(let number, let step): add([number], step, entry.time, file)
        case .scalars(let numbers, let step): add(numbers, step, entry.time, file)
        case .record(let record, let place):
            let numbers = RecordFields.namedNumbers(of: record)
            add(numbers, RecordFields.step(of: record, place: place), entry.time, file)
        case .image(let image, let step): try add(image, step, entry.time, file)
        case .labelledPicture(let picture): try add(picture.image, picture.step ?? 0, entry.time, file)
        case .line(let text, let level): add(text, level, entry.time, file)
        case .message(let message): add(message.line.text, message.line.level, entry.time, file)
        case .parameters(let change): write(change, file)
        default: break
        }
    }

    private func add(_ image: LoggedImage, _ step: Step, _ time: WallTime, _ file: WandBRunFile) throws {
        let item = try WandBMediaFile.item(of: image, step: step, in: file.folder)
        endRow(file, unless: step)
        history.add([item], step: step, time: time)
    }

    private func add(_ line: String, _ level: LogLevel, _ time: WallTime, _ file: WandBRunFile) {
        writeRunIfMissing(file)
        file.append(.output(isError: level >= .error, seconds: time.secondsSince1970, text: line + "\n"))
    }

    private func add(_ numbers: [NamedNumber], _ step: Step, _ time: WallTime, _ file: WandBRunFile) {
        let system = numbers.filter { $0.name.hasPrefix("system/") }
        if !system.isEmpty {
            writeRunIfMissing(file)
            file.append(
                .stats(
                    system.map {
                        WandBItem(path: [String($0.name.dropFirst("system/".count))], value: .double($0.value))
                    },
                    seconds: time.secondsSince1970))
        }
        let others = system.isEmpty ? numbers : numbers.filter { !$0.name.hasPrefix("system/") }
        guard !others.isEmpty else { return }
        endRow(file, unless: step)
        history.add(others.map { WandBItem(path: [$0.name], value: .double($0.value)) }, step: step, time: time)
        for number in others { summary.note(number.name, number.value) }
    }

    /// Writes the row of the history that is being collected, unless it is of a step.
    private func endRow(_ file: WandBRunFile, unless step: Step? = nil) {
        guard let row = history.take(unless: step, since: startTime) else { return }
        writeRunIfMissing(file)
        file.append(row)
    }

    private func writeRunIfMissing(_ file: WandBRunFile) {
        if !hasRun { write([:], file) }
    }

    private func write(_ document: Document, _ file: WandBRunFile) {
        var run = WandBRun()
        run.id = id
        let experiment = document["experiment"]?.stringValue ?? ""
        run.project = !settings.project.isEmpty ? settings.project : experiment.isEmpty ? "uncategorized" : experiment
        run.displayName = settings.name.isEmpty ? document["name"]?.stringValue ?? "" : settings.name
        run.notes = settings.notes.isEmpty ? document["notes"]?.stringValue ?? "" : settings.notes
        run.group = settings.group
        run.jobType = settings.jobType
        run.host = document["host"]?.stringValue ?? ""
        run.gitCommit = document["gitCommit"]?.stringValue ?? ""
        run.startSeconds = startTime.secondsSince1970
        for (name, value) in document["tags"]?.documentValue ?? [:] {
            // W&B's tags are words of at most 64 characters.
            let text = value.stringValue ?? ""
            let name = FieldName.unescaped(name)
            run.tags.append(String((text.isEmpty || text == "true" ? name : "\(name):\(text)").prefix(64)))
        }
        run.tags += settings.tags.map { String($0.prefix(64)) }.filter { !run.tags.contains($0) }
        run.config = WandBConfiguration.items(of: document["parameters"]?.documentValue ?? [:])
        run.config.append(WandBItem(path: ["_wandb"], value: .json(Array("{}".utf8))))
        file.append(.run(run))
        hasRun = true
    }

    private func write(_ change: ParameterChange, _ file: WandBRunFile) {
        writeRunIfMissing(file)
        var fields = Document()
        for (name, value) in change.values.sorted(by: { $0.key < $1.key }) { fields[FieldName.escaped(name)] = value }
        // W&B cannot say that everything else goes.
        let removed = change.removed.subtracting(change.values.keys).sorted()
        file.append(
            .config(
                update: WandBConfiguration.items(of: fields),
                remove: removed.map { WandBItem(path: [$0], value: .none) }))
    }
}

@available(*, unavailable)
extension WandBSink: Sendable {}
