import RegistryCore
import TrainingLog

extension CometSink {
    /// Says what the run is.
    func write(_ document: Document, at time: WallTime, _ folder: CometExperimentFolder) {
        let texts = [("Name", "name"), ("Notes", "notes"), ("Git commit", "gitCommit"), ("Host", "host")]
        for (key, name) in texts {
            guard let text = document[name]?.stringValue, !text.isEmpty else { continue }
            folder.append("log_other", ["key": .string(key), "value": .string(text)])
        }
        for (name, value) in document["parameters"]?.documentValue ?? [:] {
            set(FieldName.unescaped(name), value, at: time, folder)
        }
    }

    /// Sets parameters. Comet has no word for one that goes: it keeps its value.
    func write(_ change: ParameterChange, at time: WallTime, _ folder: CometExperimentFolder) {
        for (name, value) in change.values.sorted(by: { $0.key < $1.key }) { set(name, value, at: time, folder) }
    }

    /// Adds numbers of a step.
    func add(_ numbers: [NamedNumber], _ step: Step, _ time: WallTime, _ folder: CometExperimentFolder) {
        for number in numbers {
            let isSystem = number.name.hasPrefix("system/")
            let name = isSystem ? "sys." + number.name.dropFirst("system/".count) : number.name
            let metric: Document = [
                "metricName": .string(CometText.name(name)), "metricValue": .double(number.value),
                "step": .int(step.rawValue), "epoch": .null,
            ]
            folder.append(
                "metric_msg",
                [
                    "local_timestamp": .int(time.millisecondsSince1970), "context": .null,
                    "metric": .document(metric),
                ])
        }
    }

    /// Adds a line to what was printed.
    func add(_ text: String, isError: Bool, _ time: WallTime, _ folder: CometExperimentFolder) {
        folder.append(
            "standard_output",
            [
                "output": .string(text + "\n"), "stderr": .bool(isError),
                "local_timestamp": .int(time.millisecondsSince1970),
            ])
    }

    /// Writes a file, and says that it is to be uploaded.
    func add(_ media: RunMedia, _ entry: LogEntry, _ folder: CometExperimentFolder) throws {
        let file = try media.write(in: folder.path, sequence: entry.sequence)
        let digest = SHA256.hexadecimalDigest(of: Array("\(key) \(entry.sequence)".utf8))
        let isImage = media.kind == .image
        var parameters: Document = [
            "assetId": .string(String(digest.prefix(32))), "context": .null, "step": .null,
            "fileName": .string(CometText.name(media.name)), "extension": .string(media.fileExtension),
            "overwrite": false, "runId": .null,
        ]
        if isImage { parameters["figName"] = .string(CometText.name(media.name)) }
        if let step = media.step { parameters["step"] = .int(step.rawValue) }
        let kind: Value =
            switch media.kind {
            case .image: "visualization"
            case .video: "video"
            case .file: "asset"
            }
        folder.append(
            "file_upload",
            [
                "file_path": .string(file), "upload_type": kind, "clean": true, "metadata": [:],
                "local_timestamp": .int(entry.time.millisecondsSince1970),
                "additional_params": .document(parameters),
            ])
    }

    /// Sets a parameter; a nested value is parameters with `|` between their names, as Comet's own.
    private func set(
        _ name: String, _ value: Value, at time: WallTime, depth: Int = 0, _ folder: CometExperimentFolder
    ) {
        if case .document(let fields) = value, !fields.isEmpty, depth < Self.deepestName {
            for (key, value) in fields {
                set("\(name)|\(FieldName.unescaped(key))", value, at: time, depth: depth + 1, folder)
            }
            return
        }
        let parameter: Document = [
            "paramName": .string(CometText.name(name)), "paramValue": CometText.value(value), "step": .null,
            "source": "manual",
        ]
        folder.append(
            "parameter_msg",
            ["local_timestamp": .int(time.millisecondsSince1970), "param": .document(parameter)])
    }

    /// How many levels of a nested parameter become names; what is deeper is a text of JSON.
    private static let deepestName = 32
}
