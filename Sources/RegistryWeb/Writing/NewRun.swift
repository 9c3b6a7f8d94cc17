import RegistryCore

/// A run as a client begins it.
struct NewRun {
    /// The identifier, when the client gave one.
    let id: RunID?
    private let fields: BodyFields
    private let startTime: WallTime?
    private let parameters: Document
    private let tags: [String: String]

    /// - Throws: ``RegistryError`` with `invalidArgument`, naming the field.
    init(_ body: Document, now: WallTime) throws(RegistryError) {
        fields = try BodyFields(
            body, of: "A run",
            known: [
                "id", "experiment", "name", "startTime", "parameters", "tags", "notes", "host", "gitCommit",
            ])
        if let text = try fields.text("id") {
            guard let id = RunID(text) else { throw fields.fault("id", "32 hexadecimal digits") }
            self.id = id
        } else {
            id = nil
        }
        startTime = try fields.pastTime("startTime", now: now)
        parameters = try fields.object("parameters") ?? [:]
        var tags: [String: String] = [:]
        for (name, value) in try fields.object("tags") ?? [:] {
            guard let text = value.stringValue else { throw fields.fault("tags", "an object whose values are text") }
            tags[name] = text
        }
        self.tags = tags
    }

    /// The run that begins.
    func run(id: RunID, now: WallTime) throws(RegistryError) -> Run {
        Run(
            id: id, experiment: try fields.name("experiment") ?? "default", name: try fields.name("name") ?? "",
            startTime: startTime ?? now,
            parameters: Dictionary(parameters.map { ($0.key, $0.value) }) { _, last in last }, tags: tags,
            notes: try fields.text("notes") ?? "", host: try fields.text("host") ?? "",
            gitCommit: try fields.text("gitCommit"), heartbeat: now)
    }
}
