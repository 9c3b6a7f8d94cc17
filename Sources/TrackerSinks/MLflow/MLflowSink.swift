import Foundation
public import RegistryCore
public import TrainingLog

/// A run of an MLflow tracking server: numbers as metrics, parameters, tags, images and files, and how the run ended.
///
/// The run there has a tag with this run's identifier, by which it is found again after a crash: a run is made once. What comes again
/// changes nothing: MLflow's table of metrics has one row for each name, time, step and value of a run, parameters and tags have one value
/// for a name, and a file that is put again replaces itself. (A server on MLflow's old folders, `mlruns`, has no such table; there a number
/// that comes again after a crash is there twice. Two equal numbers of one name and step that are logged in the same millisecond are one.)
///
/// Lines of the log, texts, sounds, histograms and meshes are not for it: MLflow has no place for them.
public final class MLflowSink: LogSink {
    package static let sinkName = "MLflow"
    /// The tag with the run's identifier.
    static let runTag = "loggerandviewer.run"
    /// The tag with what tells the last process that continued the run from others.
    static let takerTag = "loggerandviewer.takenUpBy"

    /// What people call it.
    public let name = MLflowSink.sinkName
    /// The server.
    public let logType: LogType

    let configuration: MLflowConfiguration
    let server: MLflowServer
    let runID: RunID
    let startTime: WallTime
    /// The run there, as soon as it is known.
    var run: MLflowRun?
    /// The run there was made by this logger: it knows nothing of the run yet.
    var isMadeHere = false
    /// What tells this continuation of the run from others; `nil` for whoever began it.
    private var continuation: String?
    /// What was told to be refused, and of which entry: the same one is told again when it comes again.
    private var told: [String: Int64] = [:]
    private var hasImageTag = false
    /// The file that the server could not take for now, and how often it was tried.
    var putAttempts: (sequence: Int64, count: Int) = (-1, 0)
    /// The names of metrics as JSON.
    private var keys: [String: [UInt8]] = [:]

    private static let mostKeys = 10_000

    init(_ configuration: MLflowConfiguration, _ server: MLflowServer, run: RunID, startTime: WallTime) {
        self.configuration = configuration
        self.server = server
        runID = run
        self.startTime = startTime
        logType = LogType(kind: "mlflow", place: server.address.description)
    }

    /// A sink.
    ///
    /// - Parameters:
    ///   - configuration: Where the server is, and what the run is called there.
    ///   - run: The run, whose identifier the run there has in a tag.
    ///   - startTime: When it began.
    /// - Throws: `RegistryError` with `invalidArgument` for an address or a header that is none.
    public convenience init(_ configuration: MLflowConfiguration, run: RunID, startTime: WallTime) throws(RegistryError)
    {
        self.init(configuration, try MLflowServer(configuration), run: run, startTime: startTime)
    }

    /// Goes on with the run at the server that an earlier sink found or made.
    public func restore(_ state: Document) async throws {
        run = MLflowRun(state: state)
        isMadeHere = state["isMadeHere"]?.boolValue ?? false
        continuation = state["continuation"]?.stringValue
    }

    /// Everything is at the server when it was delivered.
    public func checkpoint() async throws -> Document {
        guard var state = run?.state else { return [:] }
        state["isMadeHere"] = .bool(isMadeHere)
        state["continuation"] = continuation.map { .string($0) }
        return state
    }

    /// Numbers, parameters, images, files, videos, and what the run is and is made with.
    public func takes(_ content: LogEntry.Content) -> Bool {
        switch content {
        case .start, .scalar, .scalars, .parameters, .image, .file, .video, .environment, .labelledPicture,
            .labelledFile:
            true
        case .record(let record, _): !RecordFields.numbers(of: record).isEmpty
        case .event, .line, .labelledText, .command, .message, .end: false
        }
    }

    /// Finds or makes the run.
    public func prepare(for entries: [LogEntry]) async throws -> Bool {
        guard run == nil, !entries.isEmpty else { return false }
        let start = entries.lazy.compactMap { entry -> Document? in
            if case .start(let document, _) = entry.content { document } else { nil }
        }.first
        run = try await openedRun(start)
        return true
    }

    /// Sends entries.
    public func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        if run == nil { _ = try await prepare(for: entries) }
        guard let run else { return [] }
        var rejected: [RejectedEntry] = []
        var batch = MLflowMetricBatch()
        for entry in entries {
            switch entry.content {
            case .start(let document, let isResumed):
                rejected += try await take(document, isResumed: isResumed, entry, run)
            case .scalar(let number, let step): try await add(number.name, number.value, step)
            case .scalars(let numbers, let step):
                for number in numbers { try await add(number.name, number.value, step) }
            case .record(let record, let place):
                let step = RecordFields.step(of: record, place: place)
                for number in RecordFields.namedNumbers(of: record) { try await add(number.name, number.value, step) }
            case .parameters(let change):
                rejected += try await send(parameters: change.values.sorted { $0.key < $1.key }, entry, run)
            case .environment(let environment):
                rejected += try await send(tags: MLflowEnvironment.tags(of: environment), entry, run)
            case .image(let image, let step): rejected += try await send(image, step, entry, run)
            case .labelledPicture(let picture):
                rejected += try await send(picture.image, picture.step ?? 0, entry, run)
            case .labelledFile(let file):
                let folder = file.step.flatMap(LabelledFolder.folder).map { "\($0)/" } ?? ""
                let name = "\(folder)\(file.label).\(file.fileExtension)"
                rejected += try await put(name, file.bytes, "application/octet-stream", entry, run)
            case .file(let file):
                rejected += try await put(file.name, file.bytes, file.contentType, entry, run)
            case .video(let video, let step): rejected += try await send(video, step, entry, run)
            case .event, .line, .labelledText, .command, .message, .end: break
            }
            func add(_ name: String, _ value: Double, _ step: Step) async throws {
                batch.add(key: key(name), value, step, entry.time, sequence: entry.sequence)
                guard batch.isFull else { return }
                rejected += try await send(batch, run)
                batch = MLflowMetricBatch()
            }
        }
        return rejected + (try await send(batch, run))
    }

    /// Says how the run ended, unless another process has taken it up since: that one ends it. A run whose process died without a word
    /// stays as it is.
    public func finish(_ ending: RunEnding?) async throws {
        guard let run, let ending else { return }
        do {
            guard try await !isTakenUpByOther(run) else { return }
            if let message = ending.message { try await set("loggerandviewer.statusMessage", message, run) }
            let status =
                switch ending.status {
                case .running: "RUNNING"
                case .finished: "FINISHED"
                case .failed: "FAILED"
                case .killed, .lost: "KILLED"
                }
            _ = try await server.post(
                "runs/update",
                [
                    "run_id": .string(run.id), "status": .string(status),
                    "end_time": .int(max(0, ending.time.millisecondsSince1970)),
                ])
        } catch let refusal as MLflowRefusal {
            throw PermanentFailure(refusal.error(about: "the end of the run"))
        }
    }

    /// Takes what the run is; one that is continued goes on there as well, and keeps the parameters and tags that it has.
    private func take(
        _ document: Document, isResumed: Bool, _ entry: LogEntry, _ run: MLflowRun
    ) async throws -> [RejectedEntry] {
        let isKnown = isResumed && !isMadeHere
        var tags = isKnown ? [] : runTags(document)
        if isResumed {
            continuation = document["takenUpBy"]?.stringValue
            if let continuation { tags.append((Self.takerTag, continuation)) }
            do {
                _ = try await server.post("runs/update", ["run_id": .string(run.id), "status": "RUNNING"])
            } catch let refusal as MLflowRefusal {
                return [rejection(of: entry, refusal, "the run")]
            }
        }
        let parameters = isKnown ? [:] : document["parameters"]?.documentValue ?? [:]
        return try await send(tags: tags, entry, run)
            + send(parameters: parameters.map { (FieldName.unescaped($0.key), $0.value) }, entry, run)
    }

    private func isTakenUpByOther(_ run: MLflowRun) async throws -> Bool {
        let answer = try await server.get("runs/get", [("run_id", run.id)])
        let tags = answer["run"]?.documentValue?["data"]?.documentValue?["tags"]?.arrayValue ?? []
        let taker = tags.lazy.compactMap(\.documentValue).first { $0["key"]?.stringValue == Self.takerTag }
        guard let other = taker?["value"]?.stringValue else { return false }
        return other != continuation
    }

    /// Whether something refused is to be told, which it is once.
    func isNews(_ subject: String, of entry: LogEntry) -> Bool {
        if told[subject] == nil { told[subject] = entry.sequence }
        return told[subject] == entry.sequence
    }

    private func key(_ name: String) -> [UInt8] {
        if let key = keys[name] { return key }
        let key = Value.string(MLflowName.of(name)).jsonBytes()
        if keys.count >= Self.mostKeys { keys = [:] }
        keys[name] = key
        return key
    }

    /// Sends an image's files, and says once that the run has images: the pages look for them then.
    private func send(
        _ image: LoggedImage, _ step: Step, _ entry: LogEntry, _ run: MLflowRun
    ) async throws -> [RejectedEntry] {
        let made: MLflowImage
        do {
            made = try MLflowImage(image, step: step, time: entry.time, run: runID, sequence: entry.sequence)
        } catch {
            return [RejectedEntry(sequence: entry.sequence, reason: error)]
        }
        for file in made.files {
            let rejected = try await put(file.name, file.png, "image/png", entry, run)
            guard rejected.isEmpty else { return rejected }
        }
        if !hasImageTag {
            let rejected = try await send(tags: [("mlflow.loggedImages", "True")], entry, run)
            guard rejected.isEmpty else { return rejected }
            hasImageTag = true
        }
        return []
    }
}

@available(*, unavailable)
extension MLflowSink: Sendable {}
