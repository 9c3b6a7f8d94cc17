import RegistryCore
import TrainingLog

extension AimSink {
    /// The attribute with what this sink keeps of a run.
    static let attribute: AimKey = "loggerandviewer"
    private static let parameters: AimKey = "hparams"

    /// Takes what the run is; one that is continued keeps what it has there.
    func take(_ document: Document, isResumed: Bool, _ run: AimRun) async throws {
        if isResumed {
            continuation = document["takenUpBy"]?.stringValue
            if let continuation { try await run.setAttribute([Self.attribute, "takenUpBy"], .text(continuation)) }
        }
        for name: AimKey in ["status", "message"] {
            guard try await run.read(["attrs", Self.attribute, name])[] != nil else { continue }
            // It goes on, and has no status of an end. Without one it is also known that an end which stands there later is Aim's own.
            try await run.removeAttribute([Self.attribute, name])
        }
        try await run.set(["end_time"], .none)
        // Set last of all: whoever finds it finds the rest.
        guard try await run.read(["attrs", Self.attribute, "isDescribed"])[] == nil else { return }
        let properties: [(name: String, ours: String, field: String)] = [
            ("experiment", configuration.experiment, "experiment"), ("name", configuration.runName, "name"),
            ("description", "", "notes"),
        ]
        for (name, ours, field) in properties {
            let text = ours.isEmpty ? document[field]?.stringValue ?? "" : ours
            if !text.isEmpty { try await run.setProperty(name, text) }
        }
        var tags = (document["tags"]?.documentValue ?? [:]).map { name, value in
            let text = value.stringValue ?? ""
            let name = FieldName.unescaped(name)
            return text.isEmpty || text == "true" ? name : "\(name):\(text)"
        }
        tags += configuration.tags.filter { !tags.contains($0) }
        for tag in tags where !tag.isEmpty { try await run.addTag(tag) }
        let parameters = document["parameters"]?.documentValue ?? [:]
        if !parameters.isEmpty { try await run.setAttribute([Self.parameters], AimValue(.document(parameters))) }
        try await run.setAttribute([Self.attribute, "isDescribed"], .bool(true))
    }

    /// Sets and removes parameters.
    func take(_ change: ParameterChange, _ run: AimRun) async throws {
        let fields = change.values.sorted { $0.key < $1.key }.map { AimField(AimKey($0.key), AimValue($0.value)) }
        guard !change.replacesAll else { return try await run.setAttribute([Self.parameters], .fields(fields)) }
        for name in change.removed.sorted() where change.values[name] == nil {
            try await run.removeAttribute([Self.parameters, AimKey(name)])
        }
        for field in fields { try await run.setAttribute([Self.parameters, field.key], field.value) }
    }

    /// Takes what the run is made with, under the names that Aim's own client has, and everything else beside it.
    func take(environment: Document, _ run: AimRun) async throws {
        try await run.setAttribute(["environment"], AimValue(.document(environment)))
        let process = environment["process"]?.documentValue
        let git = environment["git"]?.documentValue
        var known: [AimField] = []
        for name in ["executable", "arguments"] {
            if let value = process?[name] { known.append(AimField(.name(name), AimValue(value))) }
        }
        if let commit = git?["commit"] {
            var fields = [AimField("commit", .fields([AimField("hash", AimValue(commit))]))]
            for (name, field) in [("branch", "branch"), ("remote_origin_url", "remoteURL")] {
                if let value = git?[field] { fields.append(AimField(.name(name), AimValue(value))) }
            }
            known.append(AimField("git_info", .fields(fields)))
        }
        if !known.isEmpty { try await run.setAttribute(["__system_params"], .fields(known)) }
    }

    /// Says when the run ended, and how.
    func end(_ ending: RunEnding, _ run: AimRun) async throws {
        guard try await isOwn(run) else { return }
        try await run.setAttribute([Self.attribute, "status"], .text(ending.status.rawValue))
        if let message = ending.message { try await run.setAttribute([Self.attribute, "message"], .text(message)) }
        try await run.set(["end_time"], .double(ending.time.secondsSince1970))
    }

    /// Whether the end that a run has there is one that Aim wrote because its server or this client was silent for a while, and no end that
    /// was told: those have a status. A run that another process has taken up is that one's.
    func isOfSilence(_ run: AimRun) async throws -> Bool {
        guard try await run.read(["attrs", Self.attribute, "status"])[] == nil else { return false }
        return try await isOwn(run)
    }

    /// Whether no other process has taken the run up since this one.
    private func isOwn(_ run: AimRun) async throws -> Bool {
        let other = try await run.read(["attrs", Self.attribute, "takenUpBy"])[]?.textValue
        return other == nil || other == continuation
    }
}
