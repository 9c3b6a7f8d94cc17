import BSONCoding
import RegistryCore

/// What Sacred says of a run as a whole: `run.json` of its FileStorage, or a document of its MongoDB collection `runs`, which
/// have the same fields.
struct SacredRecord {
    let document: Document

    /// A run without a word of its end whose last sign is older than this does not go on: a day, as for files.
    private static let restSeconds = 86_400.0

    private static let statuses = ["COMPLETED", "FAILED", "TIMEOUT", "INTERRUPTED", "RUNNING", "QUEUED"]

    init(_ document: Document) { self.document = document }

    /// What the experiment is called.
    var experiment: String { document["experiment"]?.documentValue?["name"]?.stringValue ?? "default" }

    /// When the run began.
    var start: WallTime? { SourceNumber.time(document["start_time"]) }

    /// When it ended, or gave its last sign.
    var end: WallTime? { SourceNumber.time(document["stop_time"]) ?? SourceNumber.time(document["heartbeat"]) }

    /// Whether it has not begun.
    var isQueued: Bool { document["status"] == "QUEUED" && start == nil }

    /// Whether it may write more.
    func isGoingOn(at now: WallTime) -> Bool {
        guard ["RUNNING", "QUEUED"].contains(document["status"]?.stringValue) else { return false }
        guard let last = end ?? start else { return true }
        return abs(now.secondsSince1970 - last.secondsSince1970) < Self.restSeconds
    }

    /// How it failed: the lines that Python printed of it.
    var failureLines: [String] {
        let pieces: [Value] =
            switch document["fail_trace"] {
            case .array(let elements)?: elements
            case .string(let text)?: [.string(text)]
            default: []
            }
        return pieces.compactMap(\.stringValue).flatMap { piece in
            piece.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) }
        }
    }

    /// The metrics' documents that the run itself names, in MongoDB.
    var namedMetrics: [Value] {
        let named = document["info"]?.documentValue?["metrics"]?.arrayValue ?? []
        return named.compactMap { entry in
            guard let id = entry.documentValue?["id"] else { return nil }
            // It is written as text.
            let value = id.stringValue.flatMap { ObjectID($0) }.map { .objectID($0) } ?? id
            return SacredIdentifier(value).isPlain ? value : nil
        }
    }

    /// Says what is damaged in it, and counts what is not taken.
    func tell(_ batch: inout SourceBatch, place: String) {
        let faults = faults
        if !faults.isEmpty { batch.report("\(place): \(faults.joined(separator: "; "))") }
        let experiment = document["experiment"]?.documentValue
        let lists = [experiment?["sources"], experiment?["dependencies"], document["resources"]]
        batch.omit(.sacredFiles, lists.reduce(0) { $0 + ($1?.arrayValue?.count ?? 0) })
        if let result = document["result"] { batch.omit(.pythonObjects, Self.pythonObjects(in: result)) }
    }

    /// How many values stand for objects of Python's in a value; one within another is not counted by itself.
    static func pythonObjects(in value: Value) -> Int {
        switch value {
        case .array(let elements): elements.reduce(0) { $0 + pythonObjects(in: $1) }
        case .document(let fields):
            fields.contains { $0.key.hasPrefix("py/") } ? 1 : fields.reduce(0) { $0 + pythonObjects(in: $1.value) }
        default: 0
        }
    }

    private var faults: [String] {
        var faults: [String] = []
        func check(_ names: [String], _ what: String, _ isRight: (Value) -> Bool) {
            for name in names {
                if let value = document[name], !value.isNull, !isRight(value) { faults.append("\(name) is \(what)") }
            }
        }
        check(["experiment", "host", "meta", "config", "info"], "no document") { $0.documentValue != nil }
        check(["artifacts", "resources"], "no list") { $0.arrayValue != nil }
        check(["captured_out", "command", "status"], "no text") { $0.stringValue != nil }
        check(["start_time", "stop_time", "heartbeat"], "no time") { SourceNumber.time($0) != nil }
        if document["experiment"] == nil { faults.append("experiment is missing") }
        if document["start_time"] == nil, !isQueued { faults.append("start_time is missing") }
        if let status = document["status"]?.stringValue {
            if !Self.statuses.contains(status) { faults.append("the status \(status.prefix(40)) is unknown") }
        } else if document["status"] == nil {
            faults.append("status is missing")
        }
        return faults
    }
}

extension SourceFacts {
    /// Sets what Sacred says of a run as a whole.
    mutating func setSacred(_ record: SacredRecord, name: String) {
        let run = record.document
        self.name = name
        experiment = record.experiment
        start = record.start
        end = record.end
        host = run["host"]?.documentValue?["hostname"]?.stringValue ?? ""
        if let command = run["command"]?.stringValue { setTag("command", command) }
        // Omniboard's own are in the database beside Sacred's.
        let board = run["omniboard"]?.documentValue
        for tag in board?["tags"]?.arrayValue ?? [] { if let word = tag.stringValue { setTag(word) } }
        let remarks = [run["meta"]?.documentValue?["comment"], board?["notes"]]
        notes = remarks.compactMap { $0?.stringValue }.filter { !$0.isEmpty }.joined(separator: "\n")
        if let result = run["result"], result != .null { setSummary("result", result) }
        let repositories = run["experiment"]?.documentValue?["repositories"]?.arrayValue ?? []
        gitCommit = repositories.first?.documentValue?["commit"]?.stringValue
        switch run["status"]?.stringValue {
        case "COMPLETED": status = .finished
        case "FAILED", "TIMEOUT": status = .failed
        case "INTERRUPTED": status = .killed
        case "RUNNING", "QUEUED": status = nil
        default: tellsEnd = false
        }
    }

    /// Sets the configuration of a run of Sacred's, and what was noted while it ran.
    mutating func setSacred(configuration: Document, info: Document, _ batch: inout SourceBatch) {
        for (name, value) in configuration {
            setParameter(name, value)
            batch.omit(.pythonObjects, SacredRecord.pythonObjects(in: value))
        }
        for (name, value) in info where name != "metrics" {
            setSummary(name, value)
            batch.omit(.pythonObjects, SacredRecord.pythonObjects(in: value))
        }
    }
}
