import RegistryCore
import TrackerFiles

/// One run of Sacred's FileStorage.
final class SacredRun: SourceRun {
    let place: String
    let key: String
    let part: String? = nil
    private(set) var facts = SourceFacts()
    private let artifacts: [String]
    private var metrics: [(name: String, fields: Document)] = []
    private var index = 0
    private var output: LineReader?
    private var hasBegun = false

    init(_ folder: String) throws(RegistryError) {
        place = folder
        let run = try JSONFile.document("\(folder)/run.json")
        let id = SourceFolder.name(of: folder)
        let experiment = run["experiment"]?.documentValue?["name"]?.stringValue ?? "default"
        let started = run["start_time"]?.stringValue ?? ""
        // The time is said to the microsecond: the folder may be moved.
        key = "\(experiment)/\(id)/\(started.isEmpty ? folder : started)"
        artifacts = (run["artifacts"]?.arrayValue ?? []).compactMap(\.stringValue)
        facts.name = id
        facts.experiment = experiment
        facts.start = SourceNumber.time(run["start_time"])
        facts.end = SourceNumber.time(run["stop_time"]) ?? SourceNumber.time(run["heartbeat"])
        facts.host = run["host"]?.documentValue?["hostname"]?.stringValue ?? ""
        if let command = run["command"]?.stringValue { facts.setTag("command", command) }
        if let comment = run["meta"]?.documentValue?["comment"]?.stringValue { facts.notes = comment }
        if let result = run["result"], result != .null { facts.setSummary("result", result) }
        let repositories = run["experiment"]?.documentValue?["repositories"]?.arrayValue ?? []
        facts.gitCommit = repositories.first?.documentValue?["commit"]?.stringValue
        switch run["status"]?.stringValue {
        case "COMPLETED": facts.status = .finished
        case "FAILED", "TIMEOUT": facts.status = .failed
        case "INTERRUPTED": facts.status = .killed
        case "RUNNING", "QUEUED": facts.status = nil
        default: facts.tellsEnd = false
        }
    }

    func read(into batch: inout SourceBatch) throws -> Bool {
        if !hasBegun {
            hasBegun = true
            readFacts(&batch)
        }
        while !batch.isFull {
            if let (name, fields) = metrics.last {
                if takePoint(index, of: name, fields, &batch) {
                    index += 1
                } else {
                    metrics.removeLast()
                    index = 0
                }
            } else if let line = try readingTracker({ () throws(TrackerFileError) in try output?.next() }) {
                guard !line.isTooLong else {
                    batch.report("\(place)/cout.txt, byte \(line.offset): a line is longer than 16 MiB")
                    continue
                }
                let text = String(decoding: line.bytes, as: UTF8.self)
                if !text.isEmpty { batch.addLine(text, time: facts.start ?? StoredFields.noTime) }
            } else {
                return false
            }
        }
        return true
    }

    private func readFacts(_ batch: inout SourceBatch) {
        for (name, value) in optional("config.json", &batch) { facts.setParameter(name, value) }
        for (name, value) in optional("info.json", &batch) where name != "metrics" { facts.setSummary(name, value) }
        metrics = optional("metrics.json", &batch).compactMap { name, value in value.documentValue.map { (name, $0) } }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.reversed()
        for name in artifacts {
            let location = "\(place)/\(name)"
            guard SourceFolder.staysBelow(name), let size = SourceFolder.size(of: location) else {
                batch.omit(ImportOmission("artifacts that are not in the run's folder"))
                continue
            }
            batch.addFile(SourceFile(name: name, type: "artifact", location: location, size: size))
        }
        let printed = "\(place)/cout.txt"
        if SourceFolder.isFile(printed) {
            do {
                output = try LineReader(printed)
            } catch {
                batch.report(error.message)
            }
        }
    }

    /// The object in a file that need not be there; empty, and reported, when the file is damaged: the others are read
    /// all the same.
    private func optional(_ name: String, _ batch: inout SourceBatch) -> Document {
        let path = "\(place)/\(name)"
        guard SourceFolder.isFile(path) else { return [:] }
        do {
            return try JSONFile.document(path)
        } catch {
            batch.report(error.message)
            return [:]
        }
    }

    private func takePoint(_ index: Int, of name: String, _ fields: Document, _ batch: inout SourceBatch) -> Bool {
        guard case .array(let values)? = fields["values"], index < values.count else { return false }
        func element(_ field: String) -> Value? {
            guard case .array(let elements)? = fields[field], index < elements.count else { return nil }
            return elements[index]
        }
        guard let number = SourceNumber.number(values[index]) else {
            batch.omit(values[index].stringValue == nil ? .media("list") : .texts)
            return true
        }
        batch.addPoint(
            name, step: SourceNumber.whole(element("steps")),
            time: SourceNumber.time(element("timestamps")) ?? StoredFields.noTime, value: number)
        return true
    }
}
