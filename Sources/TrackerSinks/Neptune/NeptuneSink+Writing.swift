import RegistryCore
import TrainingLog

extension NeptuneSink {
    /// Says what the run is.
    func write(_ document: Document, at time: WallTime, _ folder: NeptuneRunFolder) {
        let texts: [([String], String)] = [
            (["sys", "name"], "name"), (["sys", "description"], "notes"), (["sys", "hostname"], "host"),
            (["source_code", "commit"], "gitCommit"),
        ]
        for (path, name) in texts {
            guard let text = document[name]?.stringValue, !text.isEmpty else { continue }
            folder.append("AssignString", path, ["value": .string(text)], at: time)
        }
        let tags = (document["tags"]?.documentValue ?? [:]).map { name, value -> Value in
            let text = value.stringValue ?? ""
            let name = FieldName.unescaped(name)
            return .string(text.isEmpty || text == "true" ? name : "\(name):\(text)")
        }
        if !tags.isEmpty { folder.append("AddStrings", ["sys", "tags"], ["values": .array(tags)], at: time) }
        // The project that a run goes to is said when it is sent; runs of one kind are a group.
        if let experiment = document["experiment"]?.stringValue, !experiment.isEmpty {
            folder.append("AddStrings", ["sys", "group_tags"], ["values": [.string(experiment)]], at: time)
        }
        for (name, value) in document["parameters"]?.documentValue ?? [:] {
            assign([NeptunePath.parameters] + NeptunePath.parts(of: FieldName.unescaped(name)), value, at: time, folder)
        }
    }

    /// Sets and removes parameters.
    func write(_ change: ParameterChange, at time: WallTime, _ folder: NeptuneRunFolder) {
        let kept = Set(change.values.keys.map { [NeptunePath.parameters] + NeptunePath.parts(of: $0) })
        let removed =
            change.replacesAll
            ? folder.parameters
            : folder.parameters.intersection(
                change.removed.map { [NeptunePath.parameters] + NeptunePath.parts(of: $0) })
        for path in removed.subtracting(kept).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            folder.append("DeleteAttribute", path, at: time)
        }
        for (name, value) in change.values.sorted(by: { $0.key < $1.key }) {
            assign([NeptunePath.parameters] + NeptunePath.parts(of: name), value, at: time, folder)
        }
    }

    /// Adds numbers of a step.
    func add(_ numbers: [NamedNumber], _ step: Step, _ time: WallTime, _ folder: NeptuneRunFolder) {
        for number in numbers {
            let point: Document = [
                "value": .double(number.value), "step": .int(step.rawValue), "ts": .double(time.secondsSince1970),
            ]
            folder.append(
                "LogFloats", NeptunePath.ofMetric(number.name), ["values": [.document(point)]], at: time)
        }
    }

    /// Adds a line to what was printed.
    func add(_ text: String, isError: Bool, _ time: WallTime, _ folder: NeptuneRunFolder) {
        let line: Document = [
            "value": .string(text + "\n"), "step": .null, "ts": .double(time.secondsSince1970),
        ]
        folder.append(
            "LogStrings", ["monitoring", "system", isError ? "stderr" : "stdout"], ["values": [.document(line)]],
            at: time)
    }

    /// Writes a file, and says that it is to be uploaded.
    func add(_ media: RunMedia, _ entry: LogEntry, _ folder: NeptuneRunFolder) throws {
        let name = try media.write(in: folder.uploads, sequence: entry.sequence)
        folder.append(
            "UploadFile", NeptunePath.ofMedia(media),
            [
                "ext": .string(media.fileExtension), "file_path": .null, "tmp_file_name": .string(name),
                "clean_after_upload": false,
            ], at: entry.time)
    }

    /// Sets an attribute; a nested value is a path of more parts.
    private func assign(
        _ path: [String], _ value: Value, at time: WallTime, _ folder: NeptuneRunFolder
    ) {
        let type: String
        let known: Value
        switch value {
        case .double: (type, known) = ("AssignFloat", value)
        case .int: (type, known) = ("AssignInt", value)
        case .bool: (type, known) = ("AssignBool", value)
        case .date(let date): (type, known) = ("AssignDatetime", .int(date.millisecondsSince1970))
        case .document(let fields) where !fields.isEmpty && path.count < Self.deepestPath:
            for (name, value) in fields {
                assign(path + NeptunePath.parts(of: FieldName.unescaped(name)), value, at: time, folder)
            }
            return
        default: (type, known) = ("AssignString", .string(PythonJSON.text(value)))
        }
        folder.append(type, path, ["value": known], at: time)
    }

    /// The most parts that a nested parameter is spread over; what is deeper is a text of JSON.
    private static let deepestPath = 32
}
