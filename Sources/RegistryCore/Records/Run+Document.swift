extension Run {
    /// The run as it is stored in the collection `runs`.
    ///
    /// `metrics.NAME` holds `last`, `min`, `max`, `count`, `step` and more; names are escaped as ``FieldName/escaped(_:)`` says.
    public var document: Document {
        var document: Document = [
            "_id": .string(id.description), "experiment": .string(experiment), "name": .string(name),
            "status": .string(status.rawValue), "startTime": .date(startTime),
        ]
        document["statusMessage"] = statusMessage.map { .string($0) }
        document["endTime"] = endTime.map { .date($0) }
        document["parameters"] = .document(Self.fields(parameters) { $0 })
        document["tags"] = .document(Self.fields(tags) { .string($0) })
        document["notes"] = .string(notes)
        document["host"] = .string(host)
        document["gitCommit"] = gitCommit.map { .string($0) }
        document["heartbeat"] = heartbeat.map { .date($0) }
        document["metrics"] = .document(Self.fields(metrics) { .document($0.document) })
        return document
    }

    /// Reads a stored run.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` naming the field that is missing or of another type.
    public init(document: Document) throws(RegistryError) {
        func corrupt(_ field: String) -> RegistryError {
            RegistryError(
                .corruptData, "The run \(document["_id"]?.stringValue ?? "?") has no usable field \"\(field)\".")
        }
        guard let id = document["_id"]?.stringValue.flatMap(RunID.init) else { throw corrupt("_id") }
        guard let startTime = document["startTime"]?.dateValue else { throw corrupt("startTime") }
        guard let status = document["status"]?.stringValue.flatMap(RunStatus.init) else { throw corrupt("status") }
        self.init(
            id: id, experiment: document["experiment"]?.stringValue ?? "default",
            name: document["name"]?.stringValue ?? "", status: status, startTime: startTime)
        statusMessage = document["statusMessage"]?.stringValue
        endTime = document["endTime"]?.dateValue
        notes = document["notes"]?.stringValue ?? ""
        host = document["host"]?.stringValue ?? ""
        gitCommit = document["gitCommit"]?.stringValue
        heartbeat = document["heartbeat"]?.dateValue
        for (key, value) in document["parameters"]?.documentValue ?? [:] {
            parameters[FieldName.unescaped(key)] = value
        }
        for (key, value) in document["tags"]?.documentValue ?? [:] {
            guard let text = value.stringValue else { throw corrupt("tags.\(FieldName.unescaped(key))") }
            tags[FieldName.unescaped(key)] = text
        }
        for (key, value) in document["metrics"]?.documentValue ?? [:] {
            let name = FieldName.unescaped(key)
            guard let summary = value.documentValue.flatMap(MetricSummary.init(document:)) else {
                throw corrupt("metrics.\(name)")
            }
            metrics[name] = summary
        }
    }

    private static func fields<Content>(_ named: [String: Content], _ value: (Content) -> Value) -> Document {
        Document(named.sorted { $0.key < $1.key }.map { (FieldName.escaped($0.key), value($0.value)) })
    }
}
