import RegistryCore
import TrackerFiles

/// One of Comet's offline zip files.
final class CometRun: SourceRun {
    /// Whether a zip file is one of Comet's.
    ///
    /// - Throws: as ``ZipReader``, for a file that cannot be looked into.
    static func fits(_ path: String) throws(TrackerFileError) -> Bool {
        let zip = try ZipReader(path)
        return zip.entry(named: "experiment.json") != nil && zip.entry(named: "messages.json") != nil
    }

    let place: String
    let key: String
    private(set) var facts = SourceFacts()
    private let lines: JSONLines
    private let zip: ZipReader
    private var printed: [Bool: PrintedLines] = [false: PrintedLines(), true: PrintedLines()]
    private var hasBegun = false

    /// The largest `experiment.json`.
    private static let largestDescription = 4 << 20

    init(_ path: String, in root: SourceFolder) throws(RegistryError) {
        place = path
        let zip = try readingTracker { () throws(TrackerFileError) in try ZipReader(try root.opening(path)) }
        self.zip = zip
        guard let description = zip.entry(named: "experiment.json"), let messages = zip.entry(named: "messages.json")
        else {
            throw RegistryError(
                .corruptData, "The zip file is none of Comet's: it lacks experiment.json or messages.json.")
        }
        let bytes = try readingTracker { () throws(TrackerFileError) in
            try zip.bytes(of: description, limit: Self.largestDescription)
        }
        let experiment = (try Value(pythonJSON: bytes)).documentValue ?? [:]
        let stream = try readingTracker { () throws(TrackerFileError) in try zip.open(messages) }
        lines = JSONLines(LineReader(stream), place: "\(path), messages.json")
        key = experiment["offline_id"]?.stringValue ?? SourceFolder.name(of: path)
        facts.name = String(key.prefix(12))
        facts.experiment = experiment["project_name"]?.stringValue ?? "general"
        facts.start = SourceNumber.time(experiment["start_time"])
        facts.end = SourceNumber.time(experiment["stop_time"])
        facts.status = experiment["customer_error_reported"] == .bool(true) ? .failed : .finished
        for tag in experiment["tags"]?.arrayValue ?? [] { if let tag = tag.stringValue { facts.setTag(tag) } }
        if let workspace = experiment["workspace"]?.stringValue { facts.setTag("workspace", workspace) }
    }

    /// An experiment that is taken up again has the same identifier and another start.
    var part: String? { "\(SourceFolder.name(of: place))/\(facts.start?.millisecondsSince1970 ?? 0)" }

    func read(into batch: inout SourceBatch) throws -> Bool {
        if !hasBegun {
            hasBegun = true
            for report in zip.reports { batch.report("\(place): \(report)") }
        }
        while !batch.isFull {
            guard let message = try lines.next(&batch) else {
                for isError in [false, true] { printed[isError]?.finish(level: isError ? .error : .info, into: &batch) }
                return false
            }
            guard let payload = message["payload"]?.documentValue else { continue }
            take(message["type"]?.stringValue ?? "", payload, &batch)
        }
        return true
    }

    private func take(_ type: String, _ payload: Document, _ batch: inout SourceBatch) {
        let time = SourceNumber.time(payload["local_timestamp"]) ?? facts.start ?? StoredFields.noTime
        switch type {
        case "metric_msg":
            guard let metric = payload["metric"]?.documentValue, let name = metric["metricName"]?.stringValue else {
                return
            }
            guard let number = metric["metricValue"].flatMap(SourceNumber.number) else { return batch.omit(.texts) }
            let context = payload["context"]?.stringValue ?? ""
            let isSystem = name.hasPrefix("sys.")
            batch.addPoint(
                isSystem ? SystemMetricName.of(name) : context.isEmpty ? name : "\(context)/\(name)",
                step: SourceNumber.whole(metric["step"]), time: time, value: number)
        case "parameter_msg":
            guard let parameter = payload["param"]?.documentValue, let name = parameter["paramName"]?.stringValue else {
                return
            }
            // A parameter with a step changes: it is drawn.
            if let step = SourceNumber.whole(parameter["step"]), step != 0,
                let number = parameter["paramValue"].flatMap(SourceNumber.number)
            {
                batch.addPoint("parameters/\(name)", step: step, time: time, value: number)
            }
            facts.setParameter(name, parameter["paramValue"] ?? .null)
        case "log_other":
            guard let name = payload["key"]?.stringValue, let text = payload["value"]?.text else { return }
            if name == "Name" { facts.name = text } else { facts.setTag(name, text) }
        case "standard_output":
            let isError = payload["stderr"] == .bool(true)
            printed[isError]?.take(
                payload["output"]?.stringValue ?? "", time: time, level: isError ? .error : .info, into: &batch)
        case "file_upload", "remote_file":
            let kind = payload["upload_type"]?.stringValue ?? "file"
            batch.omit(ImportOmission("files of the kind \(kind.prefix(60)): they stay in Comet's zip file"))
        case "html", "htmlOverride": batch.omit(.media("html"))
        case "git_metadata":
            facts.gitCommit = payload["git_metadata"]?.documentValue?["parent"]?.stringValue ?? facts.gitCommit
        case "system_details": facts.host = payload["hostname"]?.stringValue ?? facts.host
        case "file_name", "installed_packages", "os_packages", "system_info", "cloud_details", "log_dependency": break
        default:
            batch.omit(ImportOmission("messages of the kind \(type.prefix(60)), which the registry has no place for"))
        }
    }
}
