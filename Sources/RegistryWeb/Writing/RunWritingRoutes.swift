import HTTPTypes
import Hummingbird
import RegistryCore

/// What begins, changes and ends runs.
struct RunWritingRoutes: Sendable {
    let store: any RegistryStore
    let visible: any RecordReader
    let keys: RequestKeys
    let limits: RequestLimits
    /// Runs end one after the other, and changes that expect something are made one after the other.
    private let turns = Turns(most: 1)

    init(store: any RegistryStore, visible: any RecordReader, keys: RequestKeys, limits: RequestLimits) {
        self.store = store
        self.visible = visible
        self.keys = keys
        self.limits = limits
    }

    /// What people may change of a run. The rest is written by who logs it, and by the store.
    private static let changeable: Set<String> = ["name", "notes", "experiment", "tags", "parameters"]

    var endpoints: [Endpoint] {
        [
            Endpoint(
                Operation(
                    method: .post, path: "/runs", name: "createRun",
                    summary: "Begins a run. One whose id is there already is answered as it is, with 200.",
                    headers: [.idempotencyKey], body: .json(.newRun), statuses: [.created, .ok], answer: .json(.run))
            ) { request in
                try await create(request)
            },
            Endpoint(
                Operation(
                    method: .patch, path: "/runs/{id}", name: "changeRun",
                    summary:
                        "Sets and removes name, notes, experiment, tags and parameters; with `expected`, only where "
                        + "nobody changed them meanwhile.", body: .json(.change),
                    answer: .json(.run))
            ) { request in
                try await change(request)
            },
            Endpoint(
                Operation(
                    method: .post, path: "/runs/{id}/heartbeat", name: "giveSign",
                    summary: "Says that the run goes on. Without this for 90 seconds it is shown as lost.",
                    answer: .json(.run))
            ) { request in
                try await giveSign(request)
            },
            Endpoint(
                Operation(
                    method: .post, path: "/runs/{id}/end", name: "endRun",
                    summary: "Ends a run: as finished, unless said otherwise.", body: .json(.runEnd),
                    answer: .json(.run))
            ) { request in
                try await end(request)
            },
        ]
    }

    /// - Throws: ``RegistryError`` with `invalidArgument` for a value that pages and charts could not read.
    private static func check(_ change: RecordChange) throws(RegistryError) {
        for path in Array(change.set.keys) + Array(change.remove) where path.components.count > 1 {
            guard let first = path.components.first, withFields.contains(first) else {
                throw RegistryError(
                    .invalidArgument, "\(path) cannot be changed: only tags and parameters have fields of their own.")
            }
            guard first != "tags" || path.components.count == 2 else {
                throw RegistryError(.invalidArgument, "\(path) cannot be changed: a tag is text, with nothing in it.")
            }
        }
        for (path, value) in change.set {
            if path.components == ["tags"], let tag = value.documentValue?.first(where: { $0.value.stringValue == nil })
            {
                throw RegistryError(
                    .invalidArgument,
                    "The tag \(FieldName.unescaped(tag.key).debugDescription.prefix(80)) cannot have this value: a tag is text."
                )
            }
            let isGood =
                switch path.components {
                case ["tags"]: value.documentValue.map { $0.allSatisfy { $0.value.stringValue != nil } } ?? false
                case ["parameters"]: value.documentValue != nil
                case ["experiment"]: value.stringValue.map { !$0.isBlank } ?? false
                case ["name"]: value.stringValue.map { $0.isEmpty || !$0.isBlank } ?? false
                case ["notes"]: value.stringValue != nil
                default: path.components.first != "tags" || value.stringValue != nil
                }
            guard isGood else {
                throw RegistryError(
                    .invalidArgument,
                    "\(path) cannot have this value: tags and parameters are objects, the others and each tag text, of which names "
                        + "have something to see.")
            }
        }
    }

    /// Those of the fields that people may change which have fields in them.
    private static let withFields: Set<String> = ["tags", "parameters"]

    private func change(_ request: APIRequest) async throws -> Response {
        let body = try await request.request.jsonBody(upTo: limits.largestBody)
        let change = try RecordChange(body, within: Self.changeable, besides: [ExpectedFields.name])
        try Self.check(change)
        let expected = try ExpectedFields(body, within: Self.changeable)
        let id = try request.runID()
        // Of two changes at a time that expect the same, the second one sees the first. Other servers of the same store may still
        // come between.
        let turn = expected.isEmpty ? nil : try await turns.take()
        defer { withExtendedLifetime(turn) {} }
        let run = try await visible.existingRun(id)
        try expected.check(run)
        guard try await store.update(RecordID(id), in: .runs, change) else {
            throw RegistryError(.notFound, "There is no run \(id).")
        }
        return try await told(id)
    }

    private func create(_ request: APIRequest) async throws -> Response {
        let bytes = try await request.request.bodyBytes(upTo: limits.largestBody)
        let now = WallTime.now
        let new = try NewRun(try await LargeBody.document(bytes), now: now)
        let (reserved, _) = try await keys.reservation(for: request, body: bytes) {
            var generator = SystemRandomNumberGenerator()
            return ["run": .string((new.id ?? RunID(time: now, using: &generator)).description)]
        }
        guard let id = reserved["run"]?.stringValue.flatMap(RunID.init) else {
            throw RegistryError(.corruptData, "What is stored for the request's key names no run.")
        }
        var status = HTTPResponse.Status.created
        do {
            try await store.insert([try new.run(id: id, now: now).document], into: .runs)
        } catch let error as RegistryError where error.code == .alreadyExists {
            status = .ok
        }
        var response = try await told(id, status: status)
        response.headers[.location] = "\(Operation.root)/runs/\(id)"
        return response
    }

    private func giveSign(_ request: APIRequest) async throws -> Response {
        let id = try request.runID()
        let run = try await visible.existingRun(id)
        guard run["status"]?.stringValue == RunStatus.running.rawValue else {
            throw RequestRefusal(.conflict, "The run has ended, and gives no signs of life any more.")
        }
        _ = try await store.update(RecordID(id), in: .runs, RecordChange(set: ["heartbeat": .date(.now)]))
        return try await told(id)
    }

    /// A repetition changes nothing: the run keeps the time at which it ended first. A run that ended otherwise is left as it is:
    /// whoever comes second may not know of the first.
    private func end(_ request: APIRequest) async throws -> Response {
        let id = try request.runID()
        let bytes = try await request.request.bodyBytes(upTo: limits.largestBody)
        let fields = try BodyFields(
            try await LargeBody.document(bytes), of: "The end of a run",
            known: ["status", "endTime", "message"])
        let status = try fields.text("status") ?? RunStatus.finished.rawValue
        guard RunStatus.ends.map(\.rawValue).contains(status) else {
            throw fields.fault("status", "finished, failed or killed")
        }
        let time = try fields.pastTime("endTime", now: .now)
        let message = try fields.text("message")
        // Of two ends at a time, the second one sees the first.
        let turn = try await turns.take()
        defer { withExtendedLifetime(turn) {} }
        let run = try await visible.existingRun(id)
        let isRepetition =
            run["status"]?.stringValue == status && run["endTime"]?.dateValue != nil
            && (time == nil || run["endTime"]?.dateValue == time)
            && (message == nil || run["statusMessage"]?.stringValue == message)
        if !isRepetition {
            let stored = run["status"]?.stringValue.flatMap(RunStatus.init) ?? .running
            guard [.running, .lost].contains(stored) else {
                let end = run["endTime"]?.dateValue.map { " at \($0)" } ?? ""
                throw RequestRefusal(.conflict, "The run has ended already\(end), as \(stored.rawValue). It stays so.")
            }
            var change = RecordChange(set: ["status": .string(status), "endTime": .date(time ?? .now)])
            change.set["statusMessage"] = message.map { .string($0) }
            guard try await store.update(RecordID(id), in: .runs, change) else {
                throw RegistryError(.notFound, "There is no run \(id).")
            }
        }
        return try await told(id)
    }

    private func told(_ id: RunID, status: HTTPResponse.Status = .ok) async throws -> Response {
        Response(json: try await ApparentRuns(visible, at: .now).existingRun(id), status: status)
    }
}
