import Hummingbird
import RegistryCore

/// `/api/v1/artifacts`: pages of records, one record, groups.
struct ArtifactRoutes: Sendable {
    let store: any RecordReader
    let limits: RequestLimits

    func add(to router: Router<BasicRequestContext>) {
        router.get("api/v1/artifacts") { request, _ in
            let fields = try request.queryFields()
            return try await page(try Query(fields: fields, in: .artifacts))
        }
        router.post("api/v1/artifacts/search") { request, _ in
            try await page(try Query(body: try await request.jsonBody(upTo: limits.largestBody)))
        }
        router.get("api/v1/artifacts/groups") { request, _ in try await groups(try request.queryFields()) }
        router.get("api/v1/artifacts/:id") { _, context in
            for id in try RecordID.readings(of: try context.parameters.require("id")) {
                if let record = try await store.record(id, in: .artifacts) { return Response(json: record.told) }
            }
            throw RegistryError(.notFound, "There is no artifact with this identifier.")
        }
    }

    private func page(_ query: Query) async throws -> Response {
        try await RecordAnswer(
            store: store, collection: .artifacts, listName: "artifacts", largestAnswer: limits.largestAnswer
        ).response(to: query, told: \.told)
    }

    private func groups(_ fields: FormFields) async throws -> Response {
        let path = try FieldPath(fields["by"] ?? "ModelName")
        let limit = try fields.number("limit", in: 1...1_000) ?? 100
        let filter =
            try fields["filter"].map { text throws(RegistryError) in try Filter(expression: text) } ?? .everything
        let groups = try await store.groups(by: path, in: .artifacts, matching: filter, limit: limit)
        return Response(json: [
            "by": .string(path.description),
            "groups": .array(groups.map { ["value": $0.value, "count": .int(Int64($0.count))] }),
        ])
    }
}

extension Document {
    /// The record without what the registry keeps for its indexes.
    fileprivate var told: Document {
        var record = self
        record["_metadataKeys"] = nil
        return record
    }
}
