import Hummingbird
import RegistryCore

/// `/api/v1/artifacts`: pages of records, one record, groups.
struct ArtifactRoutes: Sendable {
    let store: any RecordReader
    let limits: RequestLimits

    var endpoints: [Endpoint] {
        [
            Endpoint(
                Operation(
                    method: .get, path: "/artifacts", name: "listArtifacts", summary: "A page of artifacts.",
                    query: Parameter.page, answer: .json(.artifactPage))
            ) { request in
                try await page(try Query(fields: request.fields, in: .artifacts), for: request)
            },
            Endpoint(
                Operation(
                    method: .post, path: "/artifacts/search", name: "searchArtifacts",
                    summary: "A page of the artifacts that MongoDB's JSON or an expression finds.",
                    body: .json(.search), answer: .json(.artifactPage), isSearch: true)
            ) { request in
                let body = try await request.request.jsonBody(upTo: limits.largestBody)
                return try await page(try Query(body: body, in: .artifacts), for: request)
            },
            Endpoint(
                Operation(
                    method: .get, path: "/artifacts/groups", name: "groupArtifacts",
                    summary: "How many artifacts have each value of a field, the largest groups first.",
                    query: Parameter.groups(by: "ModelName"), answer: .json(.groups))
            ) { request in
                try await GroupAnswer(store: store, collection: .artifacts, usualField: "ModelName").response(
                    to: request)
            },
            Endpoint(
                Operation(
                    method: .get, path: "/artifacts/{id}", name: "getArtifact", summary: "One artifact.",
                    answer: .json(.artifact))
            ) { request in
                Response(
                    tagged: try await request.record(in: .artifacts, of: store).withoutIndexes,
                    for: request.request)
            },
        ]
    }

    private func page(_ query: Query, for request: APIRequest) async throws -> Response {
        try await RecordAnswer(
            store: store, collection: .artifacts, listName: "artifacts", largestAnswer: limits.largestAnswer
        ).response(to: query, for: request.request) {
            try $0.write(to: &$1, without: .indexes)
        }
    }
}

extension OmittedField {
    /// What the registry keeps in a record for its indexes.
    static let indexes = OmittedField("_metadataKeys")
}

extension Document {
    /// The record without what the registry keeps for its indexes.
    var withoutIndexes: Document {
        var record = self
        record[OmittedField.indexes.name] = nil
        return record
    }
}
