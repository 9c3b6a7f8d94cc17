import RegistryCore
import TrackerFiles

/// One experiment of ml-dash.
final class MLDashRun: SourceRun {
    /// What a field is called that says the step of a row; the first of these that is there does.
    private static let stepNames = ["step", "_step", "global_step", "iteration", "epoch"]
    /// What a field is called that says the time of a row; the first of these that says one does.
    private static let timeNames = ["_ts", "ts", "timestamp", "time"]

    let place: String
    let key: String
    let part: String? = nil
    var isWhole: Bool { root.isWhole(place) }
    private(set) var facts = SourceFacts()
    private var metrics: [(name: String, path: String)] = []
    private var current: (name: String, lines: JSONLines)?
    private var log: JSONLines?
    private var hasBegun = false
    private let root: SourceFolder

    init(_ folder: String, in root: SourceFolder) throws(RegistryError) {
        place = folder
        self.root = root
        let experiment = try JSONFile.document("\(folder)/experiment.json", in: root)
        let prefix = experiment["prefix"]?.stringValue ?? SourceFolder.name(of: folder)
        key = "\(prefix)/\(experiment["created_at"]?.stringValue ?? folder)"
        facts.name = experiment["name"]?.stringValue ?? SourceFolder.name(of: folder)
        facts.experiment = experiment["project"]?.stringValue ?? "default"
        facts.notes = experiment["description"]?.stringValue ?? ""
        facts.start = SourceNumber.time(experiment["created_at"])
        facts.tellsEnd = false
        facts.setTag("prefix", prefix)
        for tag in experiment["tags"]?.arrayValue ?? [] { if let tag = tag.stringValue { facts.setTag(tag) } }
        if let metadata = experiment["metadata"]?.documentValue {
            for (name, value) in metadata { facts.setSummary("metadata.\(name)", value) }
        }
    }

    func read(into batch: inout SourceBatch) throws -> Bool {
        if !hasBegun {
            hasBegun = true
            begin(&batch)
        }
        while !batch.isFull {
            do throws(RegistryError) {
                guard try readNext(&batch) else { return false }
            } catch {
                // One file that cannot be read, or not to its end, is told of, and the others are read.
                batch.report(error.message)
                if current == nil { log = nil }
                current = nil
            }
        }
        return true
    }

    /// Reads a row or opens a file; `false` when there are no more.
    private func readNext(_ batch: inout SourceBatch) throws(RegistryError) -> Bool {
        if let (name, lines) = current {
            if let row = try lines.next(&batch) { take(row, name, &batch) } else { current = nil }
        } else if let next = metrics.popLast() {
            do {
                current = (next.name, try JSONLines(next.path, in: root))
            } catch {
                batch.report(error.message)
            }
        } else if let entry = try log?.next(&batch) {
            takeLine(entry, &batch)
        } else {
            return false
        }
        return true
    }

    private func begin(_ batch: inout SourceBatch) {
        let path = "\(place)/parameters.json"
        if root.isFile(path) {
            do {
                let parameters = try JSONFile.document(path, in: root)
                for (name, value) in parameters["data"]?.documentValue ?? [:] { facts.setParameter(name, value) }
            } catch {
                batch.report(error.message)
            }
        }
        for name in root.files(below: "\(place)/metrics").reversed() {
            let path = "\(place)/metrics/\(name)"
            if name.hasSuffix("/data.jsonl") {
                let metric = String(name.dropLast("/data.jsonl".count))
                metrics.append((metric == "None" ? "" : metric, path))
            } else if name.hasSuffix(".jsonl") {
                metrics.append((String(name.dropLast(".jsonl".count)), path))
            }
        }
        for name in root.files(below: "\(place)/files", limit: 10_000) {
            let location = "\(place)/files/\(name)"
            batch.addFile(
                SourceFile(name: name, type: "file", location: location, size: root.size(of: location)))
        }
        let tracks = root.names(in: "\(place)/tracks").count
        batch.omit(ImportOmission("tracks: rows of several values at a time; they stay in ml-dash's folder"), tracks)
        let printed = "\(place)/logs/logs.jsonl"
        if root.isFile(printed) {
            do {
                log = try JSONLines(printed, in: root)
            } catch {
                batch.report(error.message)
            }
        }
    }

    private func take(_ row: Document, _ name: String, _ batch: inout SourceBatch) {
        let data = row["data"] ?? .null
        let fields = data.documentValue ?? [:]
        let time =
            Self.timeNames.lazy.compactMap { SourceNumber.clock(fields[$0]) }.first ?? SourceNumber.time(
                row["createdAt"])
            ?? SourceNumber.time(row["timestamp"]) ?? StoredFields.noTime
        if let number = SourceNumber.number(data) {
            batch.addPoint(name, step: SourceNumber.whole(row["index"]), time: time, value: number)
            return
        }
        let stepName = Self.stepNames.first { SourceNumber.whole(fields[$0]) != nil }
        let step = stepName.flatMap { SourceNumber.whole(fields[$0]) } ?? SourceNumber.whole(row["index"])
        for (field, value) in fields where field != stepName {
            if Self.timeNames.contains(field), SourceNumber.clock(value) != nil { continue }
            let full = name.isEmpty ? field : "\(name)/\(field)"
            if let number = SourceNumber.number(value) {
                batch.addPoint(full, step: step, time: time, value: number)
            } else if value != .null {
                batch.omit(value.stringValue == nil ? .media("list") : .texts)
            }
        }
    }

    private func takeLine(_ entry: Document, _ batch: inout SourceBatch) {
        let level: LogLevel =
            switch entry["level"]?.stringValue {
            case "debug": .debug
            case "warn", "warning": .warning
            case "error", "fatal": .error
            default: .info
            }
        batch.addLine(
            entry["message"]?.stringValue ?? "", time: SourceNumber.time(entry["timestamp"]) ?? StoredFields.noTime,
            level: level)
    }
}
