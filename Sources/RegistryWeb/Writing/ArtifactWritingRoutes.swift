import BSONCoding
import Hummingbird
import RegistryCore

/// What adds and changes artifacts.
struct ArtifactWritingRoutes: Sendable {
    let store: any RegistryStore
    let visible: any RecordReader
    let keys: RequestKeys
    let signs: SignsOfLife
    let limits: RequestLimits

    /// The most records of one request.
    private static let mostRecords = 10_000

    var endpoints: [Endpoint] {
        [
            Endpoint(
                Operation(
                    method: .post, path: "/artifacts", name: "addArtifacts",
                    summary: "Adds records, all or none. Those whose _run and _seq are stored already are left out.",
                    headers: [.idempotencyKey], body: .json(.newArtifacts), statuses: [.created, .ok],
                    answer: .json(.insertion))
            ) { request in
                try await add(request, to: nil)
            },
            Endpoint(
                Operation(
                    method: .post, path: "/runs/{id}/artifacts", name: "addArtifactsOfRun",
                    summary: "Adds records to a run, all or none. Those whose _seq is stored already are left out.",
                    headers: [.idempotencyKey], body: .json(.newArtifacts), statuses: [.created, .ok],
                    answer: .json(.insertion))
            ) { request in
                let run = try request.runID()
                _ = try await visible.existingRun(run)
                let response = try await add(request, to: run)
                await signs.give(for: run)
                return response
            },
            Endpoint(
                Operation(
                    method: .patch, path: "/artifacts/{id}", name: "changeArtifact",
                    summary: "Sets and removes fields of a record.", body: .json(.change), answer: .json(.artifact))
            ) { request in
                let body = try await request.request.jsonBody(upTo: limits.largestBody)
                let change = try RecordChange(body)
                let record = try await request.record(in: .artifacts, of: visible)
                guard let id = record["_id"].flatMap(RecordID.init),
                    try await store.update(id, in: .artifacts, change)
                else { throw RegistryError(.notFound, "There is no artifact with this identifier.") }
                return Response(json: try await request.record(in: .artifacts, of: visible).withoutIndexes)
            },
        ]
    }

    private func add(_ request: APIRequest, to run: RunID?) async throws -> Response {
        let bytes = try await request.request.bodyBytes(upTo: limits.largestBody)
        var records = try await LargeBody.work(on: bytes.count) {
            try Self.records(of: try Document(json: bytes), in: run)
        }
        // Those that nothing tells from a repetition get their identifiers before they are stored.
        let nameless = records.indices.filter { records[$0]["_id"] == nil && records[$0]["_seq"] == nil }
        let (reserved, isRepetition) = try await keys.reservation(for: request, body: bytes) {
            ["ids": .array(nameless.map { _ in .objectID(ObjectID()) })]
        }
        let ids = reserved["ids"]?.arrayValue ?? []
        for (index, id) in zip(nameless, ids) { records[index]["_id"] = id }
        do {
            let insertion = try await store.insert(records, into: .artifacts)
            return Self.answer(insertion)
        } catch let error as RegistryError where error.code == .alreadyExists && isRepetition {
            // All were stored, or none: one of those whose identifiers are this request's own says which.
            guard let first = ids.first.flatMap(RecordID.init), try await store.record(first, in: .artifacts) != nil
            else { throw error }
            return Self.answer(try await stored(records))
        }
    }

    private func stored(_ records: [Document]) async throws -> Insertion {
        var all: [RecordID] = []
        for record in records {
            if let id = record["_id"].flatMap(RecordID.init) {
                all.append(id)
            } else if let run = record["_run"], let sequence = record["_seq"] {
                let origin = Filter.and([.field("_run", .equals(run)), .field("_seq", .equals(sequence))])
                let found = try await store.find(in: .artifacts, Query(origin, limit: 1)).elements.first
                if let id = found?["_id"].flatMap(RecordID.init) { all.append(id) }
            }
        }
        return Insertion(ids: all, duplicates: records.count)
    }

    private static func answer(_ insertion: Insertion) -> Response {
        let isNew = insertion.duplicates < insertion.ids.count
        return Response(
            json: [
                "ids": .array(insertion.ids.map(\.value)), "duplicates": .int(Int64(insertion.duplicates)),
            ], status: isNew ? .created : .ok)
    }

    private static func records(of body: Document, in run: RunID?) throws(RegistryError) -> [Document] {
        let fields = try BodyFields(body, of: "A list of artifacts", known: ["artifacts"])
        guard let list = try fields.list("artifacts"), (1...mostRecords).contains(list.count) else {
            throw fields.fault("artifacts", "a list of 1 to \(mostRecords) objects")
        }
        var records: [Document] = []
        for value in list {
            guard var record = value.documentValue else { throw fields.fault("artifacts", "a list of objects") }
            if let run {
                let own = Value.string(run.description)
                guard record["_run"] == nil || record["_run"] == own else {
                    throw RegistryError(.invalidArgument, "A record says with _run that it belongs to another run.")
                }
                record["_run"] = own
            }
            records.append(record)
        }
        return records
    }
}
