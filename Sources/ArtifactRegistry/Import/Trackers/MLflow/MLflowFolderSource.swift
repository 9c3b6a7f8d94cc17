import RegistryCore
import TrackerFiles

/// MLflow's file store: a folder `mlruns` with experiments, which hold runs.
final class MLflowFolderSource: RunSource {
    let tracker = Tracker.mlflow
    private(set) var reports: [String] = []
    private let root: String
    private var experiments: [String]
    private var runs: [String] = []
    private var experiment: (folder: String, name: String) = ("", "")

    /// - Parameter root: the folder `mlruns`.
    init(root: String) {
        self.root = root
        experiments = SourceFolder.names(in: root).reversed()
    }

    func nextRun() throws -> (any SourceRun)? {
        while true {
            if let name = runs.popLast() {
                let folder = "\(experiment.folder)/\(name)"
                guard SourceFolder.isFile("\(folder)/meta.yaml") else { continue }
                do {
                    let run = try MLflowFolderRun(folder, experiment: experiment.name)
                    if !run.isDeleted { return run }
                    reports.append("\(folder): the run was deleted in MLflow; it is not taken")
                } catch {
                    reports.append("\(folder): \(error.message)")
                }
                continue
            }
            guard let name = experiments.popLast() else { return nil }
            let folder = "\(root)/\(name)"
            guard SourceFolder.isFile("\(folder)/meta.yaml") else { continue }
            let meta = try? Self.meta(folder)
            experiment = (folder, meta?["name"]?.text ?? name)
            runs = SourceFolder.names(in: folder).reversed()
        }
    }

    static func meta(_ folder: String) throws(RegistryError) -> Document {
        let bytes = try readingTracker { () throws(TrackerFileError) in
            try SmallFile.bytes(of: "\(folder)/meta.yaml", limit: 1 << 20)
        }
        return PlainYAML.value(String(decoding: bytes, as: UTF8.self)).documentValue ?? [:]
    }
}

/// One run of MLflow's file store.
final class MLflowFolderRun: SourceRun {
    let place: String
    let key: String
    let part: String? = nil
    let isDeleted: Bool
    private(set) var facts = SourceFacts()
    private var metrics: [String]
    private var current: (name: String, lines: LineReader)?
    private var hasListedArtifacts = false
    /// Parameters and tags that could not be read, and why; told with the first batch.
    private var faults: [String] = []

    /// The largest parameter and the largest tag.
    private static let largestText = 64 << 10

    init(_ folder: String, experiment: String) throws(RegistryError) {
        place = folder
        let meta = try MLflowFolderSource.meta(folder)
        key = (meta["run_id"] ?? meta["run_uuid"])?.text ?? SourceFolder.name(of: folder)
        isDeleted = meta["lifecycle_stage"]?.text == "deleted"
        metrics = SourceFolder.files(below: "\(folder)/metrics").reversed()
        facts.experiment = experiment
        facts.name = meta["run_name"]?.text ?? key
        facts.start = SourceNumber.time(meta["start_time"])
        facts.end = SourceNumber.time(meta["end_time"])
        facts.setMLflowStatus(meta["status"]?.text ?? "")
        if let user = meta["user_id"]?.text, !user.isEmpty { facts.setTag("mlflow.user", user) }
        for name in SourceFolder.files(below: "\(folder)/params") {
            do {
                let text = try Self.text("\(folder)/params/\(name)")
                facts.setParameter(name, SourceNumber.value(ofText: text))
            } catch {
                faults.append(error.message)
            }
        }
        for name in SourceFolder.files(below: "\(folder)/tags") {
            do {
                let text = try Self.text("\(folder)/tags/\(name)")
                facts.setMLflowTag(name, text)
            } catch {
                faults.append(error.message)
            }
        }
    }

    func read(into batch: inout SourceBatch) throws -> Bool {
        if !hasListedArtifacts {
            hasListedArtifacts = true
            for fault in faults { batch.report(fault) }
            faults = []
            MLflowArtifacts.add(below: "\(place)/artifacts", to: &batch)
        }
        while !batch.isFull {
            guard let (name, lines) = current else {
                guard let name = metrics.popLast() else { return false }
                let path = "\(place)/metrics/\(name)"
                current = (name, try readingTracker { () throws(TrackerFileError) in try LineReader(path) })
                continue
            }
            guard let line = try readingTracker({ () throws(TrackerFileError) in try lines.next() }) else {
                current = nil
                continue
            }
            take(line, of: name, &batch)
        }
        return true
    }

    private func take(_ line: LineReader.Line, of name: String, _ batch: inout SourceBatch) {
        // MLflow is writing it, or died: a part of a number would be another number.
        guard line.isEnded else {
            batch.report("\(place)/metrics/\(name), byte \(line.offset): the file ends inside a line")
            return
        }
        let parts = line.bytes.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        guard parts.count >= 2, let time = Int64(parts[0]), let value = Double(parts[1]) else {
            if !line.bytes.isEmpty || line.isTooLong {
                batch.report("\(place)/metrics/\(name), byte \(line.offset): a line is no time, value and step")
            }
            return
        }
        let step = parts.count > 2 ? Int64(parts[2]) : 0
        batch.addPoint(
            name, step: step, time: SourceNumber.time(milliseconds: time) ?? StoredFields.noTime, value: value)
    }

    private static func text(_ path: String) throws(TrackerFileError) -> String {
        String(decoding: try SmallFile.bytes(of: path, limit: largestText), as: UTF8.self)
    }
}

extension Value {
    /// A value as text: what YAML wrote without quotes may be a number.
    var text: String? {
        switch self {
        case .string(let text): text
        case .int(let number): "\(number)"
        case .double(let number): "\(number)"
        case .bool(let flag): flag ? "true" : "false"
        default: nil
        }
    }
}
